// Looks for a refutation by counting with weights.
#pragma once

#include <optional>

#include "certify/weighted_counting.hpp"

namespace arcsat {

/// Tries all queries, all positions and the cyclic tables z_1(a) = (a + k) mod q_1 with equal weights. Nothing found
/// means nothing. What is returned stands up to check_weighted.
std::optional<WeightedBound> find_weighted_bound(const TwoStep& sizes);

}  // namespace arcsat
