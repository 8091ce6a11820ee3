#include "protocol/instance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

InputSet allowed_inputs(const Task& task, const Restriction& restriction) {
  if (restriction.by_tuples) {
    if (restriction.tuples.empty()) throw InputError("found no allowed input, expected at least one");
    for (const Input& input : restriction.tuples) {
      if (input.size() != static_cast<std::size_t>(task.players())) {
        throw InputError(fmt::format("found a tuple of {} indices, expected {}", input.size(), task.players()));
      }
      for (Player p = first_player; p <= task.length(); ++p) {
        const InputIndex index = input[seat(p)];
        if (index >= task.domain(p)) {
          throw InputError(
              fmt::format("found the index {} for player {}, expected an index below {}", index, p, task.domain(p)));
        }
      }
    }
    return InputSet::tuples(restriction.tuples);
  }
  std::map<Player, std::vector<InputIndex>> lists;
  for (Player p = first_player; p <= task.length(); ++p) {
    const auto given = restriction.lists.find(p);
    if (given == restriction.lists.end()) continue;
    std::vector<InputIndex> list = given->second;
    if (list.empty()) throw InputError("found no allowed input, expected at least one");
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    if (list.back() >= task.domain(p)) {
      throw InputError(
          fmt::format("found the index {} for player {}, expected an index below {}", list.back(), p, task.domain(p)));
    }
    lists.emplace(p, std::move(list));
  }
  return InputSet::restricted(task, std::move(lists));
}

std::string list_of(const std::vector<std::uint32_t>& values) { return fmt::format("({})", fmt::join(values, ",")); }

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::realizable:
      return "realizable";
    case Verdict::unrealizable:
      return "unrealizable";
    case Verdict::undecided:
      return "undecided";
  }
  throw InternalError("a verdict that is none of the three");
}

Instance::Instance(std::string name, Task task, Restriction restriction, Model model,
                   std::optional<Expectation> expectation)
    : name_(std::move(name)),
      task_(std::move(task)),
      restriction_(std::move(restriction)),
      model_(std::move(model)),
      expectation_(std::move(expectation)),
      inputs_(allowed_inputs(task_, restriction_)) {
  if (model_.epochs < 1) throw InputError(fmt::format("found {} epochs, expected at least 1", model_.epochs));
  const std::int64_t pairs = std::int64_t{task_.players()} * (task_.players() - 1) / 2;
  if (pairs > most_messages / model_.epochs) {
    throw Unsupported(
        fmt::format("found {} epochs of {} messages, expected at most 2^20 messages in all", model_.epochs, pairs));
  }
  messages_per_epoch_ = static_cast<std::size_t>(pairs);
  std::vector<std::optional<unsigned>> overridden(messages_per_epoch_ * static_cast<std::size_t>(model_.epochs));
  widths_.resize(overridden.size());
  for (const WidthOverride& width : model_.widths) {
    const Message& message = width.message;
    if (message.epoch < 1 || message.epoch > model_.epochs || message.receiver < first_player ||
        message.receiver >= message.sender || message.sender > last_player()) {
      throw InputError(
          fmt::format("found a width for epoch {}, player {} to player {}, expected a message of the model",
                      message.epoch, message.sender, message.receiver));
    }
    auto& place = overridden[number(message)];
    if (place) {
      throw InputError(fmt::format("found a second width for epoch {}, player {} to player {}, expected one",
                                   message.epoch, message.sender, message.receiver));
    }
    place = width.bits;
  }
  // Their order means nothing, so sentences and files must not depend on it.
  std::sort(model_.widths.begin(), model_.widths.end(),
            [this](const WidthOverride& a, const WidthOverride& b) { return number(a.message) < number(b.message); });
  for (std::size_t k = 0; k < widths_.size(); ++k) {
    const Message of = message(k);
    const std::uint64_t bits = overridden[k] ? std::uint64_t{*overridden[k]}
                                             : std::uint64_t{model_.bits_per_token} * task_.tokens(of.receiver);
    if (bits > most_message_bits) {
      throw Unsupported(
          fmt::format("found a message of {} bits (epoch {}, player {} to player {}), expected at most {}", bits,
                      of.epoch, of.sender, of.receiver, most_message_bits));
    }
    widths_[k] = static_cast<std::uint8_t>(bits);
  }
}

std::size_t Instance::first_to(int epoch, Player receiver) const {
  const auto i = seat(receiver);
  const auto others = static_cast<std::size_t>(last_player() + 1);
  // Receivers 0 … i-1 (from -1) hear others, others-1, … senders.
  return static_cast<std::size_t>(epoch - 1) * messages_per_epoch_ + i * others - i * (i - 1) / 2;
}

std::size_t Instance::number(const Message& message) const {
  return first_to(message.epoch, message.receiver) + static_cast<std::size_t>(message.sender - message.receiver - 1);
}

Message Instance::message(std::size_t number) const {
  const int epoch = static_cast<int>(number / messages_per_epoch_) + 1;
  // The last receiver whose messages begin at or before this one; with a thousand players it pays to halve.
  Player receiver = first_player;
  for (Player end = last_player(); end - receiver > 1;) {
    const Player middle = receiver + (end - receiver) / 2;
    (first_to(epoch, middle) <= number ? receiver : end) = middle;
  }
  return {epoch, receiver + 1 + static_cast<Player>(number - first_to(epoch, receiver)), receiver};
}

bool Instance::matters(const Message& message) const {
  return width(message) > 0 && (message.epoch < epochs() || message.receiver == first_player);
}

std::string statement(const Instance& instance, Verdict verdict) {
  const Task& task = instance.task();
  const Model& model = instance.model();
  std::string with = fmt::format("{} bit{} per token", model.bits_per_token, model.bits_per_token == 1 ? "" : "s");
  for (const WidthOverride& width : model.widths) {
    with += fmt::format(", {} bit{} from {} to {} in epoch {}", width.bits, width.bits == 1 ? "" : "s",
                        width.message.sender, width.message.receiver, width.message.epoch);
  }
  std::string what = fmt::format("L-FuncComp with L={}, m={}", task.length(), task.m());
  if (task.length() > 1) what += fmt::format(", n={}", list_of(task.n()));
  what += fmt::format(", q={}", list_of(task.q()));
  if (instance.restriction().by_tuples || !instance.restriction().lists.empty()) {
    const std::uint64_t size = instance.inputs().size();
    what += fmt::format(" on its {} allowed input{}", size, size == 1 ? "" : "s");
  }
  const std::string protocol = fmt::format("{}-epoch autoregressive protocol with {}", model.epochs, with);
  switch (verdict) {
    case Verdict::realizable:
      return fmt::format("A {} solves {}", protocol, what);
    case Verdict::unrealizable:
      return fmt::format("No {} solves {}", protocol, what);
    case Verdict::undecided:
      return fmt::format("Whether a {} solves {} was not decided", protocol, what);
  }
  throw InternalError("a verdict that is none of the three");
}

}  // namespace arcsat
