#include "protocol/protocol.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

void append_view(const Instance& instance, Player p, int epoch, InputIndex input,
                 std::span<const std::uint32_t> message_values, std::vector<std::uint32_t>& key) {
  key.push_back(input);
  for (int earlier = 1; earlier < epoch; ++earlier) {
    const auto received = message_values.subspan(instance.first_to(earlier, p), instance.senders(p));
    key.insert(key.end(), received.begin(), received.end());
  }
}

Protocol::Protocol(std::shared_ptr<const Instance> instance)
    : instance_(std::move(instance)),
      output_(1 + static_cast<std::size_t>(instance_->epochs()) * instance_->senders(first_player)) {
  for (std::size_t k = 0; k < instance_->messages(); ++k) {
    const Message message = instance_->message(k);
    const auto earlier = static_cast<std::size_t>(message.epoch - 1);
    const std::size_t inboxes = instance_->senders(message.sender) + instance_->senders(message.receiver);
    messages_.emplace_back(2 + earlier * inboxes);
  }
}

void ProtocolBuilder::record(std::uint64_t k, const Transcript& transcript) {
  const Instance& instance = protocol_.instance();
  const InputSet& inputs = instance.inputs();
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    // Both views depend on the players from the receiver on: one input per projection is enough.
    if (inputs.first_input(message.receiver, inputs.projection(message.receiver, k)) != k) continue;
    key_.clear();
    append_view(instance, message.sender, message.epoch, inputs.value(message.sender, k), transcript.values, key_);
    append_view(instance, message.receiver, message.epoch, inputs.value(message.receiver, k), transcript.values, key_);
    protocol_.message(number).add(key_, transcript.values[number]);
  }
  key_.clear();
  append_view(instance, first_player, instance.epochs() + 1, inputs.value(first_player, k), transcript.values, key_);
  protocol_.output().add(key_, transcript.answer);
}

Protocol ProtocolBuilder::finish() {
  const Instance& instance = protocol_.instance();
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    if (protocol_.message(number).sort() == LookupTable::Sorted::contradiction) {
      const Message message = instance.message(number);
      throw CheckFailed(
          fmt::format("two runs with equal views differ in the message of player {} to player {} in epoch {}",
                      message.sender, message.receiver, message.epoch));
    }
  }
  if (protocol_.output().sort() == LookupTable::Sorted::contradiction) {
    throw CheckFailed("two runs with equal final views need different answers");
  }
  return std::move(protocol_);
}

}  // namespace arcsat
