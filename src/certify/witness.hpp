// Replays a witness on every allowed input.
#pragma once

#include <cstdint>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// What a replay proved.
struct WitnessReport {
  /// Allowed inputs on which the protocol was run and its answer was right: all of them.
  std::uint64_t inputs = 0;
  /// Distinct rows of the message tables and of the output.
  std::uint64_t rows = 0;
};

/// Runs the protocol on every allowed input of its instance and compares with the task's answer. Throws CheckFailed,
/// naming the input, if a row is missing, a value does not fit its width or an answer is wrong.
WitnessReport check_witness(const Protocol& protocol, const Budget& budget);

}  // namespace arcsat
