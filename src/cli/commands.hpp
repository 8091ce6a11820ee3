// The subcommands; each returns the program's exit code.
#pragma once

#include "arcsat/cli/command_line.hpp"

namespace arcsat::cli {

int run_decide(const Words& words);
int run_encode(const Words& words);
int run_simulate(const Words& words);
int run_regress(const Words& words);
int run_bench(const Words& words);

}  // namespace arcsat::cli
