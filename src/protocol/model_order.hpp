// Which model is at least as strong as another, and protocols carried over to it.
#pragma once

#include <memory>
#include <vector>

#include "base/budget.hpp"
#include "base/refusal.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// What is in the way, if not whatever solves `weaker` gives a protocol for `stronger`. Both ask about the same task, inputs and epochs, and:
///   - The model is the same, or a decoder became an encoder, or a decoder a chain of thought whose thoughts have at least
///     ⌈log2 q_L⌉ bits (so that the answer can be handed on), or a chain of thought got more thoughts, or more bits.
///   - The granularity is the same, or sums became functions.
///   - Every message has room for what is carried over.
/// Nothing is said in the other direction, nor of thoughts of fewer bits: with c = 1 one epoch solves m = 1, n = (2),
/// q = (1,2), but not if it ends in a thought of 0 bits.
Refusal weaker_refused(const Instance& weaker, const Instance& stronger);

/// The protocol for `stronger` that one for a weaker instance gives. Messages that the weaker model lacks stay 0. With d
/// thoughts more than before, the first d repeat thought 1 and hear nothing, and thought d + s is what thought s was; it
/// hears the same players in the same state. Of a decoder, thoughts hand the answer on. Sums that player i's tokens receive
/// are put one behind the other into the message to player i, which knows all its tokens and so what they say to each
/// other. Throws CheckFailed if the model is no stronger, LimitReached when the budget is spent; the caller replays the result, as any
/// witness.
Protocol carried_over(const Protocol& protocol, std::shared_ptr<const Instance> stronger, const Budget& budget);

/// The decoder of whole functions that is weaker than an instance: the same task, inputs, epochs and widths. None if the
/// model is no stronger than it.
std::shared_ptr<const Instance> plain_decoder_below(const Instance& instance);

}  // namespace arcsat
