// A separation: two certified cells that differ in one thing alone, one impossible and one possible.
#pragma once

#include <string>
#include <string_view>

#include "check/check.hpp"

namespace arcsat {

/// What two cells may differ in: the epochs; the model, decoder against encoder; the thoughts, none against some, fewer
/// against more, or shorter against longer ones.
enum class Difference { epochs, model, thoughts };
std::string_view to_string(Difference difference);

/// What two cells differ in. They have the same task, the same inputs, the same bits per token and no widths of their
/// own, and what `possible` has more is all of its advantage: everything that a protocol does on `impossible` can be done
/// on `possible`, so that the separation is of this one thing. The granularity may be weaker (sums) on the possible side,
/// never on the impossible side alone: what refutes functions refutes sums, and what is realized by sums is realized by
/// functions. Throws CheckFailed if they differ in nothing, in more, or the other way round.
Difference difference_of(const Instance& impossible, const Instance& possible);

struct Separation {
  Difference difference = Difference::epochs;
  CheckReport impossible;
  CheckReport possible;
  /// "No … solves …, but a … does (refuted for functions, realized for functions)", or "… by a Transformer)".
  std::string sentence;
};

/// Judges the separation in `directory`: separation.json and the bundles `impossible` and `possible`, and nothing else.
/// Both bundles hold, with the verdicts of their names; their cells differ in one thing; what separation.json says is
/// what follows from them, and it has the hashes of their certificates. Throws as check_bundle does.
Separation check_separation(const std::string& directory, const CheckOptions& options, const Budget& budget);

/// Writes separation.json into a directory with the two bundles, which must differ as difference_of says. Throws
/// CheckFailed, InputError.
void write_separation(const std::string& directory);

/// Whether a directory claims to be a separation.
bool is_separation(const std::string& directory);

/// What a walk takes for a separation, an atlas or a bundle.
const Sought& bundles_and_separations();

}  // namespace arcsat
