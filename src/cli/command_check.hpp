// The subcommand `check`, which needs no solver and is a program of its own, too.
#pragma once

#include <string>
#include <vector>

#include "base/walk.hpp"
#include "cli/command_line.hpp"
#include "evidence/bundle.hpp"

namespace arcsat::cli {

/// Judges bundles; returns the exit code.
int run_check(const std::vector<std::string>& words);

/// Declares --with, --require-verified, --size-limit, --image-directory.
void add_check_options(CommandLine& line);
CheckOptions check_options_of(const CommandLine& line);

/// What is below the paths, of what a walk for bundles seeks. Throws InputError if no bundle is.
std::vector<Found> walk_for(const std::vector<std::string>& paths, const Sought& what);

}  // namespace arcsat::cli
