#include "arcsat/run/strategies.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>
#include <vector>

#include "arcsat/base/error.hpp"
#include "arcsat/encoders/control_inputs.hpp"
#include "arcsat/encoders/count.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_control_inputs = std::uint64_t{1} << 16;
// Of a strategy of tables, a run on each of which is recorded.
constexpr std::uint64_t most_inputs = std::uint64_t{1} << 23;

/// The sizes of a task with names that hold for every level l: z_l is a table from [n(l-1)] × [q(l-1)] to [q(l)].
class Levels {
 public:
  explicit Levels(const Task& task) : task_(task) {}

  Player last() const { return task_.length(); }
  std::uint64_t n(Player l) const { return l == 0 ? 1 : task_.n()[static_cast<std::size_t>(l - 1)]; }
  std::uint64_t q(Player l) const { return l == 0 ? task_.m() : task_.q()[static_cast<std::size_t>(l - 1)]; }
  /// Positions of z_l's domain; z_0 has one.
  std::uint64_t positions(Player l) const { return task_.tokens(l); }
  /// How many (w_l … w_{L-1}) there are.
  Count later_queries(Player l) const {
    Count result(1);
    for (Player k = l; k < last(); ++k) result = result * Count(n(k));
    return result;
  }

  /// z_l at a position.
  std::uint64_t entry(const Input& x, Player l, std::uint64_t position) const {
    return x[slot(l)] / power(q(l), position) % q(l);
  }
  /// w_l, and (w_l … w_{L-1}) as an index, w_l least significant.
  std::uint64_t query(const Input& x, Player l) const { return queries_from(x, l) % n(l); }
  std::uint64_t queries_from(const Input& x, Player l) const {
    std::uint64_t result = x[0];
    for (Player k = 1; k < l; ++k) result /= n(k);
    return result;
  }
  /// i_l.
  std::uint64_t intermediate(const Input& x, Player l) const {
    return l == 0 ? x[slot(0)] : entry(x, l, asked_position(x, l));
  }
  /// The position of z_l that is asked for: (w_{l-1}, i_{l-1}).
  std::uint64_t asked_position(const Input& x, Player l) const {
    return l == 0 ? 0 : query(x, l - 1) * q(l - 1) + intermediate(x, l - 1);
  }
  /// The answer from z_a's domain on: F_a at (w_a … w_{L-1}) as an index, and a position. x is a whole input.
  std::uint64_t answer_from(const Input& x, Player a, std::uint64_t later_queries, std::uint64_t position) const {
    for (;; ++a) {
      const std::uint64_t value = entry(x, a, position);
      if (a == last()) return value;
      position = later_queries % n(a) * q(a) + value;
      later_queries /= n(a);
    }
  }
  /// The row z_l(w_{l-1}, ·) as a number.
  std::uint64_t row(const Input& x, Player l) const {
    return x[slot(l)] / power(q(l), query(x, l - 1) * q(l - 1)) % power(q(l), q(l - 1));
  }
  std::uint64_t rows(Player l) const { return power(q(l), q(l - 1)); }

 private:
  static std::size_t slot(Player p) { return static_cast<std::size_t>(p + 1); }
  /// Of an entry's place in a table's index, hence at most 2^31.
  static std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0 && base > 1; --exponent) result *= base;
    return result;
  }

  const Task& task_;
};

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

enum class Content {
  value,  // i_l, or the answer
  row,    // the same for each i_{l-1}, or i_{a-1}, that there is
  relay,  // F_receiver
};

struct Stream {
  Player sender;
  Player receiver;
  Content content;
  /// The l of i_l; L: it is about the answer, thus data.
  Player about;
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
  /// Whether the answers in a row or a relay are one number, rather than each as many bits as one needs.
  Planner(const Instance& instance, bool packed) : instance_(instance), levels_(instance.task()), packed_(packed) {}

  std::optional<std::vector<Stream>> plan() const {
    for (Player a = levels_.last(); a >= 0; --a) {
      if (const auto told = tell_answer(a)) return told->streams;
    }
    return std::nullopt;
  }

 private:
  using Plan = std::optional<Told>;

  Count bits_of_answers(Count entries) const {
    const std::uint64_t values = levels_.q(levels_.last());
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
    if (a == levels_.last()) return Told{};
    const Plan before = relay(a + 1);
    if (!before) return before;
    const Count entries = Count(levels_.positions(a)) * levels_.later_queries(a);
    return after(*before, before->epoch, a + 1, a, Content::relay, levels_.last(), bits_of_answers(entries));
  }

