// The order between instances: from verdicts on some follow verdicts on others.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/budget.hpp"
#include "base/refusal.hpp"
#include "certify/embedding.hpp"
#include "certify/joining.hpp"

namespace arcsat {

/// The model of the easier instance is at least as strong, everything else being equal (model_order.hpp has the claim).
struct StrongerModel {};

/// Why protocols for some instances give one for another, which is easier. Claim of each: if all of `harder` are realizable, so is
/// `easier`; so if `easier` is unrealizable and there is one harder instance, that is unrealizable. The proofs are in embedding.hpp,
/// joining.hpp and model_order.hpp. What follows from two rules is two derivations, one of which is the other's base.
///
/// Two things that seem to follow do not, and no rule gives them:
///   - "a larger m is harder". A message to player 1 has c bits for each of m positions: with a larger m it hears more. The embedding
///     compares these widths, unless nobody asks for them or player 1 can be informed.
///   - "one step more is harder, wherever it is put in". The step that the embedding adds comes last. A step between two
///     others would have a player more that hears what later players say and tells earlier ones: the easier instance has none.
using OrderRule = std::variant<Embedding, StrongerModel, Joining>;

/// "embedding", "stronger-model", "product-of-answers" or "sum-of-queries".
std::string name_of(const OrderRule& rule);
/// "embedding, blocks of epochs that end with 1, 3; player 1 is informed".
std::string words_of(const OrderRule& rule);

using Instances = std::vector<std::shared_ptr<const Instance>>;

/// What is in the way, if the rule does not lead from `harder`, one instance or, for a Joining, two, to `easier`.
Refusal order_refused(const OrderRule& rule, const Instances& harder, const Instance& easier);

/// A rule that leads there; none if there is none.
std::optional<OrderRule> find_order(const Instances& harder, const Instance& easier);

/// The protocol for `easier` that follows; the caller replays it. Throws CheckFailed if the rule does not lead there, and what `embedded` throws.
Protocol carried_by(const OrderRule& rule, const std::vector<Protocol>& harder, std::shared_ptr<const Instance> easier,
                    const Budget& budget);

}  // namespace arcsat
