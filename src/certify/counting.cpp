#include "certify/counting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

Integer power(const Integer& base, std::uint64_t exponent) {
  Integer result = 1;
  for (std::uint64_t k = 0; k < exponent; ++k) result *= base;
  return result;
}

bool knows_at(const std::map<Player, int>& knows_after, int epoch, Player p) {
  const auto found = knows_after.find(p);
  return found != knows_after.end() && found->second <= epoch;
}

void require_a_cut(const std::map<Player, int>& knows_after, Player last) {
  for (const auto& [player, epoch] : knows_after) {
    if (player < 0 || player > last || epoch < 0) {
      throw CheckFailed(fmt::format(
          "player {} is taken to know the last table after epoch {}, expected players from 0 to L", player, epoch));
    }
  }
  if (!knows_at(knows_after, 0, last)) throw CheckFailed("player L is to know the last table after epoch 0");
}

/// Contexts as lists of numbers that are equal where a player's inputs are. Throws CheckFailed if they are none.
std::vector<Input> numbered(const Task& task, const std::vector<CountingContext>& contexts) {
  if (contexts.empty()) throw CheckFailed("a counting bound without contexts");
  std::vector<std::map<PlayerInput, InputIndex>> number_of(seat(task.length()));
  std::vector<Input> numbers;
  for (const CountingContext& context : contexts) {
    if (context.size() != number_of.size()) throw CheckFailed("a context is to have an input for each player but L");
    Input& inputs = numbers.emplace_back();
    for (std::size_t s = 0; s < context.size(); ++s) {
      const auto count = static_cast<InputIndex>(number_of[s].size());
      inputs.push_back(number_of[s].try_emplace(context[s], count).first->second);
    }
  }
  for (Player p = first_player; p < task.length(); ++p) {
    for (const auto& [input, number] : number_of[seat(p)]) {
      if (in_its_form(task, p, input) != input) {
        throw CheckFailed(fmt::format("found an input of player {} in another form, expected the player's", p));
      }
    }
  }
  if (std::set<Input>(numbers.begin(), numbers.end()).size() != numbers.size()) {
    throw CheckFailed("a context stands twice in a counting bound");
  }
  return numbers;
}

/// Whether what players list allows the context, whatever z_L is.
bool lists_allow(const Instance& instance, const CountingContext& context) {
  for (const auto& [player, list] : instance.restriction().lists) {
    if (player == instance.last_player()) continue;
    const auto index = index_of(instance.task(), player, context[seat(player)]);
    if (!index || !instance.inputs().holds(player, *index)) return false;
  }
  return true;
}

/// Whether the context with this z_L is one of the tuples.
bool tuples_allow(const Instance& instance, const CountingContext& context, InputIndex z) {
  Input input;
  for (Player p = first_player; p < instance.last_player(); ++p) {
    const auto index = index_of(instance.task(), p, context[seat(p)]);
    if (!index) return false;
    input.push_back(*index);
  }
  input.push_back(z);
  return instance.inputs().contains(input);
}

}  // namespace

CountedContexts::CountedContexts(const DecoderInstance& instance, const std::vector<CountingContext>& contexts)
    : instance_(*instance), contexts_(numbered(instance_.task(), contexts)) {
  for (const CountingContext& context : contexts) {
    asked_.push_back(asked_position(instance_.task(), context, instance_.last_player()));
  }
  answers_ = different_answers(contexts);
}

/// Over all z_L with which every context is allowed.
Integer CountedContexts::different_answers(const std::vector<CountingContext>& contexts) const {
  const Player last = instance_.last_player();
  const Restriction& restriction = instance_.restriction();
  const auto list = restriction.lists.find(last);
  const auto by_all = [&](auto allows) { return std::all_of(contexts.begin(), contexts.end(), allows); };
  std::set<InputIndex> tables;
  if (restriction.by_tuples) {
    for (const Input& tuple : restriction.tuples) {
      const InputIndex z = tuple[seat(last)];
      if (tables.contains(z)) continue;
      if (by_all([&](const CountingContext& context) { return tuples_allow(instance_, context, z); })) tables.insert(z);
    }
  } else {
    if (!by_all([&](const CountingContext& context) { return lists_allow(instance_, context); })) return 0;
    if (list == restriction.lists.end()) {
      // Every combination of values at the positions that are asked for is some z_L's.
      return power(instance_.task().answers(), std::set<std::uint64_t>(asked_.begin(), asked_.end()).size());
    }
    tables.insert(list->second.begin(), list->second.end());
  }
  std::set<std::vector<std::uint32_t>> lists;
  for (const InputIndex z : tables) {
    std::vector<std::uint32_t> answers;
    for (const std::uint64_t position : asked_) answers.push_back(instance_.task().entry(last, z, position));
    lists.insert(std::move(answers));
  }
  return lists.size();
}

