// The smallest prompt that the induction is found to prove impossible for L = 2 layers, though the messages hold every value.
#pragma once

#include <memory>
#include <string_view>

#include "base/budget.hpp"
#include "protocol/instance.hpp"
#include "theorem/chain_inequalities.hpp"

namespace arcsat {

/// Free: q_1 and q_2 are chosen, too. Paper: q_1 = m, q_2 = n·m.
enum class Shape { free, paper };
std::string_view to_string(Shape shape);

struct SmallPrompt {
  /// Two steps in two epochs with c = ⌈log2 of the largest size⌉, so that three epochs are enough.
  std::shared_ptr<const Instance> instance;
  /// check_chain accepts it.
  Chain chain;
  ChainReport report;
  std::vector<Inequality> inequalities;
  Integer prompt;
};

/// Hill-climbing over (m, n, q_1, x_0, x_1) with a fixed seed and number of steps, by an estimate of the tail; then, in exact numbers,
/// down as far as the inequalities of the variant hold, one by one. So it is proved for what is returned, and not proved
/// that nothing smaller is. Throws LimitReached when the budget is spent.
SmallPrompt find_small_prompt(Shape shape, Variant variant, const Budget& budget);

}  // namespace arcsat
