// Runs a program of someone else's in a directory of its own, without a shell, within a budget.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/budget.hpp"

namespace arcsat {

/// How a run ended.
struct ProgramRun {
  int exit_code = -1;  // -1: it was ended by `signal`
  int signal = 0;
  std::string output;  // standard output and standard error, as they came

  /// "exit code 1", "signal 6".
  std::string ending() const;
};

/// Runs `program` (a path) with `arguments` in `directory`, with `input` as standard input (kept in the directory as
/// `input`, next to `output`) and with no other environment than PATH and `environment` ("NAME=value"). The memory
/// limit of the budget bounds its address space. At the time limit or an interrupt the program and its children are
/// killed and LimitReached is thrown; they also die with this process. Throws Error if the program cannot be started.
ProgramRun run_program(const std::filesystem::path& program, const std::filesystem::path& directory,
                       const std::string& input, const std::vector<std::string>& environment, const Budget& budget,
                       const std::vector<std::string>& arguments = {});

/// The file that the shell would run for `name`: itself if it has a slash, else looked up in PATH; empty if none.
std::filesystem::path find_program(const std::string& name);

}  // namespace arcsat
