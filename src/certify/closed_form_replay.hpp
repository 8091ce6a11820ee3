// A closed form run on inputs: as tables where there are few, and on some of many.
#pragma once

#include <cstdint>
#include <optional>

#include "base/budget.hpp"
#include "certify/closed_form.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// Up to so many inputs a closed form is written as tables and replayed on all.
constexpr std::uint64_t most_inputs_of_tables = std::uint64_t{1} << 14;

/// What a closed form came to on inputs.
struct ClosedFormReplay {
  /// How many were tried; 0 if the numbers that it speaks of have too many digits.
  std::uint64_t inputs = 0;
  /// If these are all, the protocol and its rows.
  std::optional<Protocol> tables;
  std::uint64_t rows = 0;
};

/// Works out what each slot says by the definition of a term alone. Of at most 2^14 allowed inputs all, through tables and
/// the simulator; else of some, chosen at random by `seed`: two or three inputs of each player in all combinations, so
/// that many views are alike. Throws CheckFailed if two runs with equal views differ or an answer is wrong, which for a
/// closed form that holds is a fault of the rules; LimitReached when the budget is spent.
ClosedFormReplay replay(const ClosedForm& form, std::uint64_t seed, const Budget& budget);

}  // namespace arcsat
