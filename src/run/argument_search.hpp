// Looks for an argument about two steps in two epochs that refutes an instance.
#pragma once

#include <optional>

#include "base/budget.hpp"
#include "evidence/evidence.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// Counting with weights, then rows, then adaptive counting; what is found has passed its checker. None if the instance
/// is of another kind (certify/two_step.hpp), or restricts z_0 or z_1. About a second's work. Throws LimitReached once
/// the budget's time is over.
std::optional<Evidence> find_argument(const DecoderInstance& instance, const Budget& budget);

}  // namespace arcsat
