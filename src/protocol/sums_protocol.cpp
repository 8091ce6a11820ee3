#include "protocol/sums_protocol.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// Player L's table number `table` as a vector, coordinate k in bit k.
std::uint64_t coordinates_of(InputIndex table, std::uint32_t answers, unsigned bits) {
  std::uint64_t result = 0;
  for (unsigned at = 0; table != 0 && bits != 0; at += bits, table /= answers) {
    result |= std::uint64_t{table % answers} << at;
  }
  return result;
}

/// One run on a control input and a table.
class SumsRun {
 public:
  explicit SumsRun(const SumsProtocol& protocol)
      : protocol_(protocol), received_(static_cast<std::size_t>(protocol.instance->last_player()) + 1) {}

  void run(std::size_t x, std::uint64_t table, std::vector<std::uint32_t>& values) {
    for (std::vector<bool>& bits : received_) bits.clear();
    for (const SumsMessageBits& sent : protocol_.messages) {
      const bool from_last = sent.message.sender == protocol_.instance->last_player();
      std::uint32_t value = 0;
      for (std::size_t k = 0; k < sent.bits.size(); ++k) {
        const SumsBit& bit = sent.bits[k];
        const bool data = from_last || bit.data[x] != 0;
        bool sum = false;
        if (from_last) {
          for (const std::uint64_t coordinate : bit.coordinates[x]) sum ^= (table >> coordinate & 1) != 0;
        } else if (data) {
          sum = sum_of(received_[seat(sent.message.sender)], bit.added[x]);
        }
        received_[seat(sent.message.receiver)].push_back(data && sum);
        value |= static_cast<std::uint32_t>(data ? sum : bit.control[x] != 0) << k;
      }
      values[protocol_.instance->number(sent.message)] = value;
    }
  }

 private:
  static bool sum_of(const std::vector<bool>& bits, const std::vector<std::uint32_t>& added) {
    bool sum = false;
    for (const std::uint32_t k : added) sum ^= bits[k];
    return sum;
  }

  const SumsProtocol& protocol_;
  std::vector<std::vector<bool>> received_;  // by player: its data bits, 0 where they are control
};

}  // namespace

Coordinates coordinates_in(std::uint64_t bits) {
  Coordinates coordinates;
  for (; bits != 0; bits &= bits - 1) coordinates.push_back(static_cast<std::uint64_t>(std::countr_zero(bits)));
  return coordinates;
}

bool can_be_tabulated(const SumsProtocol& protocol) {
  constexpr std::size_t most_bits = 31;
  const Instance& instance = *protocol.instance;
  // Then a table's coordinates are at most 62: an entry's bits hold less than twice its values.
  return instance.inputs().numbered() && instance.task().numbered(instance.last_player()) &&
         std::all_of(protocol.messages.begin(), protocol.messages.end(),
                     [](const SumsMessageBits& sent) { return sent.bits.size() <= most_bits; });
}

unsigned answer_bits(const Instance& instance) {
  return static_cast<unsigned>(std::bit_width(instance.task().answers() - 1));
}

Protocol tabulate(const SumsProtocol& protocol, const Budget& budget) {
  const Instance& instance = *protocol.instance;
  const InputSet& inputs = instance.inputs();
  std::map<Input, std::size_t> number_of;
  for (std::size_t x = 0; x < protocol.control_inputs.size(); ++x) number_of.emplace(protocol.control_inputs[x], x);
  ProtocolBuilder builder(protocol.instance);
  SumsRun run(protocol);
  Transcript transcript;
  transcript.values.resize(instance.messages());
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    if ((k & 0xfff) == 0) budget.check();
    Input input = inputs.input(k);
    // Two runs that end in one view and need different answers are noticed by the builder.
    transcript.answer = instance.task().answer(input);
    const std::uint64_t table = coordinates_of(input.back(), instance.task().answers(), answer_bits(instance));
    input.pop_back();
    const auto x = number_of.find(input);
    if (x == number_of.end()) throw CheckFailed("an allowed input's control input is not among the protocol's");
    run.run(x->second, table, transcript.values);
    builder.record(k, transcript);
  }
  return builder.finish();
}

}  // namespace arcsat