  /// i_l is told to player -1.
  Plan tell(Player l) const {
    const Count bits = bits_of(levels_.q(l));
    if (l == 0) return after({}, 0, 0, first_player, Content::value, 0, bits);
    const Plan before = tell(l - 1);
    Plan best;
    if (before) {
      best = after(*before, before->epoch, l, first_player, Content::value, l, bits);
      best = earlier(best, after(*before, 0, l, first_player, Content::row, l, bits_of(levels_.rows(l))));
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
    const Player last = levels_.last();
    const Count bits = bits_of_answers(1);
    if (a == 0) return after(*relayed, relayed->epoch, a, first_player, Content::value, last, bits);
    const Plan position = tell(a - 1);
    if (!position) return position;
    Told both = *relayed;
    both.epoch = std::max(both.epoch, position->epoch);
    both.streams.insert(both.streams.end(), position->streams.begin(), position->streams.end());
    return earlier(after(both, both.epoch, a, first_player, Content::value, last, bits),
                   after(both, relayed->epoch, a, first_player, Content::row, last, bits_of_answers(levels_.q(a - 1))));
  }

  const Instance& instance_;
  Levels levels_;
  bool packed_;
};

/// A message's part of a stream.
struct Piece {
  std::size_t stream;
  std::uint64_t first;
  std::uint64_t bits;
};

/// By message number.
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

/// Writes a plan's protocol as sums.
class Writer {
 public:
  Writer(std::shared_ptr<const Instance> instance, const ControlInputs& controls, std::vector<Stream> streams)
      : instance_(std::move(instance)),
        levels_(instance_->task()),
        answer_bits_(answer_bits(*instance_)),
        streams_(std::move(streams)),
        pieces_(pieces_of(*instance_, streams_)) {
    std::map<Player, std::uint32_t> count;
    for (const auto& [number, piece] : pieces_) {
      for (std::uint64_t k = 0; k < piece.bits; ++k) {
        place_of_[{piece.stream, piece.first + k}] = count[streams_[piece.stream].receiver]++;
      }
    }
    protocol_.instance = instance_;
    for (std::uint64_t x = 0; x < controls.set().size(); ++x) {
      protocol_.control_inputs.push_back(controls.set().input(x));
    }
  }

  XorProtocol write() {
    for (const auto& [number, piece] : pieces_) {
      XorMessageBits& message = protocol_.messages.emplace_back();
      message.message = instance_->message(number);
      for (std::uint64_t k = 0; k < piece.bits; ++k) {
        message.bits.push_back(bit_of(streams_[piece.stream], piece.first + k));
      }
    }
    const Stream& answer = streams_.back();
    for (std::uint64_t bit = 0; bit < answer_bits_; ++bit) {
      auto& sums = protocol_.output.emplace_back();
      for (const Input& x : protocol_.control_inputs) {
        const std::uint64_t place =
            answer.content == Content::row ? levels_.intermediate(x, answer.sender - 1) * answer_bits_ : 0;
        sums.push_back({received(streams_.size() - 1, place + bit)});
      }
    }
    return std::move(protocol_);
  }

 private:
  /// The place of a stream's bit among all that its receiver receives.
  std::uint32_t received(std::size_t stream, std::uint64_t bit) const { return place_of_.at({stream, bit}); }

  XorBit bit_of(const Stream& stream, std::uint64_t k) const {
    XorBit bit;
    for (const Input& x : protocol_.control_inputs) {
      if (stream.about == levels_.last()) {
        add_data(stream, k, x, bit);
        continue;
      }
      const std::uint64_t number =
          stream.content == Content::row ? levels_.row(x, stream.about) : levels_.intermediate(x, stream.about);
      bit.data.push_back(0);
      bit.control.push_back(static_cast<std::uint8_t>(number >> k & 1));
      bit.added.emplace_back();
    }
    return bit;
  }

  void add_data(const Stream& stream, std::uint64_t k, const Input& x, XorBit& bit) const {
    const std::uint64_t b = k % answer_bits_;
    // Which entry of the sender's own F it is.
    std::uint64_t later_queries = 0;
    std::uint64_t position = 0;
    if (stream.content == Content::relay) {
      const Player a = stream.receiver;
      const std::uint64_t entry = k / answer_bits_;
      later_queries = entry / levels_.positions(a);
      position = later_queries % levels_.n(a) * levels_.q(a) + levels_.entry(x, a, entry % levels_.positions(a));
      later_queries /= levels_.n(a);
    } else {
      const Player a = stream.sender;
      later_queries = levels_.queries_from(x, a);
      position = stream.content == Content::value ? levels_.asked_position(x, a)
                                                  : levels_.query(x, a - 1) * levels_.q(a - 1) + k / answer_bits_;
    }
    if (stream.sender == levels_.last()) {
      bit.coordinates.push_back(std::uint64_t{1} << (position * answer_bits_ + b));
      return;
    }
    const auto to_sender = std::find_if(streams_.begin(), streams_.end(), [&](const Stream& other) {
      return other.content == Content::relay && other.receiver == stream.sender;
    });
    const std::uint64_t entry = later_queries * levels_.positions(stream.sender) + position;
    bit.data.push_back(1);
    bit.control.push_back(0);
    bit.added.push_back({received(static_cast<std::size_t>(to_sender - streams_.begin()), entry * answer_bits_ + b)});
  }

