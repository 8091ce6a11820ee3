// Protocols that only ever add up player L's table: a few vectors in place of a row per view.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// Coordinates of player L's table that are summed, ascending.
using Coordinates = std::vector<std::uint64_t>;

/// The coordinates whose bits in a number are 1, coordinate 0 in bit 0.
Coordinates coordinates_in(std::uint64_t bits);

/// One bit of a message, by control input: either data, a sum over F_2 of bits of player L's table, or control, which
/// that table does not enter.
struct SumsBit {
  /// Whether it is data. Of a message from player L: always, and left out here.
  std::vector<std::uint8_t> data;
  /// Its value where it is control, 0 where it is data. Of a message from player L: left out.
  std::vector<std::uint8_t> control;
  /// Of a message from player L: which coordinates of its table are summed.
  std::vector<Coordinates> coordinates;
  /// Of other messages: which bits that the sender has received before are summed, where they are data; in the order of
  /// the messages to the sender, then of their bits.
  std::vector<std::vector<std::uint32_t>> added;
};

struct SumsMessageBits {
  Message message;
  std::vector<SumsBit> bits;
};

/// The control inputs are the projections (w, z_0 … z_{L-1}) of the allowed inputs. With r the least number such that
/// q_L ≤ 2^r, coordinate r·p + b of z_L is bit b of its entry at position p of its domain.
///
/// On (x, z_L) a bit is control(x) where it is control; where it is data it is the sum of those coordinates of z_L or
/// of those received data bits. Bit b of the answer is the sum of the bits output[b][x] that player -1 has received,
/// where these are data. For this to be a protocol, what is chosen at x must be the same wherever the players' views
/// are: see check_sums_protocol, which alone says that it is one.
struct SumsProtocol {
  std::shared_ptr<const Instance> instance;
  std::vector<Input> control_inputs;
  /// Ascending by the instance's number; messages that are left out are 0.
  std::vector<SumsMessageBits> messages;
  std::vector<std::vector<std::vector<std::uint32_t>>> output;
};

/// r of an instance.
unsigned answer_bits(const Instance& instance);

/// Whether the protocol can be written as tables: inputs are numbered, and no message has more than 31 bits.
bool can_be_tabulated(const SumsProtocol& protocol);

/// The same protocol as tables, with a row for each view that an allowed input reaches. Every list must be as long as
/// the control inputs, and sums be of bits that were received, as check_sums_protocol finds. Throws CheckFailed if equal
/// views need different messages or answers, LimitReached when the budget is spent.
Protocol tabulate(const SumsProtocol& protocol, const Budget& budget);

}  // namespace arcsat
