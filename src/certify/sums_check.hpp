// Checks a protocol of sums by its vectors: for all tables of player L at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/budget.hpp"
#include "certify/witness.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

/// What the check proved.
struct SumsReport {
  std::uint64_t control_inputs = 0;
  /// Bits that are sent.
  std::uint64_t bits = 0;
  /// Sums that were compared with the coordinate that is asked for.
  std::uint64_t identities = 0;
  /// "16 control inputs, 12 bits, 16 sums: the protocol is right for every table of player 2".
  std::string statement;
};

/// Throws CheckFailed, saying where, unless the protocol solves its instance.
///
/// Proof that what passes is a protocol that is right on every allowed input. Let K_t(p) be the control view of player
/// p < L after epoch t: its input, and of each bit received until then its control value, 0 where it is data. The check
/// is, for all control inputs x, x':
///  1. They are exactly the projections of the allowed inputs.
///  2. Whether a bit of a message j → i in epoch t is data is a function of K_{t-1}(i). What is summed for it, and its
///     control value, are functions of K_{t-1}(i) and K_{t-1}(j); of K_{t-1}(i) alone if j = L. What is summed of
///     received bits was received before epoch t.
///  3. What is summed for a bit of the answer is a function of K_E(-1), and of bits that player -1 received.
///  4. With each data bit replaced by the vector of the coordinates of z_L that it sums (a sum of received bits by the
///     sum of their vectors at x, where a bit that is control counts 0), the vector of bit b of the answer at x is the
///     unit vector of coordinate r·p + b, p being the position that x asks for (Task::asked_position).
/// By induction on t each player's real view determines its control view: by 2, it determines which of the bits that
/// the player receives in epoch t are data, and the value of the others is in the view. So by 2 again both ends' views
/// determine what each bit is, and the sender can form it: player L knows z_L, any other has received the data bits
/// that are summed, knowing which of them are data. By 4 and induction a data bit's value is the sum of the coordinates
/// in its vector, for every z_L; hence by 3 player -1's view determines the answer's bits, and they are those of z_L's
/// entry at the position asked for, which is the task's answer.
SumsReport check_sums_protocol(const SumsProtocol& protocol);

/// What a witness of sums is judged by: its vectors and, with at most 2^20 inputs, a replay of its tables.
struct SumsWitnessReport {
  SumsReport sums;
  /// The same protocol as tables, and what their replay proved; none of an instance with more inputs.
  std::optional<Protocol> tables;
  WitnessReport replayed;
};

/// Throws CheckFailed as both checks do, LimitReached when the budget is spent.
SumsWitnessReport check_sums_witness(const SumsProtocol& protocol, const Budget& budget);

}  // namespace arcsat
