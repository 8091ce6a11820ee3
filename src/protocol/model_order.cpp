#include "protocol/model_order.hpp"

#include <fmt/format.h>

#include <bit>
#include <optional>

#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

Refusal granularity_refused(const Model& weaker, const Model& stronger) {
  if (weaker.granularity == Granularity::functions && stronger.granularity == Granularity::sums) {
    return "whole functions are at least as strong as sums over tokens";
  }
  return std::nullopt;
}

/// What keeps a kind of model from being at least as strong as another.
struct KindRefused {
  const ModelKind& stronger;
  std::uint32_t answers;

  Refusal operator()(const Decoder&) const {
    const auto* chain = std::get_if<ChainOfThought>(&stronger);
    if (std::holds_alternative<Decoder>(stronger) || std::holds_alternative<Encoder>(stronger)) return std::nullopt;
    if (chain == nullptr) return "the other model is not known to be as strong as a decoder";
    const auto needed = static_cast<unsigned>(std::bit_width(answers - 1));
    if (chain->thought_bits && *chain->thought_bits < needed) {
      return fmt::format("an answer has {} bits, a thought {}", needed, *chain->thought_bits);
    }
    return std::nullopt;
  }

  /// Of a kind of which no more is known.
  template <typename Kind>
  Refusal operator()(const Kind& weaker) const {
    if (stronger != ModelKind(weaker)) return fmt::format("the other model is no {}", facts_of(weaker).kind);
    return std::nullopt;
  }

  Refusal operator()(const ChainOfThought& weaker) const {
    const auto* chain = std::get_if<ChainOfThought>(&stronger);
    if (chain == nullptr) return "the other model is no chain-of-thought";
    if (chain->thoughts < weaker.thoughts) return "it has more thoughts";
    const bool fits = !chain->thought_bits || (weaker.thought_bits && *weaker.thought_bits <= *chain->thought_bits);
    if (!fits) return "its thoughts have more bits";
    return std::nullopt;
  }
};

int thoughts_of(const Instance& instance) {
  const auto* chain = std::get_if<ChainOfThought>(&instance.model().kind);
  return chain == nullptr ? 0 : chain->thoughts;
}

/// A value of the weaker scheme's: of a term if the slot is a sum in the stronger one.
struct Source {
  std::size_t slot;
  std::size_t term;
  unsigned shift;
};

/// From where the values of the stronger scheme's slots come.
class Carrier {
 public:
  Carrier(const Instance& weaker, const Instance& stronger)
      : weaker_(weaker), stronger_(stronger), more_thoughts_(thoughts_of(stronger) - thoughts_of(weaker)) {}

