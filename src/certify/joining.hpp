// Two protocols side by side: for larger answers, or for more queries.
#pragma once

#include <memory>

#include "base/budget.hpp"
#include "base/refusal.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

enum class Joining {
  answers,  // q_L is the product
  queries,  // n_{L-1} is the sum
};

/// What is in the way, if protocols for `first` and `second` do not give one for `joined`. All three are of the same model, epochs, thoughts and L, with
/// whole functions as players, and allow all inputs; the joined one has the sizes of both, but for the one size below.
///
/// *Answers.* q_L of `joined` is at most the product of the two, and each message, and each thought, has at least the bits of the two
/// together; unlimited thoughts are unlimited in it. Claim: if both are realizable, so is `joined`. Proof. An entry v of z_L is the pair
/// (v mod a, ⌊v/a⌋), a the q_L of `first`; so an input is an input of each, player by player, and the answer the pair of
/// answers. Run both at once: each message, thought and view is the pair of those. Views of players 0 … L after the last
/// epoch are never asked for, so that what they hear in it needs no bits. ∎
///
/// *Queries.* Of decoders, L ≥ 2. n_{L-1} of `joined` is the sum of the two. A message to player -1 has at least the bits of either, a message to
/// another player at least those of the two together, but in the last epoch none. Claim as above. Proof. z_L is one table of the first n
/// rows, n the n_{L-1} of `first`, and one of the others; w asks for a row of one of them, and says so to whoever speaks to
/// player -1. In a decoder what players 0 … L know does not depend on w: they run both protocols at once. Player -1
/// runs the one that its w is about. T_L differs from theirs, but in a decoder nobody sends to player L. ∎
Refusal joining_refused(const Instance& first, const Instance& second, const Instance& joined, Joining joining);

/// The protocol for `joined` that the two give; the caller replays it. Throws as `embedded` does.
Protocol joined_protocol(const Protocol& first, const Protocol& second, std::shared_ptr<const Instance> joined,
                         Joining joining, const Budget& budget);

}  // namespace arcsat
