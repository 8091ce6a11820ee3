// Unit propagation with two watched literals, core clauses before the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/budget.hpp"
#include "certify/clause_store.hpp"
#include "certify/literal_map.hpp"
#include "certify/trail.hpp"

namespace arcsat::elaboration {

/// Preferring clauses that are in the core already keeps the core, and with it the work and the LRAT proof, small
/// (Heule, Hunt, Wetzler: Trimming while checking clausal proofs, FMCAD 2013).
class Propagation {
 public:
  /// Throws LimitReached if the variables alone would exceed the budget's memory limit.
  Propagation(ClauseStore& store, std::int32_t variables, const Budget& budget)
      : store_(store),
        budget_(budget),
        trail_(affordable(variables, budget)),
        core_watches_(variables),
        other_watches_(variables) {}

  const Trail& trail() const { return trail_; }

  /// Makes an unassigned literal true; it is propagated by the next call of `propagate`.
  void assign(Lit lit, ClauseRef reason) { trail_.assign(lit, reason); }
  void set_reason(Var var, ClauseRef reason) { trail_.set_reason(var, reason); }

  /// Watches an active clause from now on, unless it has fewer than two literals; reorders its literals so that the
  /// first two are good to watch. The second of them is false only if at most one literal of the clause is not.
  void watch(ClauseRef ref);

  /// Puts a clause into the core: from now on it is propagated before all that are not.
  void add_to_core(ClauseRef ref);

  /// Forgets all watches. Clauses that are no longer active need no such call: their watches vanish when met.
  void unwatch_all();

  /// Propagates to the fixpoint. Returns a clause whose literals are all false, or no_clause.
  ClauseRef propagate();

  /// Keeps the first `size` literals of the trail, all of which must have been propagated before.
  void undo_to(std::size_t size);

  std::size_t bytes() const;

 private:
  /// A watched clause in four bytes, and another literal of the clause: if it is true, the clause need not be looked
  /// at. In a clause of two literals it is the other one.
  class Watch {
   public:
    Watch(ClauseRef ref, Lit blocker, bool binary)
        : word_(static_cast<std::uint32_t>(ref) | (binary ? binary_bit : 0)), blocker_(blocker) {}
    ClauseRef clause() const { return ClauseRef{word_ & ~binary_bit}; }
    bool binary() const { return (word_ & binary_bit) != 0; }
    Lit blocker() const { return blocker_; }

   private:
    static constexpr std::uint32_t binary_bit = 1U << 31;
    std::uint32_t word_;
    Lit blocker_;
  };
  using Watches = LiteralMap<std::vector<Watch>>;

  /// How far a list of watches has been visited; what lies between `kept` and `next` has been dropped.
  struct Cursor {
    std::size_t next = 0;
    std::size_t kept = 0;
  };

  static std::int32_t affordable(std::int32_t variables, const Budget& budget);
  template <bool in_core>
  ClauseRef visit(Lit falsified, Cursor& cursor);
  ClauseRef propagate_core();
  void close_gap();
  std::uint64_t watch_rank(Lit lit) const;
  void add_watches(ClauseRef ref, Watches& watches);

  ClauseStore& store_;
  const Budget& budget_;
  Trail trail_;
  Watches core_watches_;
  Watches other_watches_;       // here a watch of a core clause is a leftover
  std::size_t core_head_ = 0;   // literals before it have met the core clauses
  std::size_t other_head_ = 0;  // literals before it have met the other clauses, too
  Cursor other_cursor_;         // in the list of the literal at other_head_
  std::uint64_t visits_ = 0;
};

}  // namespace arcsat::elaboration