  /// What is in the way of carrying anything over.
  Refusal refused() const {
    if (weaker_.task() != stronger_.task()) return "another task";
    if (weaker_.epochs() != stronger_.epochs()) return "another number of epochs";
    if (!same_inputs()) return "other inputs";
    if (Refusal refusal = granularity_refused(weaker_.model(), stronger_.model())) return refusal;
    const KindRefused kind{stronger_.model().kind, weaker_.task().answers()};
    if (Refusal refusal = std::visit(kind, weaker_.model().kind)) return refusal;
    const Scheme& scheme = stronger_.scheme();
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      if (slot.is_thought()) continue;
      std::uint64_t bits = 0;
      for (const std::size_t source : sources(slot)) bits += weaker_.scheme().slot(source).bits;
      if (bits > slot.bits) return fmt::format("{} bits do not fit into {} ({})", bits, slot.bits, place_of(slot));
    }
    return std::nullopt;
  }

  Transcript carry(const Transcript& run) const {
    const Scheme& scheme = stronger_.scheme();
    Transcript result{std::vector<std::uint32_t>(scheme.slots()), run.answer,
                      std::vector<std::uint32_t>(scheme.has_sums() ? scheme.terms() : 0)};
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      if (slot.is_thought()) {
        result.values[number] = thought(slot, run);
      } else if (same_granularity()) {
        for (const std::size_t source : sources(slot)) carry_terms(number, source, run, result);
      } else {
        unsigned shift = 0;
        for (const std::size_t source : sources(slot)) {
          result.values[number] |= run.values[source] << shift;
          shift += weaker_.scheme().slot(source).width();
        }
      }
    }
    return result;
  }

 private:
  bool same_inputs() const {
    const auto all = [](const Restriction& one) { return one.lists.empty() && !one.by_tuples; };
    if (all(weaker_.restriction()) && all(stronger_.restriction())) return true;
    return inputs_json(weaker_) == inputs_json(stronger_);
  }

  static std::string inputs_json(const Instance& instance) {
    return canonical_json(Instance("", instance.task(), instance.restriction(), Model{1, 0, {}}));
  }

  bool same_granularity() const { return weaker_.model().granularity == stronger_.model().granularity; }

  /// Who plays a player's part in the weaker model; none for a thought that idles.
  std::optional<Player> counterpart(Player p) const {
    if (p >= first_player) return p;
    if (first_player - p <= more_thoughts_) return std::nullopt;
    return p + more_thoughts_;
  }

  /// The weaker scheme's slots that a message is made of: one, or one for each of the receiver's tokens that hears it.
  std::vector<std::size_t> sources(const Slot& slot) const {
    const std::optional<Player> sender = counterpart(slot.sender());
    const std::optional<Player> receiver = counterpart(slot.receiver());
    if (!sender || !receiver) return {};
    std::vector<std::size_t> found;
    const auto add = [&](std::optional<std::uint32_t> token) {
      if (const auto number = weaker_.scheme().find({slot.epoch, *sender, *receiver, token})) found.push_back(*number);
    };
    if (same_granularity() || *receiver < 1) {
      add(slot.token);
    } else {
      for (std::uint64_t k = 0; k < weaker_.task().tokens(*receiver); ++k) add(static_cast<std::uint32_t>(k));
    }
    return found;
  }

  void carry_terms(std::size_t number, std::size_t source, const Transcript& run, Transcript& result) const {
    const Slot& slot = stronger_.scheme().slot(number);
    const Slot& from = weaker_.scheme().slot(source);
    for (std::size_t k = 0; k < from.terms.size(); ++k) {
      const auto token = weaker_.scheme().token_of(from.terms[k].holder);
      std::size_t term = 0;
      while (stronger_.scheme().token_of(slot.terms[term].holder) != token) ++term;
      result.set_term(number, slot, term, run.term(source, from, k));
    }
  }

  std::uint32_t thought(const Slot& slot, const Transcript& run) const {
    const Scheme& scheme = weaker_.scheme();
    // Those that idle repeat thought 1; of a decoder all idle, and repeat the answer.
    const Player like = counterpart(slot.receiver()).value_or(first_player - 1);
    if (like < scheme.first_holder()) return run.answer;
    const std::optional<std::size_t> number = scheme.thought_of(like);
    return number ? run.values[*number] : 0;
  }

  const Instance& weaker_;
  const Instance& stronger_;
  int more_thoughts_;
};

}  // namespace

Refusal weaker_refused(const Instance& weaker, const Instance& stronger) {
  Refusal refusal = Carrier(weaker, stronger).refused();
  if (refusal) refusal->insert(0, "not a weaker model: ");
  return refusal;
}

Protocol carried_over(const Protocol& protocol, std::shared_ptr<const Instance> stronger, const Budget& budget) {
  require(weaker_refused(protocol.instance(), *stronger));
  const Carrier carrier(protocol.instance(), *stronger);
  ProtocolBuilder builder(stronger);
  for (std::uint64_t k = 0; k < stronger->inputs().size(); ++k) {
    if ((k & 0x3ff) == 0) budget.check();
    builder.record(k, carrier.carry(simulate(protocol, stronger->inputs().input(k))));
  }
  return builder.finish();
}

std::shared_ptr<const Instance> plain_decoder_below(const Instance& instance) {
  Model model = instance.model();
  if (model.granularity != Granularity::functions || std::holds_alternative<Decoder>(model.kind)) return nullptr;
  model.kind = Decoder{};
  std::erase_if(model.widths, [](const WidthOverride& width) {
    return width.message.receiver < first_player || width.message.sender < width.message.receiver;
  });
  auto weaker = std::make_shared<const Instance>("", instance.task(), instance.restriction(), std::move(model));
  if (weaker_refused(*weaker, instance)) return nullptr;
  return weaker;
}

}  // namespace arcsat
