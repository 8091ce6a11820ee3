// Two inputs that look alike at last and have different right answers.
#pragma once

#include <optional>
#include <vector>

#include "explain/final_views.hpp"

namespace arcsat {

struct FailingPair {
  Input one;
  Input other;
  /// The players that hold different inputs, ascending.
  std::vector<Player> players;
  /// In how many entries of their tables (of w: queries) the two differ.
  std::size_t entries = 0;
};

/// Of all pairs one in which the fewest players differ, then player L alone if that can be, then the fewest entries; the first
/// in the order of the inputs. None if there are no confusions. Throws LimitReached when the budget is spent.
std::optional<FailingPair> failing_pair(const FinalViews& views, const Budget& budget);

}  // namespace arcsat
