// A protocol in closed form, put into sentences: what each slot says of all inputs at once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "evidence/bundle.hpp"

namespace arcsat::cli {

/// The bundle in a directory if its evidence is a closed form of more inputs than tables are made of; nullptr for anything else.
/// Throws what Bundle throws.
std::unique_ptr<const Bundle> large_closed_form_bundle(const std::string& path, const CheckOptions& options,
                                                       const Budget& budget);

struct ClosedFormExplanation {
  /// {"slots": the file's, "words": [line, …]}: a line for each slot that says something.
  Json closed_form;
  std::vector<std::string> words;
  /// What was done to judge it, a line each.
  std::vector<std::string> checked;
};

/// Judges the evidence. Throws CheckFailed or InputError if it does not hold.
ClosedFormExplanation explain_closed_form(const Bundle& bundle);

}  // namespace arcsat::cli
