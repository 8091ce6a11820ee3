#include "run/closed_form_plan.hpp"

#include <algorithm>
#include <bit>

namespace arcsat {

namespace {

std::uint64_t bits_of(std::uint64_t values) { return static_cast<std::uint64_t>(std::bit_width(values - 1)); }

/// Of that many values as one number; more than any message holds if the number needs more than 64 bits.
Count bits_of_packed(std::uint64_t values, Count entries) {
  std::uint64_t lists = 1;
  for (std::uint64_t k = 0; k < entries.value() && values > 1; ++k) {
    if (lists > UINT64_MAX / values) return UINT64_MAX;
    lists *= values;
  }
  return bits_of(lists);
}

/// Some streams, and the epoch after which they have told what they are for.
struct Told {
  int epoch = 0;
  std::vector<Stream> streams;
};

class Planner {
 public:
  /// Whether the answers in a row or a relay are one number, rather than each as many bits as one needs.
  Planner(const Instance& instance, bool packed) : instance_(instance), task_(instance.task()), packed_(packed) {}

  std::optional<std::vector<Stream>> plan() const {
    for (Player a = task_.length(); a >= 0; --a) {
      if (const auto told = tell_answer(a)) return told->streams;
    }
    return std::nullopt;
  }

 private:
  using Plan = std::optional<Told>;

  Count bits_of_answers(Count entries) const {
    const std::uint64_t values = task_.range(task_.length());
    return packed_ ? bits_of_packed(values, entries) : entries * Count(bits_of(values));
  }

  /// What is told before, and then one more stream, which begins after `begin`.
  Plan after(Told before, int begin, Player sender, Player receiver, Content content, Player about, Count bits) const {
    std::uint64_t sent = 0;
    int epoch = begin;
    while (sent < bits.value()) {
      if (++epoch > instance_.epochs()) return std::nullopt;
      sent += instance_.width({epoch, sender, receiver});
    }
    before.streams.push_back({sender, receiver, content, about, begin + 1, bits.value()});
    before.epoch = std::max(before.epoch, epoch);
    return before;
  }

  static Plan earlier(Plan one, Plan other) {
    if (!one || (other && other->epoch < one->epoch)) return other;
    return one;
  }

  /// F_a is told to player a.
  Plan relay(Player a) const {
    if (a == task_.length()) return Told{};
    const Plan before = relay(a + 1);
    if (!before) return before;
    const Count entries = Count(task_.positions(a)) * later_queries(task_, a);
    return after(*before, before->epoch, a + 1, a, Content::relay, task_.length(), bits_of_answers(entries));
  }

  /// i_l is told to player -1.
  Plan tell(Player l) const {
    const Count bits = bits_of(task_.range(l));
    if (l == 0) return after({}, 0, 0, first_player, Content::value, 0, bits);
    const Plan before = tell(l - 1);
    Plan best;
    if (before) {
      best = after(*before, before->epoch, l, first_player, Content::value, l, bits);
      best = earlier(best, after(*before, 0, l, first_player, Content::row, l, bits_of(rows(task_, l))));
    }
    if (l == 1) {
      if (const Plan to_0 = after({}, 0, 1, 0, Content::value, 1, bits)) {
        best = earlier(best, after(*to_0, to_0->epoch, 0, first_player, Content::value, 1, bits));
      }
    }
    return best;
  }

  /// Player a tells the answer.
  Plan tell_answer(Player a) const {
    const Plan relayed = relay(a);
    if (!relayed) return relayed;
    const Player last = task_.length();
    const Count bits = bits_of_answers(1);
    if (a == 0) return after(*relayed, relayed->epoch, a, first_player, Content::value, last, bits);
    const Plan position = tell(a - 1);
    if (!position) return position;
    Told both = *relayed;
    both.epoch = std::max(both.epoch, position->epoch);
    both.streams.insert(both.streams.end(), position->streams.begin(), position->streams.end());
    return earlier(
        after(both, both.epoch, a, first_player, Content::value, last, bits),
        after(both, relayed->epoch, a, first_player, Content::row, last, bits_of_answers(task_.range(a - 1))));
  }

  const Instance& instance_;
  const Task& task_;
  bool packed_;
};

}  // namespace

Count later_queries(const Task& task, Player l) {
  Count result(1);
  for (Player k = l; k < task.length(); ++k) result = result * Count(task.queries(k));
  return result;
}

std::uint64_t answer_from(const Task& task, const Input& x, Player a, std::uint64_t later_queries,
                          std::uint64_t position) {
  for (;; ++a) {
    const std::uint32_t value = task.entry(a, x[seat(a)], position);
    if (a == task.length()) return value;
    position = task.position(a + 1, later_queries % task.queries(a), value);
    later_queries /= task.queries(a);
  }
}

std::uint64_t row_of(const Task& task, const Input& x, Player l) {
  const std::uint64_t first = task.position(l, task.query(x[seat(first_player)], l - 1), 0);
  return x[seat(l)] / task.weight(l, first) % rows(task, l);
}

std::uint64_t rows(const Task& task, Player l) { return task.weight(l, task.range(l - 1)); }

std::optional<std::vector<Stream>> plan_streams(const DecoderInstance& instance, bool packed) {
  return Planner(*instance, packed).plan();
}

std::map<std::size_t, Piece> pieces_of(const Instance& instance, const std::vector<Stream>& streams) {
  std::map<std::size_t, Piece> pieces;
  for (std::size_t s = 0; s < streams.size(); ++s) {
    const Stream& stream = streams[s];
    std::uint64_t done = 0;
    for (int epoch = stream.begin; done < stream.bits; ++epoch) {
      const Message message = {epoch, stream.sender, stream.receiver};
      const std::uint64_t bits = std::min<std::uint64_t>(instance.width(message), stream.bits - done);
      if (bits > 0) pieces.emplace(instance.number(message), Piece{s, done, bits});
      done += bits;
    }
  }
  return pieces;
}

}  // namespace arcsat
