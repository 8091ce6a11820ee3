// Of a protocol that works: which messages it needs, and of what each is a function.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// One entry of a view: a part of the input, or a slot.
struct ViewEntry {
  std::optional<Part> part;
  std::size_t slot = 0;
};
/// What a term of a slot is a function of, as append_views orders it.
std::vector<ViewEntry> entries_seen_by(const Scheme& scheme, const Slot& slot, std::size_t term);
std::vector<ViewEntry> entries_of_answer(const Scheme& scheme);

/// A function of some of the entries of one or two views: places in the key of its table (append_view), ascending, and the values by
/// these entries.
struct ReducedFunction {
  std::vector<std::size_t> places;
  std::map<std::vector<std::uint32_t>, std::uint32_t> rows;
};

/// What is left of a protocol when nothing is said or looked at in vain. From the answer back, each function drops one argument after
/// the other, messages first, as long as it is still a function on the views that are reached; messages that no
/// function looks at any more are dropped. Every value that is left is as it was, so the answers are, too.
struct NeededArguments {
  /// By slot: its terms' functions; empty if it is not needed.
  std::vector<std::vector<ReducedFunction>> slots;
  ReducedFunction answer;
};

constexpr std::uint64_t most_inputs_reduced = std::uint64_t{1} << 16;

/// Of a protocol that is right on every allowed input, of which there are at most 2^16. The result was run again, from its own
/// rows alone, on all of them. Throws CheckFailed if a row is missing or an answer is wrong, LimitReached when the budget is spent.
NeededArguments needed_arguments(const Protocol& protocol, const Budget& budget);

}  // namespace arcsat
