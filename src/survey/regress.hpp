// Runs every instance that says what verdict it expects.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/walk.hpp"
#include "run/decide.hpp"

namespace arcsat {

struct RegressionCase {
  enum class Outcome {
    match,
    mismatch,
    undecided,
    error,
    /// Cannot be read: a link that leads nowhere, a closed directory.
    unusable,
    not_judged,
    /// Nothing to decide, or not run because of an interrupt.
    skipped
  };

  std::string path;
  Outcome outcome = Outcome::error;
  std::string expected;
  /// The verdict found, or what went wrong, or why there is none.
  std::string found;
  double seconds = 0;
};

/// What a walk takes for an instance: *.toml, in any case.
const Sought& instances();

/// Decides each instance that was found; the options' time limit holds for each. What else was found is a case, too.
/// `report` is called after each case. An instance without [expect] is not judged; a file that cannot be read is an
/// error. After an interrupt the rest is skipped.
std::vector<RegressionCase> regress(const std::vector<Found>& found, const DecideOptions& options,
                                    const std::function<void(const RegressionCase&)>& report);

/// Writes the cases as JUnit XML.
void write_junit(const std::vector<RegressionCase>& cases, const std::string& path);

std::string to_string(RegressionCase::Outcome outcome);

}  // namespace arcsat
