// The messages of a protocol of sums: what each of their bits may be, and the variables that say so.
#pragma once

#include <memory>
#include <vector>

#include "cnf/formula.hpp"
#include "encoders/control_inputs.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// Values that several projections of the control inputs (at a receiver's level) have in common are rows.
struct ControlRows {
  std::vector<std::uint32_t> of;     // by projection: its row
  std::vector<std::uint32_t> group;  // by row: the receiver's input, renumbered without gaps
  std::uint64_t count() const { return group.size(); }
};

/// A bit of a message, by the message's place in the shape.
struct SentBit {
  std::size_t message;
  unsigned bit;
};

/// A message that has bits and matters. Below, x is a projection of the control inputs at its receiver's level.
struct SumsMessage {
  Message message;
  std::size_t number;  // the instance's
  unsigned width;
  bool control;                   // its bits may be control bits: the sender is not player L
  bool data;                      // its bits may be data: the sender is player L, or may hold data
  std::vector<std::size_t> held;  // the earlier messages to its sender, if not player L, whose bits may be data
  std::size_t held_bits;          // the bits of those

  ControlRows pair_rows;      // what is a function of both views
  ControlRows receiver_rows;  // what is a function of the receiver's view
  ControlRows vector_rows;    // what depends on the vectors that the sender holds

  Block controls;      // by pair row, bit and 0
  Block coefficients;  // by pair row, bit and held bit
  Block flags;         // by receiver row, bit and 0
  Block vectors;       // by vector row, bit and coordinate

  bool mixed() const { return control && data; }
};

/// Makes the variables of all messages. A player "hears" if it receives bits that may be control bits.
class SumsShape {
 public:
  /// Throws LimitReached if the control inputs, the messages or the variables are too many.
  explicit SumsShape(const DecoderInstance& instance);

  const ControlInputs& controls() const { return controls_; }
  const std::vector<SumsMessage>& messages() const { return messages_; }
  Player last_player() const { return last_player_; }
  int epochs() const { return epochs_; }
  /// The bits that the sender may hold as data, in the order of their coefficients.
  std::vector<SentBit> held_by_sender(const SumsMessage& sent) const;
  /// Whether player p has heard anything by the end of `epoch`.
  bool hears(Player p, int epoch) const;
  /// The projection at level `at` that a projection at level `level` ≤ `at` has.
  std::uint64_t projection(Player at, Player level, std::uint64_t of) const {
    return controls_.set().projection(at, controls_.set().first_input(level, of));
  }

  /// κ(x): the message's bit, unless it is data.
  Var control(const SumsMessage& sent, std::uint64_t x, unsigned bit) const;
  /// Whether the bit is data; only of mixed messages.
  Var flag(const SumsMessage& sent, std::uint64_t x, unsigned bit) const;
  /// Whether the sender adds the k-th bit that it holds; only of mixed messages.
  Var coefficient(const SumsMessage& sent, std::uint64_t x, unsigned bit, std::size_t k) const;
  /// A coordinate of v(x); only of messages that may be data.
  Var vector(const SumsMessage& sent, std::uint64_t x, unsigned bit, unsigned coordinate) const;

  /// All of them, without clauses.
  const Formula& variables() const { return variables_; }

 private:
  void add_message(const Instance& instance, const Message& message);
  void make_variables();

  ControlInputs controls_;
  Player last_player_;
  int epochs_;
  std::vector<SumsMessage> messages_;
  Formula variables_;
  std::vector<std::vector<bool>> hears_;  // by player, then epoch
};

}  // namespace arcsat
