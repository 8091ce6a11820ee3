// The instances that most arguments speak of: the paper's model with one width, and all inputs.
#pragma once

#include "protocol/instance.hpp"

namespace arcsat {

/// Throws CheckFailed, in words, unless it is a decoder whose players hold whole functions, every message has c bits for
/// each token of its receiver, and all inputs are allowed.
void require_plain_decoder(const Instance& instance);

}  // namespace arcsat
