// Looks for labelled trees (certify/one_step.hpp) that serve every set of values, by simulated annealing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/budget.hpp"
#include "certify/labelled_tree.hpp"

namespace arcsat {

/// Every set of `chosen` values is to be served by all trees of one of these lists.
struct TreeGoal {
  std::uint32_t trees = 1;
  std::uint32_t chosen = 1;
  std::vector<std::vector<std::uint32_t>> served_by;
};

/// Trees of at least one round that reach the goal, or none after `work` steps (some 10^8 a second). The same seed finds
/// the same. None, too, if there are more than 8 trees, 64 values, 2^18 sets or 2^12 strategies below a first choice.
/// Throws LimitReached once the budget is spent.
std::optional<std::vector<Labels>> find_trees(const OneStep& sizes, const TreeGoal& goal, std::uint64_t seed,
                                              std::uint64_t work, const Budget& budget);

}  // namespace arcsat
