#include "run/closed_form_plan.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace arcsat {

namespace {

struct Stream {
  Player sender;
  Player receiver;
  Quantity what;
  int begin;  // the first epoch
  std::uint64_t bits;
};

/// Some streams, and the epoch after which they have told what they are for.
struct Told {
  int epoch = 0;
  std::vector<Stream> streams;
};

class Planner {
 public:
  explicit Planner(const Instance& instance) : instance_(instance), task_(instance.task()) {}

  std::optional<std::vector<Stream>> plan() const {
    for (Player a = task_.length(); a >= 0; --a) {
      if (auto told = tell_answer(a)) return std::move(told->streams);
    }
    return std::nullopt;
  }

 private:
  using Plan = std::optional<Told>;

  /// What is told before, and then one more stream, which begins after `begin`.
  Plan after(Told before, int begin, Player sender, Player receiver, Quantity what) const {
    const std::uint64_t bits = bits_of(task_, {whole(task_, what)});
    int epoch = begin;
    for (std::uint64_t left = bits; left > 0;) {
      if (++epoch > instance_.epochs()) return std::nullopt;
      left -= std::min<std::uint64_t>(left, instance_.bits({epoch, sender, receiver}));
    }
    before.streams.push_back({sender, receiver, std::move(what), begin + 1, bits});
    before.epoch = std::max(before.epoch, epoch);
    return before;
  }

  static Plan earlier(Plan one, Plan other) {
    if (!one || (other && other->epoch < one->epoch)) return other;
    return one;
  }

  static Quantity value(Player l) { return {Quantity::Kind::intermediate, l, std::nullopt, {}}; }
  /// i_l as a function of what comes before z_a.
  static Quantity row(Player l, Player a) { return {Quantity::Kind::intermediate, l, a - 1, {}}; }
  Quantity table_from(Player a) const {
    Quantity table = value(task_.length());
    if (a > 0) table.start = a - 1;
    for (Player k = std::max(1, a - 1); k < task_.length(); ++k) table.queries.push_back(k);
    return table;
  }

  /// F_a is told to player a.
  Plan relay(Player a) const {
    if (a == task_.length()) return Told{};
    const Plan before = relay(a + 1);
    return before ? after(*before, before->epoch, a + 1, a, table_from(a)) : before;
  }

  /// i_l is told to player -1.
  Plan tell(Player l) const {
    if (l == 0) return after({}, 0, 0, first_player, value(0));
    const Plan before = tell(l - 1);
    Plan best;
    if (before) {
      best = after(*before, before->epoch, l, first_player, value(l));
      best = earlier(best, after(*before, 0, l, first_player, row(l, l)));
    }
    if (l == 1) {
      if (const Plan to_0 = after({}, 0, 1, 0, value(1))) {
        best = earlier(best, after(*to_0, to_0->epoch, 0, first_player, value(1)));
      }
    }
    return best;
  }

  /// Player a tells the answer.
  Plan tell_answer(Player a) const {
    const Plan relayed = relay(a);
    if (!relayed) return relayed;
    const Player last = task_.length();
    if (a == 0) return after(*relayed, relayed->epoch, a, first_player, value(last));
    const Plan position = tell(a - 1);
    if (!position) return position;
    Told both = *relayed;
    both.epoch = std::max(both.epoch, position->epoch);
    both.streams.insert(both.streams.end(), position->streams.begin(), position->streams.end());
    return earlier(after(both, both.epoch, a, first_player, value(last)),
                   after(both, relayed->epoch, a, first_player, row(last, a)));
  }

  const Instance& instance_;
  const Task& task_;
};

}  // namespace

std::optional<ClosedForm> plan_by_streams(const DecoderInstance& instance) {
  const std::optional<std::vector<Stream>> streams = Planner(*instance).plan();
  if (!streams) return std::nullopt;
  ClosedForm form{instance.shared(), {}};
  for (const Stream& stream : *streams) {
    std::uint64_t done = 0;
    for (int epoch = stream.begin; done < stream.bits; ++epoch) {
      const std::size_t number = instance->number({epoch, stream.sender, stream.receiver});
      const std::uint64_t bits = std::min<std::uint64_t>(stream.bits - done, instance->scheme().slot(number).bits);
      if (bits > 0) form.slots[number].push_back({{whole(instance->task(), stream.what)}, done, bits});
      done += bits;
    }
  }
  return form;
}

}  // namespace arcsat
