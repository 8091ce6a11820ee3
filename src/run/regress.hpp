// Runs every instance that says what verdict it expects.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "run/decide.hpp"

namespace arcsat {

struct RegressionCase {
  enum class Outcome { match, mismatch, undecided, error, not_judged };

  std::string path;
  Outcome outcome = Outcome::error;
  std::string expected;
  /// The verdict found, or what went wrong.
  std::string found;
  double seconds = 0;
};

/// The instance files under `paths` (files, or directories searched for *.toml), sorted. Throws InputError for a path
/// that does not exist.
std::vector<std::string> instance_files(const std::vector<std::string>& paths);

/// Decides each file; the options' time limit holds for each. `report` is called after each case. An instance without
/// [expect] is not judged; a file that cannot be read is an error. Stops early on an interrupt.
std::vector<RegressionCase> regress(const std::vector<std::string>& files, const DecideOptions& options,
                                    const std::function<void(const RegressionCase&)>& report);

/// Writes the cases as JUnit XML.
void write_junit(const std::vector<RegressionCase>& cases, const std::string& path);

std::string to_string(RegressionCase::Outcome outcome);

}  // namespace arcsat
