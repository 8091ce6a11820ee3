// The subcommands. Each is a row that its own file, command_NAME.cpp, defines; a new one is declared and listed here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace arcsat::cli {

/// The words after the subcommand.
using Words = std::vector<std::string>;

struct Command {
  std::string_view name;
  /// For the list of all commands.
  std::string_view summary;
  /// Returns the program's exit code.
  int (*run)(const Words&);
};

extern const Command atlas_command, bench_command, certify_command, check_command, decide_command, derive_command,
    encode_command, explain_command, frontier_command, least_command, regress_command, report_command, separate_command,
    simulate_command, table_command, theorem_command, transformer_command;

/// All, by name. The program that quickstart.sh builds first has one.
inline std::vector<const Command*> all_commands() {
#ifdef ARCSAT_FIRST
  return {&decide_command};
#else
  return {&atlas_command,   &bench_command,      &certify_command,  &check_command,    &decide_command,
          &derive_command,  &encode_command,     &explain_command,  &frontier_command, &least_command,
          &regress_command, &report_command,     &separate_command, &simulate_command, &table_command,
          &theorem_command, &transformer_command};
#endif
}

}  // namespace arcsat::cli
