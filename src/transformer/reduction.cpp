#include "transformer/reduction.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "transformer/forward.hpp"

namespace arcsat {

namespace {

class Reduction {
 public:
  Reduction(const Transformer& transformer, std::shared_ptr<const Instance> instance)
      : transformer_(transformer),
        instance_(std::move(instance)),
        scheme_(instance_->scheme()),
        forward_(transformer),
        prompt_(forward_.prompt()) {
    run_.values.resize(scheme_.slots());
    run_.terms.resize(scheme_.has_sums() ? scheme_.terms() : 0);
  }

  const Transcript& run(const Values& values) {
    const std::int64_t answer = forward_.answer(values);
    if (answer < 0 || answer >= instance_->task().answers()) {
      throw CheckFailed(fmt::format("found the answer {}, expected one below {}", answer, instance_->task().answers()));
    }
    run_.answer = static_cast<std::uint32_t>(answer);
    for (std::size_t number = 0; number < scheme_.slots(); ++number) fill(number);
    return run_;
  }

  const Prompt& prompt() const { return prompt_; }

 private:
  /// The first token of a player, or a thought.
  std::size_t first_token(Player player) const {
    return player >= first_player ? prompt_.token_of(player)
                                  : prompt_.size() + static_cast<std::size_t>(first_player - player) - 1;
  }

  std::size_t token_of(Holder holder) const {
    const auto parts = scheme_.parts(holder);
    if (parts.empty()) return first_token(holder);
    const std::int64_t position = parts.front().position;
    return first_token(parts.front().player) + static_cast<std::size_t>(position == Part::whole ? 0 : position);
  }

  std::uint64_t packed(const Sums& sums) const {
    std::uint64_t bits = 0;
    const std::uint64_t mask = (std::uint64_t{1} << transformer_.precision) - 1;
    for (std::size_t k = 0; k < sums.size(); ++k) {
      bits |= (static_cast<std::uint64_t>(sums[k]) & mask) << (k * transformer_.precision);
    }
    return bits;
  }

  void fill(std::size_t number) {
    const Slot& slot = scheme_.slot(number);
    slot.width();  // refuses what has too many bits to be enumerated
    if (slot.is_thought()) {
      run_.values[number] =
          static_cast<std::uint32_t>(forward_.thoughts()[static_cast<std::size_t>(first_player - slot.receiver()) - 1]);
      return;
    }
    const auto layer = static_cast<std::size_t>(slot.epoch - 1);
    if (instance_->model().granularity == Granularity::sums) {
      fill_terms(number, slot, layer);
      return;
    }
    const std::size_t sender = first_token(slot.sender());
    const std::size_t receiver = first_token(slot.receiver());
    std::uint64_t message = 0;
    for (std::size_t token = receiver; token < prompt_.end_of_block(receiver); ++token) {
      const Sums sums = forward_.sums(layer, token, sender, prompt_.end_of_block(sender));
      message |= packed(sums) << ((token - receiver) * instance_->model().bits_per_token);
    }
    run_.values[number] = static_cast<std::uint32_t>(message);
  }

  void fill_terms(std::size_t number, const Slot& slot, std::size_t layer) {
    const std::size_t receiver = token_of(slot.to.holder);
    std::uint64_t all = 0;
    std::uint64_t sum_of_integers = 0;
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      const std::size_t sender = token_of(slot.terms[term].holder);
      const Sums sums = forward_.sums(layer, receiver, sender, sender + 1);
      if (transformer_.precision > 1 && forward_.machine().overflow(sums)) refuse(layer, receiver);
      all ^= packed(sums);
      sum_of_integers += packed(sums);
      run_.set_term(number, slot, term, static_cast<std::uint32_t>(packed(sums)));
    }
    if (transformer_.precision > 1 && all != sum_of_integers) refuse(layer, receiver);
  }

  [[noreturn]] void refuse(std::size_t layer, std::size_t receiver) const {
    throw CheckFailed(fmt::format("layer {}, {}: found sums of {}-bit numbers that carry, expected sums in (Z/2)^c",
                                  layer + 1, words_of(prompt_.tokens()[receiver]), transformer_.precision));
  }

  const Transformer& transformer_;
  std::shared_ptr<const Instance> instance_;
  const Scheme& scheme_;
  Forward forward_;
  const Prompt& prompt_;
  Transcript run_;
};

}  // namespace

Protocol reduce(const Transformer& transformer, Granularity granularity, const Budget& budget, Progress& progress) {
  const Instance& given = *transformer.instance;
  Model model = given.model();
  model.granularity = granularity;
  const auto instance = std::make_shared<const Instance>("", given.task(), given.restriction(), model);
  const std::uint64_t inputs = instance->inputs().size();
  Reduction reduction(transformer, instance);
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < inputs; ++k) {
    if ((k & 0xff) == 0) {
      budget.check();
      progress.update(fmt::format("{} of {} inputs", k, inputs));
    }
    const Values values = reduction.prompt().values_of(instance->inputs().input(k));
    try {
      builder.record(k, reduction.run(values));
    } catch (const CheckFailed& error) {
      throw CheckFailed(fmt::format("input {}: {}", reduction.prompt().words_of(values), error.what()));
    }
  }
  return builder.finish();
}

}  // namespace arcsat
