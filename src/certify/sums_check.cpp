#include "certify/sums_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "base/error.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

namespace {

class SumsCheck {
 public:
  explicit SumsCheck(const SumsProtocol& protocol)
      : protocol_(protocol),
        instance_(*protocol.instance),
        last_(instance_.last_player()),
        count_(protocol.control_inputs.size()) {}

  SumsReport run() {
    if (!as_decoder(protocol_.instance)) throw CheckFailed("sums are checked for decoders alone");
    check_control_inputs();
    start();
    int epoch = 0;
    for (const SumsMessageBits& sent : protocol_.messages) {
      check_order(sent.message);
      for (; epoch < sent.message.epoch; ++epoch) begin_epoch();
      check_message(sent);
    }
    begin_epoch();  // player -1's view after the last epoch
    check_output();
    report_.control_inputs = count_;
    report_.statement =
        fmt::format("{} control inputs, {} bits, {} sums: the protocol is right for every table of player {}", count_,
                    report_.bits, report_.identities, last_);
    return report_;
  }

 private:
  // By player, p = -1 first; then by control input.
  using Views = std::vector<std::vector<std::uint32_t>>;

  void require(bool holds, std::string_view what) const {
    if (!holds) throw CheckFailed(fmt::format("{}{}", where_, what));
  }

  void check_control_inputs() {
    where_ = "control inputs: ";
    const std::set<Input> listed(protocol_.control_inputs.begin(), protocol_.control_inputs.end());
    require(listed.size() == count_, "one is listed twice");
    const InputSet& inputs = instance_.inputs();
    if (instance_.restriction().by_tuples) {
      std::set<Input> projections;
      for (std::uint64_t k = 0; k < inputs.size(); ++k) {
        Input input = inputs.input(k);
        input.pop_back();
        projections.insert(std::move(input));
      }
      require(listed == projections, "they are not the projections of the allowed inputs");
      return;
    }
    require(count_ == inputs.stride(last_), "there are too few or too many");
    const InputIndex some_table = inputs.value(last_, 0);
    for (Input input : protocol_.control_inputs) {
      input.push_back(some_table);
      require(input.size() == static_cast<std::size_t>(instance_.task().players()) && inputs.contains(input),
              "one is no projection of an allowed input");
    }
  }

  void start() {
    for (Player p = first_player; p < last_; ++p) {
      auto& view = known_.emplace_back();
      for (const Input& x : protocol_.control_inputs) view.push_back(x[seat(p)]);
    }
    learned_.resize(known_.size());
    vectors_.resize(known_.size());
    received_before_.resize(known_.size());
  }

  void check_order(const Message& message) {
    where_ =
        fmt::format("message of player {} to player {} in epoch {}: ", message.sender, message.receiver, message.epoch);
    require(previous_ < static_cast<std::int64_t>(instance_.number(message)), "is not in its place");
    previous_ = static_cast<std::int64_t>(instance_.number(message));
  }

  /// What was received in the last epoch joins the control views.
  void begin_epoch() {
    for (std::size_t p = 0; p < known_.size(); ++p) {
      received_before_[p] = vectors_[p].size();
      std::map<std::vector<std::uint32_t>, std::uint32_t> number_of;
      std::vector<std::uint32_t> next;
      for (std::size_t x = 0; x < count_; ++x) {
        std::vector<std::uint32_t> view = {known_[p][x]};
        for (const std::vector<std::uint8_t>& bit : learned_[p]) view.push_back(bit[x]);
        next.push_back(
            number_of.try_emplace(std::move(view), static_cast<std::uint32_t>(number_of.size())).first->second);
      }
      known_[p] = std::move(next);
      learned_[p].clear();
    }
  }

  /// value(x) is the same wherever the control views of these players are.
  template <typename Value>
  void require_function(std::initializer_list<Player> players, Value value, std::string_view what) const {
    std::map<std::vector<std::uint32_t>, std::size_t> first_with;
    for (std::size_t x = 0; x < count_; ++x) {
      std::vector<std::uint32_t> views;
      for (const Player p : players) views.push_back(known_[seat(p)][x]);
      const std::size_t other = first_with.try_emplace(std::move(views), x).first->second;
      require(value(x) == value(other), what);
    }
  }

