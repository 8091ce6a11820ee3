#include "encoders/sums_shape.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "base/error.hpp"
#include "encoders/count.hpp"
#include "encoders/reachable.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_control_inputs = 1 << 12;
constexpr std::size_t most_messages = 1 << 10;
// Bits of answers, each compared with each coordinate.
constexpr std::uint64_t most_comparisons = std::uint64_t{1} << 24;

/// One row per value of `key(projection)`.
template <typename Key>
ControlRows rows_by(const InputSet& set, Player receiver, Key key) {
  ControlRows rows;
  const ReachableInputs receiver_inputs(set, receiver);
  std::unordered_map<std::uint64_t, std::uint32_t> row_of;
  for (std::uint64_t x = 0; x < set.projections(receiver); ++x) {
    const auto [place, fresh] = row_of.try_emplace(key(x), static_cast<std::uint32_t>(rows.group.size()));
    if (fresh) rows.group.push_back(receiver_inputs.of(x));
    rows.of.push_back(place->second);
  }
  return rows;
}

}  // namespace

SumsShape::SumsShape(const DecoderInstance& decoder)
    : controls_(decoder, most_control_inputs),
      last_player_(decoder->last_player()),
      epochs_(decoder->epochs()),
      hears_(static_cast<std::size_t>(last_player_ + 1), std::vector<bool>(static_cast<std::size_t>(epochs_ + 1))) {
  const Instance& instance = *decoder;
  if (Count(controls_.set().size()) * Count(controls_.answer_bits()) * Count(controls_.dimension()) >
      Count(most_comparisons)) {
    throw LimitReached(fmt::format("the last table has {} coordinates that count, too many for the encoder xor",
                                   controls_.dimension()));
  }
  for (int epoch = 1; epoch <= epochs_; ++epoch) {
    for (Player receiver = first_player; receiver < last_player_; ++receiver) {
      bool heard = hears(receiver, epoch - 1);
      for (Player sender = receiver + 1; sender <= last_player_; ++sender) {
        const Message message{epoch, sender, receiver};
        if (!instance.matters(message)) continue;
        add_message(instance, message);
        heard = heard || messages_.back().control;
      }
      hears_[seat(receiver)][static_cast<std::size_t>(epoch)] = heard;
    }
  }
  make_variables();
}

void SumsShape::add_message(const Instance& instance, const Message& message) {
  if (messages_.size() == most_messages) {
    throw LimitReached(fmt::format("the instance has more than {} messages that matter, the encoder xor takes no more",
                                   most_messages));
  }
  const InputSet& set = controls_.set();
  SumsMessage sent{message,
                   instance.number(message),
                   instance.width(message),
                   message.sender < last_player_,
                   true,
                   {},
                   0,
                   {},
                   {},
                   {},
                   {},
                   {},
                   {},
                   {}};
  const bool receiver_hears = hears(message.receiver, message.epoch - 1);
  const auto by_projection = [](std::uint64_t x) { return x; };
  const ReachableInputs receiver_inputs(set, message.receiver);
  sent.receiver_rows = receiver_hears
                           ? rows_by(set, message.receiver, by_projection)
                           : rows_by(set, message.receiver, [&](std::uint64_t x) { return receiver_inputs.of(x); });
  if (!sent.control) {
    sent.vector_rows = sent.receiver_rows;
    messages_.push_back(std::move(sent));
    return;
  }
  for (std::size_t k = 0; k < messages_.size(); ++k) {
    const SumsMessage& earlier = messages_[k];
    if (!earlier.data || earlier.message.receiver != message.sender || earlier.message.epoch >= message.epoch) continue;
    sent.held.push_back(k);
    sent.held_bits += earlier.width;
  }
  sent.data = !sent.held.empty();
  sent.vector_rows = rows_by(set, message.receiver, by_projection);
  if (receiver_hears || hears(message.sender, message.epoch - 1)) {
    sent.pair_rows = sent.vector_rows;
  } else {
    const ReachablePairs pairs(set, message.sender, message.receiver);
    sent.pair_rows = rows_by(set, message.receiver, [&](std::uint64_t x) { return pairs.of(x); });
  }
  messages_.push_back(std::move(sent));
}

void SumsShape::make_variables() {
  const auto make = [&](const SumsMessage& sent, const char* family, std::uint64_t rows, std::uint64_t parts) {
    const Count count = Count(rows) * Count(sent.width) * Count(parts);
    if (count + Count(static_cast<std::uint64_t>(variables_.variables())) > Count(0x7fffffff)) {
      throw LimitReached("the messages of the encoder xor would have more than 2^31 - 1 variables");
    }
    const std::string message = fmt::format("{} epoch={} from={} to={}", family, sent.message.epoch,
                                            sent.message.sender, sent.message.receiver);
    return variables_.block(family, {rows, sent.width, parts}, [message](std::span<const std::uint64_t> at) {
      return fmt::format("{} row={} bit={} part={}", message, at[0], at[1], at[2]);
    });
  };
  for (SumsMessage& sent : messages_) {
    if (sent.control) sent.controls = make(sent, "control", sent.pair_rows.count(), 1);
    if (sent.mixed()) {
      sent.coefficients = make(sent, "coefficient", sent.pair_rows.count(), sent.held_bits);
      sent.flags = make(sent, "flag", sent.receiver_rows.count(), 1);
    }
    if (sent.data) sent.vectors = make(sent, "vector", sent.vector_rows.count(), controls_.dimension());
  }
}

std::vector<SentBit> SumsShape::held_by_sender(const SumsMessage& sent) const {
  std::vector<SentBit> bits;
  for (const std::size_t message : sent.held) {
    for (unsigned bit = 0; bit < messages_[message].width; ++bit) bits.push_back({message, bit});
  }
  return bits;
}

bool SumsShape::hears(Player p, int epoch) const {
  return p < last_player_ && hears_[seat(p)][static_cast<std::size_t>(epoch)];
}

Var SumsShape::control(const SumsMessage& sent, std::uint64_t x, unsigned bit) const {
  return sent.controls(sent.pair_rows.of[x], bit, 0);
}

Var SumsShape::flag(const SumsMessage& sent, std::uint64_t x, unsigned bit) const {
  return sent.flags(sent.receiver_rows.of[x], bit, 0);
}

Var SumsShape::coefficient(const SumsMessage& sent, std::uint64_t x, unsigned bit, std::size_t k) const {
  return sent.coefficients(sent.pair_rows.of[x], bit, k);
}

Var SumsShape::vector(const SumsMessage& sent, std::uint64_t x, unsigned bit, unsigned coordinate) const {
  return sent.vectors(sent.vector_rows.of[x], bit, coordinate);
}

}  // namespace arcsat
