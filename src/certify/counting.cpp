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

class Counting {
 public:
  Counting(const Instance& instance, const CountingBound& bound) : instance_(instance), bound_(bound) {
    require_a_bound();
  }

  CountingReport report() {
    CountingReport report;
    report.answers = different_answers();
    for (std::size_t number = 0; number < instance_.messages(); ++number) {
      const Message message = instance_.message(number);
      if (!instance_.matters(message) || !crosses_the_cut(message)) continue;
      report.messages.push_back({message, instance_.width(message), situations(message)});
      report.bits += report.messages.back().situations * report.messages.back().width;
    }
    return report;
  }

 private:
  Player last() const { return instance_.last_player(); }

  bool knows_after(int epoch, Player p) const {
    const auto found = bound_.knows_after.find(p);
    return found != bound_.knows_after.end() && found->second <= epoch;
  }

  bool crosses_the_cut(const Message& message) const {
    return knows_after(message.epoch - 1, message.sender) && !knows_after(message.epoch, message.receiver);
  }

  void require_a_bound() const {
    if (bound_.contexts.empty()) throw CheckFailed("a counting bound without contexts");
    for (const auto& [player, epoch] : bound_.knows_after) {
      if (player < 0 || player > last() || epoch < 0) {
        throw CheckFailed(fmt::format(
            "player {} is taken to know the last table after epoch {}, expected players from 0 to L", player, epoch));
      }
    }
    if (!knows_after(0, last())) throw CheckFailed("player L is to know the last table after epoch 0");
    std::set<Input> different;
    for (const Input& context : bound_.contexts) {
      if (context.size() != seat(last())) throw CheckFailed("a context is to have an input for each player but L");
      for (Player p = first_player; p < last(); ++p) {
        if (context[seat(p)] >= instance_.task().domain(p)) {
          throw CheckFailed(
              fmt::format("a context gives player {} the input {}, which is not in its domain", p, context[seat(p)]));
        }
      }
      if (!different.insert(context).second) throw CheckFailed("a context stands twice in a counting bound");
    }
  }

  Integer different_answers() const {
    const Restriction& restriction = instance_.restriction();
    const auto list = restriction.lists.find(last());
    if (!restriction.by_tuples && list == restriction.lists.end()) {
      // Whatever z_L is, a context is allowed with it or is not.
      return allowed_with(0) ? power(instance_.task().answers(), positions_asked()) : Integer(0);
    }
    std::set<InputIndex> listed;
    for (const Input& tuple : restriction.tuples) listed.insert(tuple[seat(last())]);
    if (list != restriction.lists.end()) listed.insert(list->second.begin(), list->second.end());
    std::set<std::vector<std::uint32_t>> lists;
    for (const InputIndex z : listed) {
      if (allowed_with(z)) lists.insert(answers_with(z));
    }
    return lists.size();
  }

  static Input with(const Input& context, InputIndex z) {
    Input input = context;
    input.push_back(z);
    return input;
  }

  /// Whether every context is allowed with this z_L.
  bool allowed_with(InputIndex z) const {
    return std::all_of(bound_.contexts.begin(), bound_.contexts.end(),
                       [&](const Input& context) { return instance_.inputs().contains(with(context, z)); });
  }

  std::vector<std::uint32_t> answers_with(InputIndex z) const {
    std::vector<std::uint32_t> answers;
    for (const Input& context : bound_.contexts) answers.push_back(instance_.task().answer(with(context, z)));
    return answers;
  }

  /// How many positions of z_L the contexts ask for; every combination of values at them is some z_L's.
  std::uint64_t positions_asked() const {
    std::set<std::uint64_t> positions;
    for (const Input& context : bound_.contexts) positions.insert(instance_.task().asked_position(context, last()));
    return positions.size();
  }

  Integer situations(const Message& message) const {
    const int epoch = message.epoch;
    const Player j = message.sender;
    const Player i = message.receiver;
    std::map<Input, std::vector<const Input*>> classes;
    for (const Input& context : bound_.contexts) {
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
          Integer values = power(2, instance_.width({earlier, k, i}));
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
    return sum;
  }

  const Instance& instance_;
  const CountingBound& bound_;
};

}  // namespace

std::string CountingReport::statement() const {
  const bool one = bits == 1;
  return fmt::format(
      "at most {} {} about the last table {} the players that do not know it, too few for {} different lists of "
      "answers",
      bits.str(), one ? "bit" : "bits", one ? "reaches" : "reach", answers.str());
}

CountingReport check_counting(const DecoderInstance& instance, const CountingBound& bound) {
  CountingReport report = Counting(*instance, bound).report();
  // 2^bits is computed only where it is no larger than the answers, roughly.
  const bool suffice = report.answers <= 1 || report.bits > boost::multiprecision::msb(report.answers) ||
                       report.answers <= power(2, static_cast<std::uint64_t>(report.bits));
  if (suffice) {
    throw CheckFailed(
        fmt::format("{} bits suffice for {} different lists of answers", report.bits.str(), report.answers.str()));
  }
  return report;
}

}  // namespace arcsat