  void check_message(const SumsMessageBits& sent) {
    const Player from = sent.message.sender;
    const Player to = sent.message.receiver;
    require(sent.bits.size() <= instance_.bits(sent.message), "has more bits than its width");
    for (const SumsBit& bit : sent.bits) {
      ++report_.bits;
      std::vector<std::uint8_t> control(count_, 0);
      std::vector<Coordinates> vector;
      if (from == last_) {
        require(bit.data.empty() && bit.control.empty() && bit.added.empty(), "player L sends data only");
        require(bit.coordinates.size() == count_, "has no sum for some control input");
        require_function(
            {to}, [&](std::size_t x) { return bit.coordinates[x]; },
            "what is summed depends on more than the receiver's control view");
        const std::uint64_t coordinates = answer_bits(instance_) * instance_.task().tokens(last_);
        for (const Coordinates& summed : bit.coordinates) {
          require(std::adjacent_find(summed.begin(), summed.end(), std::greater_equal<>()) == summed.end(),
                  "has coordinates that are not ascending");
          require(summed.empty() || summed.back() < coordinates, "sums a coordinate that the last table does not have");
        }
        vector = bit.coordinates;
      } else {
        require(bit.coordinates.empty(), "only player L sends coordinates");
        require(bit.data.size() == count_ && bit.control.size() == count_ && bit.added.size() == count_,
                "says nothing for some control input");
        require_function(
            {to}, [&](std::size_t x) { return bit.data[x]; },
            "whether a bit is data depends on more than the receiver's control view");
        require_function(
            {to, from}, [&](std::size_t x) { return bit.control[x]; },
            "a control bit depends on more than the two control views");
        require_function(
            {to, from}, [&](std::size_t x) { return bit.added[x]; },
            "what is summed depends on more than the two control views");
        for (std::size_t x = 0; x < count_; ++x) {
          require(bit.data[x] <= 1 && bit.control[x] <= 1, "a bit is neither 0 nor 1");
          require(bit.data[x] == 0 || bit.control[x] == 0, "a bit is both data and control");
          require(bit.data[x] == 1 || bit.added[x].empty(), "a control bit is a sum");
          vector.push_back(sum(from, received_before_[seat(from)], bit.added[x], x));
        }
        control = bit.control;
      }
      learned_[seat(to)].push_back(std::move(control));
      vectors_[seat(to)].push_back(std::move(vector));
    }
  }

  Coordinates sum(Player p, std::size_t received, const std::vector<std::uint32_t>& added, std::size_t x) const {
    Coordinates result;
    for (const std::uint32_t k : added) {
      require(k < received, "sums a bit that was not received before");
      Coordinates longer;
      const Coordinates& other = vectors_[seat(p)][k][x];
      std::set_symmetric_difference(result.begin(), result.end(), other.begin(), other.end(),
                                    std::back_inserter(longer));
      result = std::move(longer);
    }
    return result;
  }

  void check_output() {
    where_ = "answer: ";
    const unsigned bits = answer_bits(instance_);
    require(protocol_.output.size() == bits, "has too few or too many bits");
    for (const auto& sums : protocol_.output) {
      require(sums.size() == count_, "has no sum for some control input");
      require_function(
          {first_player}, [&](std::size_t x) { return sums[x]; },
          "what is summed depends on more than player -1's control view");
    }
    for (std::size_t x = 0; x < count_ && bits > 0; ++x) {
      const std::uint64_t asked = instance_.task().asked_position(protocol_.control_inputs[x], last_) * bits;
      for (unsigned b = 0; b < bits; ++b) {
        require(sum(first_player, received_before_[0], protocol_.output[b][x], x) == Coordinates{asked + b},
                fmt::format("bit {} is not the entry asked for by control input {}", b, x));
        ++report_.identities;
      }
    }
  }

  const SumsProtocol& protocol_;
  const Instance& instance_;
  Player last_;
  std::size_t count_;
  std::string where_;
  std::int64_t previous_ = -1;
  Views known_;                                                  // control views before the epoch, as numbers
  std::vector<std::vector<std::vector<std::uint8_t>>> learned_;  // by player: the control bits of this epoch
  std::vector<std::vector<std::vector<Coordinates>>> vectors_;   // by player: the vector of each bit received
  std::vector<std::size_t> received_before_;                     // by player: the bits received before this epoch
  SumsReport report_;
};

}  // namespace

SumsReport check_sums_protocol(const SumsProtocol& protocol) { return SumsCheck(protocol).run(); }

SumsWitnessReport check_sums_witness(const SumsProtocol& protocol, const Budget& budget) {
  constexpr std::uint64_t most_inputs_replayed = std::uint64_t{1} << 20;
  SumsWitnessReport report{check_sums_protocol(protocol), std::nullopt, {}};
  if (can_be_tabulated(protocol) && protocol.instance->inputs().size() <= most_inputs_replayed) {
    report.tables = tabulate(protocol, budget);
    report.replayed = check_witness(*report.tables, budget);
  }
  return report;
}

}  // namespace arcsat
