// Looks for a refutation by counting that sees the control first.
#pragma once

#include <optional>

#include "base/budget.hpp"
#include "certify/adaptive_counting.hpp"

namespace arcsat {

/// Tries constant tables z_1 and all tables of few values, one to three queries, e or b1, and shares of d in queries of
/// their own. Nothing found means nothing. At most a few seconds' work, and the same for the same sizes. What is
/// returned stands up to check_adaptive. Throws LimitReached once the budget's time is over.
std::optional<AdaptiveBound> find_adaptive_bound(const TwoStep& sizes, const Budget& budget);

}  // namespace arcsat
