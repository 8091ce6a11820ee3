// The options of every command that decides or encodes.
#pragma once

#include "cli/command_line.hpp"
#include "run/decide.hpp"

namespace arcsat::cli {

/// Declares --encoder and --symmetry, which say what formula it is. run_options reads them, without the others, too.
void add_encoder_options(CommandLine& line);
/// Declares --quiet and --verbose, which run_options reads likewise.
void add_progress_options(CommandLine& line);
/// Declares --encoder, --symmetry, --engine, --time-limit, --memory-limit, --seed, --threads, --no-certify, --quiet, --verbose.
void add_run_options(CommandLine& line);
DecideOptions run_options(const CommandLine& line);

}  // namespace arcsat::cli
