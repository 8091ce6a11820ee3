// One way to fill every slot of a scheme with what is of use to its receiver.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/budget.hpp"
#include "certify/closed_form.hpp"
#include "certify/deduction.hpp"

namespace arcsat {

/// What a way to fill slots may choose.
struct Filling {
  /// Whether those who pass bits on are given different ones.
  bool share_out = true;
  /// Whether who answers hears of rows before it knows which entry counts.
  bool rows = true;
  /// What a thought carries first if it cannot carry all.
  enum class Thought { position, queries, answer } thought = Thought::position;
  /// All inputs are gathered by this player, which hears everyone (an encoder).
  std::optional<Player> gatherer = {};
};

/// Of a view, β is the greatest l such that it knows i_l. What is of use to a receiver, the first most:
///  - i_l for l > β, the greatest first, bit by bit: all that follows from what both ends know;
///  - to a player r ≥ 1 which does not know i_{r-1}: i_l, l > r, as a function of i_{r-1} and the queries it does not know,
///    one bit of all entries after the other, which it can look up for others;
///  - the queries;
///  - to who answers, from player l: a bit of the row z_l(w_{l-1}, ·), the highest first.
/// A player that passes bits on gets, of each epoch, no more bits that are not on their way yet than it can pass on in
/// the next. A thought carries the greatest i_l that is known, bits of later ones and the queries that still count.
class SlotFiller {
 public:
  SlotFiller(std::shared_ptr<const Instance> instance, const Filling& filling);

  ClosedForm fill(const Budget& budget);

 private:
  /// A number that is sent in pieces.
  struct Part {
    std::vector<Item> items;
    std::uint64_t sent = 0;
  };

  void fill_message();
  void fill_thought();
  void send_tables(Player receiver);
  void send_queries();
  void send_row();
  void send_all_of(Player sender);

  void send(const Quantity& quantity, bool to_pass_on);
  /// Highest bit first, and only if it is one that is not on its way.
  void send_digit(const Quantity& quantity, BitSet bits);
  void send_part(const std::vector<Item>& items);
  bool can_finish(std::uint64_t bits) const;

  Quantity value(Player l) const { return {Quantity::Kind::intermediate, l, std::nullopt, {}}; }
  static Quantity query(Player k) { return {Quantity::Kind::query, k, std::nullopt, {}}; }
  Player known_until(Deduction& view) const;

  std::shared_ptr<const Instance> instance_;
  const Task& task_;
  const Scheme& scheme_;
  Filling filling_;
  ClosedForm form_;
  Knowledge knowledge_;

  /// Of i_l: the bits that who answers knows or will be told.
  std::map<Player, BitSet> on_their_way_;
  /// By receiver: numbers that it has heard in part.
  std::map<Player, std::vector<Part>> parts_;

  // Of the slot that is being filled:
  const Slot* slot_ = nullptr;
  std::vector<Term> terms_;
  std::uint64_t left_ = 0;
  std::optional<Deduction> both_;
  std::optional<Deduction> receiver_;
  Player beta_ = -1;
  // Of its receiver, in its epoch:
  std::pair<Player, int> hearing_ = {0, -1};
  std::map<Quantity, BitSet> heard_;
  std::uint64_t fresh_ = 0;
};

}  // namespace arcsat
