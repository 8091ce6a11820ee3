// The options of every command that decides or encodes.
#pragma once

#include "cli/command_line.hpp"
#include "run/decide.hpp"

namespace arcsat::cli {

/// Declares --encoder, --symmetry, --engine, --time-limit, --memory-limit, --seed, --threads, --no-certify, --quiet.
void add_run_options(CommandLine& line);
DecideOptions run_options(const CommandLine& line);

}  // namespace arcsat::cli
