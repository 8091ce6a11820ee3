#include "certify/order.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "protocol/model_order.hpp"

namespace arcsat {

namespace {

/// Of each rule, asked of as many bases as it takes.
struct RuleRefused {
  const Instances& harder;
  const Instance& easier;

  Refusal operator()(const Embedding& embedding) const { return embedding_refused(*harder[0], easier, embedding); }
  Refusal operator()(const StrongerModel&) const { return weaker_refused(*harder[0], easier); }
  Refusal operator()(const Joining& joining) const { return joining_refused(*harder[0], *harder[1], easier, joining); }
};

struct Carried {
  const std::vector<Protocol>& harder;
  const std::shared_ptr<const Instance>& easier;
  const Budget& budget;

  Protocol operator()(const Embedding& embedding) const { return embedded(harder[0], easier, embedding, budget); }
  Protocol operator()(const StrongerModel&) const { return carried_over(harder[0], easier, budget); }
  Protocol operator()(const Joining& joining) const {
    return joined_protocol(harder[0], harder[1], easier, joining, budget);
  }
};

}  // namespace

std::string name_of(const OrderRule& rule) {
  if (std::holds_alternative<Embedding>(rule)) return "embedding";
  if (std::holds_alternative<StrongerModel>(rule)) return "stronger-model";
  switch (std::get<Joining>(rule)) {
    case Joining::answers:
      return "product-of-answers";
    case Joining::queries:
      return "sum-of-queries";
  }
  throw InternalError("a rule without a name");
}

std::string words_of(const OrderRule& rule) {
  const auto* embedding = std::get_if<Embedding>(&rule);
  if (embedding == nullptr) return name_of(rule);
  return fmt::format("embedding, blocks of epochs that end with {}{}", fmt::join(embedding->ends, ", "),
                     embedding->informed ? "; player 1 is informed" : "");
}

Refusal order_refused(const OrderRule& rule, const Instances& harder, const Instance& easier) {
  const std::size_t expected = std::holds_alternative<Joining>(rule) ? 2 : 1;
  if (harder.size() != expected) return fmt::format("found {} bases, expected {}", harder.size(), expected);
  return std::visit(RuleRefused{harder, easier}, rule);
}

std::optional<OrderRule> find_order(const Instances& harder, const Instance& easier) {
  if (harder.size() == 1) {
    if (auto embedding = find_embedding(*harder[0], easier)) return OrderRule(std::move(*embedding));
  }
  for (const OrderRule& rule : {OrderRule(StrongerModel{}), OrderRule(Joining::answers), OrderRule(Joining::queries)}) {
    if (!order_refused(rule, harder, easier)) return rule;
  }
  return std::nullopt;
}

Protocol carried_by(const OrderRule& rule, const std::vector<Protocol>& harder, std::shared_ptr<const Instance> easier,
                    const Budget& budget) {
  Instances instances;
  for (const Protocol& protocol : harder) instances.push_back(protocol.shared_instance());
  require(order_refused(rule, instances, *easier));
  return std::visit(Carried{harder, easier, budget}, rule);
}

}  // namespace arcsat
