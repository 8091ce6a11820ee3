// What a path holds, judged as `arcsat check` judges it.
#pragma once

#include <string>
#include <variant>

#include "base/walk.hpp"
#include "check/atlas.hpp"
#include "check/check.hpp"
#include "check/separation.hpp"

namespace arcsat {

/// Why there is no verdict.
struct Fault {
  /// What it is, if it could be read but does not hold: exit code 2; else it could not be read: exit code 1.
  bool judged = true;
  std::string why;
};

struct Judged {
  std::string path;
  std::variant<Fault, CheckReport, Separation, AtlasReport> outcome;
};

/// Judges what a walk for bundles, separations and atlases found, which is not to be skipped. A file that does not hold is a Fault.
/// Throws LimitReached if the user interrupted it, as then nothing more is judged.
Judged judge(const Found& found, const CheckOptions& options, std::optional<double> seconds);

}  // namespace arcsat
