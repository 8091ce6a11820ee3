// A protocol that is right, said again in as few words as were found.
#pragma once

#include "explain/fit.hpp"

namespace arcsat {

/// What is said, in words. Every slot's functions, a term each, and the answer's; a slot that says nothing has none.
struct Description {
  std::vector<std::vector<Fitted>> slots;
  Fitted answer;
  /// Whether the work was over before everything had been tried; the rest is by tables as it was.
  bool cut_short = false;

  std::size_t cost() const;
};

/// Of a protocol that is right on every allowed input. One bit of one message at a time is chosen anew, while all that is said later
/// stays as it is: two contexts of its sender and receiver must keep different bits if somebody who hears it says, or answers,
/// something else in them and sees no other difference; all else is free. So messages fall silent that nobody needs, and arguments
/// are left out that matter to nobody. A message is chosen anew only if the whole becomes shorter by it.
///
/// The result was run again, from its words alone, on every allowed input: throws CheckFailed if some answer is wrong, LimitReached
/// when the budget is spent.
Description simplify(const Runs& runs, const Budget& budget);

/// The values of all slots, and the answer, as the description has them. Throws CheckFailed where it has none.
Transcript run_of(const Description& description, const Scheme& scheme, std::span<const InputIndex> input);

}  // namespace arcsat
