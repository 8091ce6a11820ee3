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
        if (index >= task.indices(p)) {
          throw InputError(
              fmt::format("found the index {} for player {}, expected an index below {}", index, p, task.indices(p)));
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
    if (list.back() >= task.indices(p)) {
      throw InputError(
          fmt::format("found the index {} for player {}, expected an index below {}", list.back(), p, task.indices(p)));
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
      inputs_(allowed_inputs(task_, restriction_)),
      scheme_(std::make_shared<const Scheme>(scheme_of(task_, model_))) {
  // Their order means nothing, so sentences and files must not depend on it.
  std::sort(model_.widths.begin(), model_.widths.end(), [this](const WidthOverride& a, const WidthOverride& b) {
    return scheme_->find(a.message) < scheme_->find(b.message);
  });
}

std::size_t Instance::number(const Message& message) const {
  const std::optional<std::size_t> number = scheme_->find(message);
  if (!number) {
    throw InternalError(fmt::format("the model has no message of player {} to player {} in epoch {}", message.sender,
                                    message.receiver, message.epoch));
  }
  return *number;
}

std::string statement(const Instance& instance, Verdict verdict) {
  const Task& task = instance.task();
  const Model& model = instance.model();
  const ModelFacts facts = facts_of(model.kind);
  std::string with = fmt::format("{} bit{} per token", model.bits_per_token, model.bits_per_token == 1 ? "" : "s");
  if (!facts.beyond.empty()) with += ", " + facts.beyond;
  for (const WidthOverride& width : model.widths) {
    const std::string token = width.message.token ? fmt::format("token {} of ", *width.message.token) : "";
    with += fmt::format(", {} bit{} from {} to {}{} in epoch {}", width.bits, width.bits == 1 ? "" : "s",
                        width.message.sender, token, width.message.receiver, width.message.epoch);
  }
  std::string what = fmt::format("L-FuncComp with L={}, m={}", task.length(), task.m());
  if (task.length() > 1) what += fmt::format(", n={}", list_of(task.n()));
  what += fmt::format(", q={}", list_of(task.q()));
  if (instance.restriction().by_tuples || !instance.restriction().lists.empty()) {
    what += instance.inputs().numbered() ? fmt::format(" on its {} allowed input{}", instance.inputs().size(),
                                                       instance.inputs().size() == 1 ? "" : "s")
                                         : " on its allowed inputs, more than 2^62";
  }
  const std::string by = model.granularity == Granularity::sums ? " by sums over tokens" : "";
  const std::string protocol = fmt::format("{}-epoch {} protocol{} with {}", model.epochs, facts.protocol, by, with);
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
