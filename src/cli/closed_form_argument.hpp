// A protocol in closed form, put into sentences: what each slot says of all inputs at once.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "evidence/bundle.hpp"

namespace arcsat::cli {

/// Whether a bundle's evidence is a closed form of more inputs than tables are made of.
bool is_large_closed_form(const Bundle& bundle);

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
