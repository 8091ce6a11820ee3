// What follows from what a view knows: the rules by which closed forms are checked.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "certify/closed_form_terms.hpp"
#include "protocol/scheme.hpp"

namespace arcsat {

/// Bit k stands for the k-th bit of each entry of a quantity.
using BitSet = std::uint64_t;

/// These bits of a quantity are known to a holder once it has received so many slots.
struct Fact {
  Quantity quantity;  // plain
  BitSet bits;
  std::uint32_t received;
};

/// What two views, or one, know together.
///
/// Rules. "Known" is: a function of the facts. Let a fact be bits of i_l as a function of F, its start and its queries,
/// and let the bits of i_l as a function of G be asked for. What is in neither of two such lists is as the input has it.
///  1. *No start, in either.* If each w_k in G is in F, and each w_k in F is in G or known, then the fact's bits are
///     known of what is asked: put the known w_k into the fact's table.
///  2. *The fact has the start s.* What it says of i_l is a function of i_s and the w_k with k ≥ s: the steps s+1 … l. Of
///     these queries let each in G be in F, and each in F be in G or known. Then the fact's bits are known of what is
///     asked, if i_s is known, all its bits, as a function of the start of G and the queries below s in G: compose the
///     two tables. If s is the start of G, i_s is the argument itself, and nothing is needed. (If the start of G is above
///     s, nothing follows: the fact speaks of the i_l that comes of i_s alone.)
///  3. A value of which there is only one is known.
/// The bits of several facts about the same quantity are known together. In 2, i_s is asked for with the same rules;
/// s < l, so this ends.
class Deduction {
 public:
  Deduction(const Task& task, std::vector<const Fact*> facts);

  /// The bits that are known of each entry of a quantity.
  BitSet known(const Quantity& quantity);
  bool knows_all(const Quantity& quantity);
  /// Whether an item is known; of a single digit, its bits from `first` on, `bits` of them, are enough.
  bool knows(const Item& item);
  bool knows(const Term& term);

 private:
  BitSet follows(const Fact& fact, const Quantity& asked);
  bool covers(const Quantity& fact, const Quantity& asked, Player from);
  bool knows_query(Player k);

  const Task& task_;
  std::vector<const Fact*> facts_;
  std::map<Quantity, BitSet> asked_before_;
};

/// What each holder knows, slot by slot. A slot's terms must be there before a view that has received it is asked about.
class Knowledge {
 public:
  /// All must outlive it.
  Knowledge(const Task& task, const Scheme& scheme, const std::map<std::size_t, std::vector<Term>>& slots);

  Deduction of(const View& view);
  Deduction of(const View& one, const View& other);

 private:
  struct Holder {
    std::deque<Fact> facts;  // deductions point to them
    std::uint32_t received = 0;
    /// Of numbers that were heard in part: which bits, as disjoint intervals.
    std::map<std::vector<Item>, std::map<std::uint64_t, std::uint64_t>> parts;
  };

  void add_facts(const View& view, std::vector<const Fact*>& facts);
  void hear(Holder& holder, const Term& term);
  void learn(Holder& holder, const Quantity& quantity, BitSet bits) const;

  const Task& task_;
  const Scheme& scheme_;
  const std::map<std::size_t, std::vector<Term>>& slots_;
  std::map<Player, Holder> holders_;
};

}  // namespace arcsat
