#include "encoders/message_plan.hpp"

#include <algorithm>
#include <unordered_map>

#include "encoders/choices.hpp"
#include "encoders/reachable.hpp"

namespace arcsat {

namespace {

/// The most different senders' inputs that go with one receiver's input.
std::uint64_t most_for_one_receiver(const ReachablePairs& pairs) {
  std::unordered_map<InputIndex, std::uint64_t> count;
  std::uint64_t most = 0;
  for (std::size_t pair = 0; pair < pairs.size(); ++pair) most = std::max(most, ++count[pairs.pair(pair).receiver]);
  return most;
}

}  // namespace

MessagePlan::MessagePlan(const DecoderInstance& decoder, Simplifications simplifications,
                         const PlanConditions& conditions)
    : instance_(decoder), conditions_(conditions), listed_(decoder->messages()) {
  const Instance& instance = *decoder;
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    kinds_.push_back(instance.matters(instance.message(number)) ? Kind::table : Kind::absent);
  }
  for (Player p = first_player; p <= instance.last_player(); ++p) {
    inputs_of_.push_back(ReachableInputs(instance.inputs(), p).size());
  }
  const auto players = static_cast<std::size_t>(instance.task().players());
  whole_.resize(players * players);
  informed_from_.assign(static_cast<std::size_t>(instance.last_player()) + 1, instance.epochs() + 1);
  informed_from_.back() = 1;
  if (simplifications.whole) find_whole_inputs();
  if (simplifications.relays) find_informed_players();
  if (simplifications.lists) find_listed_message();
}

std::size_t MessagePlan::pair_index(Player sender, Player receiver) const {
  return seat(sender) * static_cast<std::size_t>(instance_->task().players()) + seat(receiver);
}

bool MessagePlan::whole(Player sender, Player receiver) const { return whole_[pair_index(sender, receiver)] != 0; }

void MessagePlan::find_whole_inputs() {
  const Player last = instance_->last_player();
  for (Player i = first_player; i < last; ++i) {
    for (Player k = i + 1; k <= last; ++k) {
      const std::size_t number = instance_->number({1, k, i});
      const std::uint64_t most = most_for_one_receiver(ReachablePairs(instance_->inputs(), k, i));
      // There are at most 2^62 inputs, so that more bits fit no more.
      const auto bits = static_cast<unsigned>(std::min<std::uint64_t>(instance_->bits({1, k, i}), 62));
      const bool fits = kinds_[number] == Kind::table && conditions_.fits(most, bits);
      if (fits) kinds_[number] = Kind::whole;
      if (fits || most == 1) whole_[pair_index(k, i)] = most;
    }
    for (Player k = last; k > i && whole(k, i); --k) {
      for (int epoch = 2; epoch <= instance_->epochs(); ++epoch)
        kinds_[instance_->number({epoch, k, i})] = Kind::absent;
    }
  }
}

std::vector<MessagePlan::ViewPart> MessagePlan::view_shape(Player i, Player j, int epoch) const {
  std::vector<ViewPart> parts = {{instance_->messages(), inputs_of_[seat(i)]}};
  bool all_whole = true;
  for (Player k = i + 1; k < j; ++k) all_whole = all_whole && whole(k, i);
  for (int earlier = 1; earlier < epoch; ++earlier) {
    for (Player k = i + 1; k < j; ++k) {
      const std::size_t number = instance_->number({earlier, k, i});
      if (earlier == 1 && whole(k, i)) {
        parts.push_back({number, whole_[pair_index(k, i)]});
      } else if (!all_whole && kinds_[number] != Kind::absent) {
        parts.push_back({number, std::uint64_t{1} << instance_->width({earlier, k, i})});
      }
    }
  }
  return parts;
}

Count MessagePlan::views(Player i, Player j, int epoch) const {
  Count product = 1;
  for (const ViewPart& part : view_shape(i, j, epoch)) product = product * Count(part.values);
  return product;
}

bool MessagePlan::can_be_informed(Player j, int epoch) const {
  Count needed, told;
  for (int t = epoch; t <= instance_->epochs(); ++t) {
    for (Player i = first_player; i < j; ++i) {
      if (kinds_[instance_->number({t, j, i})] == Kind::absent) continue;
      needed += Count(instance_->bits({t, j, i})) * views(i, j, t);
    }
    // A count that is full says no more; what is told must not be.
    constexpr std::uint64_t most_told = std::uint64_t{1} << 40;
    told += std::min(instance_->bits({t - 1, j + 1, j}), most_told);
    if (!conditions_.arrives(needed, told)) return false;
  }
  return true;
}

void MessagePlan::find_informed_players() {
  const int never = instance_->epochs() + 1;
  const Player last = instance_->last_player();
  for (Player j = last; j >= 0; --j) {
    int& from = informed_from_[static_cast<std::size_t>(j)];
    for (int epoch = j == last ? never : informed_from(j + 1) + 1; epoch < never && from == never; ++epoch) {
      if (can_be_informed(j, epoch)) from = epoch;
    }
    if (from == never) return;
    for (int epoch = from; epoch < never; ++epoch) {
      for (Player i = first_player; i < j; ++i) {
        Kind& kind = kinds_[instance_->number({epoch, j, i})];
        if (kind == Kind::table) kind = Kind::informed;
      }
    }
    for (int epoch = from - 1; epoch < never && j < last; ++epoch) {
      for (Player k = j + 1; k <= last; ++k) {
        Kind& kind = kinds_[instance_->number({epoch, k, j})];
        if (kind != Kind::absent) kind = k == j + 1 ? Kind::relay : Kind::absent;
      }
    }
  }
}

void MessagePlan::find_listed_message() {
  constexpr Count most_choices = 1000;
  bool revealed = true;
  for (Player j = 0; j <= instance_->last_player() && revealed; ++j) {
    const Message message{instance_->epochs(), j, first_player};
    const std::size_t number = instance_->number(message);
    const bool speaks = kinds_[number] == Kind::table || kinds_[number] == Kind::informed;
    if (speaks && informed_from(j) <= instance_->epochs() &&
        choices(instance_->task().answers(), (std::uint64_t{1} << instance_->width(message)) + 1) <= most_choices) {
      kinds_[number] = Kind::listed;
      listed_ = number;
      return;
    }
    revealed = conditions_.knows(whole_[pair_index(j, first_player)], instance_->epochs());
  }
}

}  // namespace arcsat
