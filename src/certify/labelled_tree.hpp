// Labelled trees (one_step.hpp) as lists of labels.
#pragma once

#include <cstdint>
#include <vector>

#include "certify/one_step.hpp"

namespace arcsat {

/// The label of each leaf; leaf (v_1, u_1, …, v_R, u_R) has the number ((v_1·C + u_1)·C + v_2)·C + …
using Labels = std::vector<std::uint32_t>;

/// What player 1's choices leave to player 0.
struct Strategy {
  /// The leaves, one for each (u_1 … u_R), ascending.
  std::vector<std::uint32_t> leaves;
  /// Their labels: bit y for the label y.
  std::uint64_t labels = 0;
};

/// Every strategy, one for each set of labels. Throws CheckFailed unless there is a label below q for each leaf;
/// Unsupported beyond q = 64 or 2^16 strategies.
std::vector<Strategy> strategies_of(const OneStep& sizes, const Labels& labels);

/// (v_1, u_1, …, v_R, u_R) of a leaf.
std::vector<std::uint32_t> path_of(const OneStep& sizes, std::uint64_t leaf);

}  // namespace arcsat
