// The refutation of a bundle, judged and put into sentences.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "evidence/bundle.hpp"

namespace arcsat::cli {

struct Refutation {
  /// The argument: for formulas what was simplified, how large the formula is and on which inputs.
  std::vector<std::string> argument;
  /// What was done to judge it, a line each.
  std::vector<std::string> checked;
};

/// The bundle in a directory if it is one of a refutation; nullptr for anything else. Throws what Bundle throws.
std::unique_ptr<const Bundle> refutation_bundle(const std::string& path, const CheckOptions& options,
                                                const Budget& budget);

/// Judges the evidence. Throws CheckFailed or InputError if it does not hold.
Refutation refutation_in(const Bundle& bundle);

}  // namespace arcsat::cli
