#include "run/closed_forms.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "encoders/control_inputs.hpp"
#include "run/closed_form_plan.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_control_inputs = std::uint64_t{1} << 16;
// Of a closed form of tables, a run on each of which is recorded.
constexpr std::uint64_t most_inputs_recorded = std::uint64_t{1} << 23;

/// Writes a plan's protocol as sums.
class Writer {
 public:
  Writer(std::shared_ptr<const Instance> instance, const ControlInputs& controls, std::vector<Stream> streams)
      : instance_(std::move(instance)),
        task_(instance_->task()),
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

  SumsProtocol write() {
    for (const auto& [number, piece] : pieces_) {
      SumsMessageBits& message = protocol_.messages.emplace_back();
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
            answer.content == Content::row ? task_.intermediate(x, answer.sender - 1) * answer_bits_ : 0;
        sums.push_back({received(streams_.size() - 1, place + bit)});
      }
    }
    return std::move(protocol_);
  }

 private:
  /// The place of a stream's bit among all that its receiver receives.
  std::uint32_t received(std::size_t stream, std::uint64_t bit) const { return place_of_.at({stream, bit}); }

  SumsBit bit_of(const Stream& stream, std::uint64_t k) const {
    SumsBit bit;
    for (const Input& x : protocol_.control_inputs) {
      if (stream.about == task_.length()) {
        add_data(stream, k, x, bit);
        continue;
      }
      const std::uint64_t number =
          stream.content == Content::row ? row_of(task_, x, stream.about) : task_.intermediate(x, stream.about);
      bit.data.push_back(0);
      bit.control.push_back(static_cast<std::uint8_t>(number >> k & 1));
      bit.added.emplace_back();
    }
    return bit;
  }

  void add_data(const Stream& stream, std::uint64_t k, const Input& x, SumsBit& bit) const {
    const std::uint64_t b = k % answer_bits_;
    // Which entry of the sender's own F it is.
    std::uint64_t later_queries = 0;
    std::uint64_t position = 0;
    if (stream.content == Content::relay) {
      const Player a = stream.receiver;
      const std::uint64_t entry = k / answer_bits_;
      later_queries = entry / task_.positions(a);
      position = task_.position(a + 1, later_queries % task_.queries(a),
                                task_.entry(a, x[seat(a)], entry % task_.positions(a)));
      later_queries /= task_.queries(a);
    } else {
      const Player a = stream.sender;
      later_queries = task_.queries_from(x[0], a);
      position = stream.content == Content::value ? task_.asked_position(x, a)
                                                  : task_.position(a, task_.query(x[0], a - 1), k / answer_bits_);
    }
    if (stream.sender == task_.length()) {
      bit.coordinates.push_back(std::uint64_t{1} << (position * answer_bits_ + b));
      return;
    }
    const auto to_sender = std::find_if(streams_.begin(), streams_.end(), [&](const Stream& other) {
      return other.content == Content::relay && other.receiver == stream.sender;
    });
    const std::uint64_t entry = later_queries * task_.positions(stream.sender) + position;
    bit.data.push_back(1);
    bit.control.push_back(0);
    bit.added.push_back({received(static_cast<std::size_t>(to_sender - streams_.begin()), entry * answer_bits_ + b)});
  }

  std::shared_ptr<const Instance> instance_;
  const Task& task_;
  std::uint64_t answer_bits_;
  std::vector<Stream> streams_;
  std::map<std::size_t, Piece> pieces_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::uint32_t> place_of_;
  SumsProtocol protocol_;
};

/// Writes a plan's protocol as tables.
class PackedWriter {
 public:
  PackedWriter(std::shared_ptr<const Instance> instance, std::vector<Stream> streams)
      : instance_(std::move(instance)),
        task_(instance_->task()),
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
    if (stream.about != task_.length()) {
      return stream.content == Content::row ? row_of(task_, x, stream.about) : task_.intermediate(x, stream.about);
    }
    if (stream.content == Content::relay) {
      const Player a = stream.receiver;
      const std::uint64_t positions = task_.positions(a);
      return packed(positions * later_queries(task_, a).value(), [&](std::uint64_t entry) {
        return answer_from(task_, x, a, entry / positions, entry % positions);
      });
    }
    const Player a = stream.sender;
    const std::uint64_t later_queries = task_.queries_from(x[0], a);
    if (stream.content == Content::value) {
      return answer_from(task_, x, a, later_queries, task_.asked_position(x, a));
    }
    const std::uint64_t row = task_.position(a, task_.query(x[0], a - 1), 0);
    return packed(task_.range(a - 1),
                  [&](std::uint64_t entry) { return answer_from(task_, x, a, later_queries, row + entry); });
  }

  template <typename Answer>
  std::uint64_t packed(std::uint64_t entries, Answer answer) const {
    std::uint64_t result = 0;
    for (std::uint64_t entry = entries; entry-- > 0;) result = result * task_.range(task_.length()) + answer(entry);
    return result;
  }

  std::shared_ptr<const Instance> instance_;
  const Task& task_;
  std::vector<Stream> streams_;
  std::map<std::size_t, Piece> pieces_;
};

}  // namespace

std::optional<SumsProtocol> closed_form_of_sums(const DecoderInstance& instance) {
  std::optional<std::vector<Stream>> streams = plan_streams(instance, false);
  if (!streams) return std::nullopt;
  try {
    const ControlInputs controls(instance, most_control_inputs);
    return Writer(instance.shared(), controls, std::move(*streams)).write();
  } catch (const LimitReached&) {
    return std::nullopt;
  }
}

std::optional<Protocol> closed_form_of_tables(const DecoderInstance& instance, const Budget& budget) {
  if (instance->inputs().size() > most_inputs_recorded) return std::nullopt;
  std::optional<std::vector<Stream>> streams = plan_streams(instance, true);
  if (!streams) return std::nullopt;
  return PackedWriter(instance.shared(), std::move(*streams)).write(budget);
}

}  // namespace arcsat
