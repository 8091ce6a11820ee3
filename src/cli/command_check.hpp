// The subcommand `check`, which needs no solver and is a program of its own, too.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/walk.hpp"
#include "cli/command_line.hpp"
#include "evidence/bundle.hpp"
#include "protocol/transformer_corollary.hpp"

namespace arcsat::cli {

/// Judges bundles; returns the exit code.
int run_check(const std::vector<std::string>& words);

/// Declares --with, --require-verified, --size-limit, --image-directory.
void add_check_options(CommandLine& line);
CheckOptions check_options_of(const CommandLine& line);

/// What follows of Transformers, as programs read it.
Json json_of(const TransformerCorollary& corollary);

/// What is below the paths, of what a walk for bundles seeks. Throws InputError if no bundle is.
std::vector<Found> walk_for(const std::vector<std::string>& paths, const Sought& what);

/// Prints, as one line of JSON, the program's name, its version and what its exit codes mean.
void describe_program(std::string_view name);

/// Runs `command` and turns what it throws into a line on standard error and the exit codes 1 (bad input, a file system
/// that fails), 2 (check failed), 3 (internal error, or output that could not be written), 4 (stopped without a result: a
/// limit, an interrupt).
int run_guarded(int (*command)(const std::vector<std::string>&), const std::vector<std::string>& words);

}  // namespace arcsat::cli
