// The subcommands; each returns the program's exit code.
#pragma once

#include <string>
#include <vector>

namespace arcsat::cli {

/// The words after the subcommand.
using Words = std::vector<std::string>;

int run_decide(const Words& words);
int run_encode(const Words& words);
int run_simulate(const Words& words);
int run_regress(const Words& words);
int run_bench(const Words& words);
int run_table(const Words& words);

}  // namespace arcsat::cli
