// An instance from the command line: a file, or the same thing as options.
#pragma once

#include <memory>

#include "cli/command_line.hpp"
#include "protocol/instance.hpp"

namespace arcsat::cli {

/// Declares --L, --m, --n, --q, --bits-per-token, --B, --epochs, --inputs, --widths, --model,
/// --granularity, --thoughts, --thought-bits.
void add_instance_options(CommandLine& line);

/// Declares --L, --m, --n, --q alone.
void add_task_options(CommandLine& line);
/// The task that they describe. Throws InputError if one is missing.
Task task_of(const CommandLine& line);

/// The instance that the first positional argument or the options describe. Throws InputError if there is neither or
/// both.
std::shared_ptr<const Instance> instance_of(const CommandLine& line);

/// What a repeatable option says of the inputs that some players may hold, "z2=0,5,17", one player each. Throws
/// InputError.
Restriction restriction_of(const CommandLine& line, const char* option, const Task& task);

}  // namespace arcsat::cli
