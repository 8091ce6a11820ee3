#include "certify/embedding.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "certify/embedding_fit.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

Refusal blocks_refused(const EmbeddingFit& fit, const Instance& harder, const Instance& easier,
                       const Embedding& embedding) {
  const auto blocks = static_cast<int>(embedding.ends.size());
  if (blocks != harder.epochs()) {
    return fmt::format("found {} blocks, expected one for each of the {} epochs", blocks, harder.epochs());
  }
  int first = 1;
  for (int epoch = 1; epoch <= blocks; ++epoch) {
    const int last = embedding.ends[static_cast<std::size_t>(epoch - 1)];
    if (last < first || last > easier.epochs()) {
      return fmt::format("found a block that ends with epoch {}, expected {} to {}", last, first, easier.epochs());
    }
    if (Refusal missing = fit.missing(epoch, first, last, embedding.informed)) return missing;
    first = last + 1;
  }
  return std::nullopt;
}

/// Runs the protocol for the harder instance in blocks.
class EmbeddedRuns {
 public:
  EmbeddedRuns(const Protocol& harder, const Instance& easier, const Embedding& embedding)
      : protocol_(harder), harder_(harder.instance()), easier_(easier), embedding_(embedding), fit_(harder_, easier) {}

  Transcript run(const Input& input) {
    const Transcript from = simulate(protocol_, lifted(easier_.task(), harder_.task(), input));
    const Scheme& scheme = easier_.scheme();
    Transcript to{std::vector<std::uint32_t>(scheme.slots()), from.answer,
                  std::vector<std::uint32_t>(scheme.has_sums() ? scheme.terms() : 0)};
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      if (!scheme.matters(number)) continue;
      if (slot.is_thought()) {
        to.values[number] = from.values[harder_.scheme().thought_of(slot.receiver()).value()];
      } else {
        say(number, input, from, to);
      }
    }
    return to;
  }

 private:
  void say(std::size_t number, const Input& input, const Transcript& from, Transcript& to) {
    const Slot& slot = easier_.scheme().slot(number);
    const auto end = std::lower_bound(embedding_.ends.begin(), embedding_.ends.end(), slot.epoch);
    if (end == embedding_.ends.end()) return;
    Message message = slot.message();
    message.epoch = static_cast<int>(end - embedding_.ends.begin()) + 1;
    const std::optional<std::size_t> source = harder_.scheme().find(message);
    if (!source || !fit_.is_said(harder_.scheme().slot(*source))) return;
    const Slot& said = harder_.scheme().slot(*source);
    const std::uint64_t skipped = said_before(slot, message.epoch);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      std::uint32_t value = 0;
      if (embedding_.informed && EmbeddingFit::is_informing(said)) {
        const std::vector<bool>& bits = informing(input);
        for (unsigned bit = 0; bit < slot.width() && skipped + bit < bits.size(); ++bit) {
          value |= std::uint32_t{bits[skipped + bit]} << bit;
        }
      } else if (skipped < 32) {
        const std::uint32_t kept = (std::uint32_t{1} << slot.width()) - 1;
        value = from.term(*source, said, term) >> skipped & kept;
      }
      to.set_term(number, slot, term, value);
    }
  }

  /// Bits of the same message that earlier epochs of the block have said.
  std::uint64_t said_before(const Slot& slot, int block) const {
    std::uint64_t bits = 0;
    Message message = slot.message();
    message.epoch = block == 1 ? 1 : embedding_.ends[static_cast<std::size_t>(block - 2)] + 1;
    for (; message.epoch < slot.epoch; ++message.epoch) bits = capped_sum(bits, easier_.bits(message));
    return bits;
  }

  /// What player 1 will say to player -1, for each w and each message of player 0's, when z_1 and z_2 are those of `input`.
  const std::vector<bool>& informing(const Input& input) {
    const std::pair tables(input[seat(1)], input[seat(2)]);
    if (told_of_ == tables) return told_;
    told_of_ = tables;
    const unsigned bits = harder_.width({2, 1, first_player});
    const std::uint64_t of_player_0 = fit_.told_by_player_0();
    const bool by_position = of_player_0 == easier_.task().m();
    const std::uint32_t queries = easier_.task().queries(1);
    told_.assign(queries * of_player_0 * bits, false);
    Input other = input;
    for (std::uint32_t w = 0; w < queries; ++w) {
      for (std::uint32_t z0 = 0; z0 < easier_.task().m(); ++z0) {
        other[seat(first_player)] = w;
        other[seat(0)] = z0;
        const Transcript run = simulate(protocol_, lifted(easier_.task(), harder_.task(), other));
        const std::uint32_t said = run.values[harder_.number({2, 1, first_player})];
        const std::uint64_t entry =
            w * of_player_0 + (by_position ? z0 : run.values[harder_.number({1, 0, first_player})]);
        for (unsigned bit = 0; bit < bits; ++bit) told_[entry * bits + bit] = (said >> bit & 1U) != 0;
      }
    }
    return told_;
  }

  const Protocol& protocol_;
  const Instance& harder_;
  const Instance& easier_;
  const Embedding& embedding_;
  EmbeddingFit fit_;
  std::optional<std::pair<InputIndex, InputIndex>> told_of_;
  std::vector<bool> told_;
};

}  // namespace

Refusal embedding_refused(const Instance& harder, const Instance& easier, const Embedding& embedding) {
  const EmbeddingFit fit(harder, easier);
  Refusal refusal = fit.refused();
  if (!refusal && embedding.informed) refusal = fit.informing_refused();
  if (!refusal) refusal = blocks_refused(fit, harder, easier, embedding);
  if (refusal) refusal->insert(0, "no embedding: ");
  return refusal;
}

std::optional<Embedding> find_embedding(const Instance& harder, const Instance& easier) {
  const EmbeddingFit fit(harder, easier);
  if (fit.refused()) return std::nullopt;
  for (const bool informed : {false, true}) {
    if (informed && fit.informing_refused()) break;
    Embedding embedding{{}, informed};
    int first = 1;
    for (int last = 1; last <= easier.epochs(); ++last) {
      const auto epoch = static_cast<int>(embedding.ends.size()) + 1;
      if (epoch > harder.epochs()) break;
      if (fit.missing(epoch, first, last, informed)) continue;
      embedding.ends.push_back(last);
      first = last + 1;
    }
    if (static_cast<int>(embedding.ends.size()) == harder.epochs()) return embedding;
  }
  return std::nullopt;
}

Protocol embedded(const Protocol& harder, std::shared_ptr<const Instance> easier, const Embedding& embedding,
                  const Budget& budget) {
  require(embedding_refused(harder.instance(), *easier, embedding));
  EmbeddedRuns runs(harder, *easier, embedding);
  ProtocolBuilder builder(easier);
  for (std::uint64_t k = 0; k < easier->inputs().size(); ++k) {
    if ((k & 0x3ff) == 0) budget.check();
    builder.record(k, runs.run(easier->inputs().input(k)));
  }
  return builder.finish();
}

}  // namespace arcsat
