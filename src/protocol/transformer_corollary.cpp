#include "protocol/transformer_corollary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arcsat {

namespace {

/// The bits for each of the receiver's tokens that every message that can matter has.
unsigned bits_of_all_messages(const Instance& instance) {
  const Scheme& scheme = instance.scheme();
  std::uint64_t least = instance.model().bits_per_token;
  if (instance.model().widths.empty()) return static_cast<unsigned>(least);
  least = Scheme::most_bits;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    if (slot.is_thought() || !scheme.needed(number)) continue;
    const bool whole = !slot.token && slot.receiver() >= first_player;
    least = std::min<std::uint64_t>(least, slot.bits / (whole ? instance.task().tokens(slot.receiver()) : 1));
  }
  return static_cast<unsigned>(least);
}

std::string transformers_of(const Model& model) {
  const ModelFacts facts = facts_of(model.kind);
  const std::string layers =
      fmt::format("{}-layer {} Transformer", model.epochs, facts.both_ways ? "encoder" : "decoder");
  return facts.beyond.empty() ? layers : fmt::format("{} with {}", layers, facts.beyond);
}

/// "with H(d+1)p ≤ 2 (unnormalised: Hdp ≤ 2)". A normalised head has a numerator and a denominator, so at least two bits.
std::string sizes(unsigned bits, bool sums) {
  const char* times_p = sums ? "" : "p";
  if (bits < 2) return fmt::format("with Hd{} ≤ {}", times_p, bits);
  return fmt::format("with H(d+1){} ≤ {} (unnormalised: Hd{} ≤ {})", times_p, bits, times_p, bits);
}

}  // namespace

TransformerCorollary transformer_corollary(const Instance& refuted) {
  const Model& model = refuted.model();
  const bool sums = model.granularity == Granularity::sums;
  TransformerCorollary corollary{bits_of_all_messages(refuted), sums ? 1U : 0U, ""};
  if (corollary.bits == 0) {
    corollary.sentence = fmt::format("Nothing follows of Transformers, as {} less than one bit per token",
                                     model.widths.empty() ? "the messages have" : "some message has");
    return corollary;
  }
  const bool restricted = refuted.restriction().by_tuples || !refuted.restriction().lists.empty();
  corollary.sentence = fmt::format("So no {}{}{} {} solves it{}{}", corollary.bits < 2 ? "unnormalised " : "",
                                   transformers_of(model), sums ? " of precision p = 1" : "",
                                   sizes(corollary.bits, sums), restricted ? " on these inputs, nor on all" : "",
                                   sums ? "; for p > 1 nothing follows, as they sum over another group" : "");
  return corollary;
}

}  // namespace arcsat