  std::shared_ptr<const Instance> instance_;
  Levels levels_;
  std::uint64_t answer_bits_;
  std::vector<Stream> streams_;
  std::map<std::size_t, Piece> pieces_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::uint32_t> place_of_;
  XorProtocol protocol_;
};

/// Writes a plan's protocol as tables.
class PackedWriter {
 public:
  PackedWriter(std::shared_ptr<const Instance> instance, std::vector<Stream> streams)
      : instance_(std::move(instance)),
        levels_(instance_->task()),
        streams_(std::move(streams)),
        pieces_(pieces_of(*instance_, streams_)) {}

  Protocol write(const Budget& budget) const {
    ProtocolBuilder builder(instance_);
    Transcript transcript;
    transcript.values.resize(instance_->messages());
    std::vector<std::uint64_t> numbers(streams_.size());
    for (std::uint64_t k = 0; k < instance_->inputs().size(); ++k) {
      if ((k & 0xfff) == 0) budget.check();
      const Input x = instance_->inputs().input(k);
      for (std::size_t s = 0; s < streams_.size(); ++s) numbers[s] = number_of(streams_[s], x);
      for (const auto& [number, piece] : pieces_) {
        const std::uint64_t rest = numbers[piece.stream] >> piece.first;
        transcript.values[number] = static_cast<std::uint32_t>(rest & ((std::uint64_t{1} << piece.bits) - 1));
      }
      transcript.answer = instance_->task().answer(x);
      builder.record(k, transcript);
    }
    return builder.finish();
  }

 private:
  std::uint64_t number_of(const Stream& stream, const Input& x) const {
    if (stream.about != levels_.last()) {
      return stream.content == Content::row ? levels_.row(x, stream.about) : levels_.intermediate(x, stream.about);
    }
    if (stream.content == Content::relay) {
      const Player a = stream.receiver;
      const std::uint64_t positions = levels_.positions(a);
      return packed(positions * levels_.later_queries(a).value(), [&](std::uint64_t entry) {
        return levels_.answer_from(x, a, entry / positions, entry % positions);
      });
    }
    const Player a = stream.sender;
    const std::uint64_t later_queries = levels_.queries_from(x, a);
    if (stream.content == Content::value) {
      return levels_.answer_from(x, a, later_queries, levels_.asked_position(x, a));
    }
    const std::uint64_t row = levels_.query(x, a - 1) * levels_.q(a - 1);
    return packed(levels_.q(a - 1),
                  [&](std::uint64_t entry) { return levels_.answer_from(x, a, later_queries, row + entry); });
  }

  template <typename Answer>
  std::uint64_t packed(std::uint64_t entries, Answer answer) const {
    std::uint64_t result = 0;
    for (std::uint64_t entry = entries; entry-- > 0;) result = result * levels_.q(levels_.last()) + answer(entry);
    return result;
  }

  std::shared_ptr<const Instance> instance_;
  Levels levels_;
  std::vector<Stream> streams_;
  std::map<std::size_t, Piece> pieces_;
};

}  // namespace

std::optional<XorProtocol> strategy_of_sums(const std::shared_ptr<const Instance>& instance) {
  std::optional<std::vector<Stream>> streams = Planner(*instance, false).plan();
  if (!streams) return std::nullopt;
  try {
    const ControlInputs controls(*instance, most_control_inputs);
    return Writer(instance, controls, std::move(*streams)).write();
  } catch (const LimitReached&) {
    return std::nullopt;
  }
}

std::optional<Protocol> strategy_of_tables(const std::shared_ptr<const Instance>& instance, const Budget& budget) {
  if (instance->inputs().size() > most_inputs) return std::nullopt;
  std::optional<std::vector<Stream>> streams = Planner(*instance, true).plan();
  if (!streams) return std::nullopt;
  return PackedWriter(instance, std::move(*streams)).write(budget);
}

}  // namespace arcsat
