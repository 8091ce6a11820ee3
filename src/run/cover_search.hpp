// Looks for a cover (certify/cover.hpp), or for claims about blocks that refute (certify/block_bound.hpp), for one step.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/budget.hpp"
#include "certify/block_bound.hpp"
#include "certify/cover.hpp"

namespace arcsat {

/// A cover that can be written down: streams; m ≤ C positions apart; windows that miss different values for each b, or
/// that share out the bits of b among the positions; for one epoch, a b for each table.
std::optional<Cover> written_cover(const OneStep& sizes);

/// Claims by numbers that refute.
std::optional<BlockBound> find_block_bound(const OneStep& sizes);

/// A cover whose blocks are found by annealing: soft blocks, and for their number some hard ones whose families meet. For
/// C ≤ 8; each block that is looked for takes at most `work` steps (tree_annealing.hpp). Throws LimitReached once the
/// budget is spent.
std::optional<Cover> find_cover(const OneStep& sizes, std::uint64_t seed, std::uint64_t work, const Budget& budget);

/// Claims of which one rests on a formula, and that refute if it holds; the smallest formulas first. Two epochs only.
std::vector<BlockBound> block_bounds_by_formula(const OneStep& sizes);

}  // namespace arcsat
