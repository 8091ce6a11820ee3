// What arcsat and arcsat-check share as programs: their exit codes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arcsat::cli {

/// Prints, as one line of JSON, the program's name, its version and what its exit codes mean.
void describe_program(std::string_view name);

/// Runs `command` and turns what it throws into a line on standard error and the exit codes 1 (bad input, a file system
/// that fails), 2 (check failed), 3 (internal error, or output that could not be written), 4 (stopped without a result: a
/// limit, an interrupt).
int run_guarded(int (*command)(const std::vector<std::string>&), const std::vector<std::string>& words);

}  // namespace arcsat::cli
