#include "protocol/simulate.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

Transcript simulate(const Protocol& protocol, std::span<const InputIndex> input) {
  const Instance& instance = protocol.instance();
  const auto held_by = [&](Player p) { return input[seat(p)]; };
  Transcript run;
  run.values.resize(instance.messages());
  std::vector<std::uint32_t> key;
  // Message numbers ascend with the epoch, and a view before an epoch has earlier epochs' messages only.
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    key.clear();
    append_view(instance, message.sender, message.epoch, held_by(message.sender), run.values, key);
    append_view(instance, message.receiver, message.epoch, held_by(message.receiver), run.values, key);
    const auto value = protocol.message(number).find(key);
    if (!value && instance.width(message) > 0) {
      throw CheckFailed(fmt::format("epoch {}, player {} to player {}: no row for the views [{}] on input [{}]",
                                    message.epoch, message.sender, message.receiver, fmt::join(key, ","),
                                    fmt::join(input, ",")));
    }
    run.values[number] = value.value_or(0);
  }
  key.clear();
  append_view(instance, first_player, instance.epochs() + 1, held_by(first_player), run.values, key);
  const auto answer = protocol.output().find(key);
  if (!answer) {
    throw CheckFailed(fmt::format("output: no row for the final view [{}] on input [{}]", fmt::join(key, ","),
                                  fmt::join(input, ",")));
  }
  run.answer = *answer;
  return run;
}

}  // namespace arcsat
