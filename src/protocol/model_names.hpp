// The names of the models.
#pragma once

namespace arcsat {

/// As files and options give them, for help texts and complaints. Defined beside the function that reads them.
extern const char* const model_names;

}  // namespace arcsat
