// What follows from the active clauses by unit propagation alone, forth and back along the proof.
#pragma once

#include <cstddef>
#include <vector>

#include "certify/clause_store.hpp"
#include "certify/propagation.hpp"

namespace arcsat::elaboration {

/// On the way forth the trail only grows, since no reason is ever deleted. So what was true before a lemma was added is
/// a prefix of the trail, and on the way back cutting the trail there undoes the lemma and all that hinged on it, with
/// nothing to propagate again.
class TopLevel {
 public:
  TopLevel(ClauseStore& store, Propagation& propagation) : store_(store), propagation_(propagation) {}

  /// Forth: makes a clause active and assigns its literal if it is unit. Returns it if it is false, or no_clause. Does
  /// not propagate, so that the formula's clauses can all be added first.
  ClauseRef add(ClauseRef ref);

  /// Forth: whether the clause is the reason of a literal, so that its deletion must be ignored.
  bool is_reason(ClauseRef ref) const;

  /// Forth: deletes a clause that is not a reason.
  void remove(ClauseRef ref);

  /// Back: undoes `remove`.
  void restore(ClauseRef ref);

  /// Back: undoes `add`. Lemmas must come in the opposite order.
  void retract(ClauseRef ref);

 private:
  /// The trail before a lemma implied a literal.
  struct Level {
    ClauseRef lemma;
    std::size_t trail_size;
  };
  /// The reason that a literal had before a unit lemma became it.
  struct OldReason {
    ClauseRef lemma;
    ClauseRef reason;
  };

  ClauseStore& store_;
  Propagation& propagation_;
  std::vector<Level> levels_;
  std::vector<OldReason> old_reasons_;
};

}  // namespace arcsat::elaboration