CountingReport CountedContexts::count(const std::map<Player, int>& knows_after,
                                      const std::optional<Integer>& most) const {
  require_a_cut(knows_after, instance_.last_player());
  CountingReport report;
  report.answers = answers_;
  for (std::size_t number = 0; number < instance_.messages() && !(most && report.bits > *most); ++number) {
    const Message message = instance_.message(number);
    const bool crosses = knows_at(knows_after, message.epoch - 1, message.sender) &&
                         !knows_at(knows_after, message.epoch, message.receiver);
    if (!crosses || !instance_.matters(message)) continue;
    report.messages.push_back({message, instance_.bits(message), situations(number)});
    report.bits += report.messages.back().situations * report.messages.back().width;
  }
  return report;
}

CountingReport CountedContexts::report(const std::map<Player, int>& knows_after) const {
  return count(knows_after, std::nullopt);
}

std::optional<CountingReport> CountedContexts::refutation(const std::map<Player, int>& knows_after) const {
  if (answers_ <= 1) return std::nullopt;
  const Integer most = boost::multiprecision::msb(answers_);
  CountingReport report = count(knows_after, most);
  // 2^bits is computed only where it is no larger than the answers, roughly.
  if (report.bits > most || report.answers <= power(2, static_cast<std::uint64_t>(report.bits))) return std::nullopt;
  return report;
}

const Integer& CountedContexts::situations(std::size_t number) const {
  const auto known = situations_.find(number);
  if (known != situations_.end()) return known->second;
  const Message message = instance_.message(number);
  const int epoch = message.epoch;
  const Player j = message.sender;
  const Player i = message.receiver;
  std::map<Input, std::vector<const Input*>> classes;
  for (const Input& context : contexts_) {
    Input key(context.begin() + j + 1, context.end());
    key.push_back(context[seat(i)]);
    classes[key].push_back(&context);
  }
  Integer sum = 0;
  for (const auto& [key, members] : classes) {
    std::set<Input> between;
    for (const Input* context : members) between.emplace(context->begin() + i + 1, context->begin() + j + 1);
    Integer heard = 1;
    for (Player k = i + 1; k < j && heard < between.size(); ++k) {
      for (int earlier = 1; earlier < epoch && heard < between.size(); ++earlier) {
        // More than `between` never counts.
        Integer values = power(2, std::min<std::uint64_t>(instance_.bits({earlier, k, i, std::nullopt}), 64));
        if (earlier == 1) {
          std::set<InputIndex> inputs;
          for (const Input* context : members) inputs.insert((*context)[seat(k)]);
          values = std::min(values, Integer(inputs.size()));
        }
        heard *= values;
      }
    }
    sum += std::min(heard, Integer(between.size()));
  }
  return situations_.emplace(number, std::move(sum)).first->second;
}

std::string CountingReport::statement() const {
  const bool one = bits == 1;
  return fmt::format(
      "at most {} {} about the last table {} the players that do not know it, too few for {} different lists of "
      "answers",
      bits.str(), one ? "bit" : "bits", one ? "reaches" : "reach", answers.str());
}

CountingReport check_counting(const DecoderInstance& instance, const CountingBound& bound) {
  const CountedContexts contexts(instance, bound.contexts);
  if (auto refutation = contexts.refutation(bound.knows_after)) return std::move(*refutation);
  const CountingReport report = contexts.report(bound.knows_after);
  throw CheckFailed(
      fmt::format("{} bits suffice for {} different lists of answers", report.bits.str(), report.answers.str()));
}

}  // namespace arcsat
