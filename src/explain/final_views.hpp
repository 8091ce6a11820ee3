// What the answerer sees at last on every input, and what that leaves open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// How far the messages of a protocol are from telling the answer. A *confusion* is a final view of whoever answers that
/// belongs to inputs with two right answers or more.
struct Confusions {
  std::uint64_t inputs = 0;
  std::uint64_t views = 0;
  std::uint64_t confused = 0;
  /// Of the inputs so many get a wrong answer at least, whatever is answered.
  std::uint64_t least_wrong = 0;
  /// So many get a wrong answer, or none, by the protocol's own answers.
  std::uint64_t wrong = 0;
};

/// Every allowed input, run once.
class FinalViews {
 public:
  static constexpr std::uint64_t most_inputs = std::uint64_t{1} << 22;

  /// The protocol must outlive it. Throws Unsupported for more inputs, CheckFailed where a row is missing, LimitReached when the
  /// budget is spent.
  FinalViews(const Protocol& protocol, const Budget& budget);

  const Protocol& protocol() const { return protocol_; }
  const Instance& instance() const { return protocol_.instance(); }
  std::uint64_t inputs() const { return view_of_.size(); }
  /// Of input number k: its parts by player's seat, its final view, its right answer.
  std::span<const InputIndex> input(std::uint64_t k) const { return std::span(parts_).subspan(k * players_, players_); }
  std::uint32_t view(std::uint64_t k) const { return view_of_[k]; }
  std::uint32_t answer(std::uint64_t k) const { return answer_of_[k]; }
  /// Whether the protocol's own answer is right.
  bool answered_right(std::uint64_t k) const { return answered_right_[k]; }
  const Confusions& confusions() const { return confusions_; }

 private:
  void count();

  const Protocol& protocol_;
  std::size_t players_;
  std::vector<InputIndex> parts_;
  std::vector<std::uint32_t> view_of_;
  std::vector<std::uint32_t> answer_of_;
  std::vector<bool> answered_right_;
  Confusions confusions_;
};

}  // namespace arcsat
