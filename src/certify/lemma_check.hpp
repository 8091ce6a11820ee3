// Whether a lemma follows from the active clauses, and from which: RUP and RAT.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "certify/clause_store.hpp"
#include "certify/justification.hpp"
#include "certify/literal_map.hpp"
#include "certify/propagation.hpp"

namespace arcsat::elaboration {

/// Every clause that a justification uses joins the core.
class LemmaCheck {
 public:
  LemmaCheck(ClauseStore& store, Propagation& propagation, std::int32_t variables);

  /// Justifies the empty clause by a clause that is false on the trail.
  void explain(ClauseRef conflict, Justification& justification);

  /// Checks a lemma that has just been retracted, while nothing but the top level is on the trail. Returns false if it
  /// is neither RUP nor RAT on its pivot.
  ///
  /// A RAT lemma must be resolved with every clause that contains its negated pivot. Here these are the clauses of the
  /// core alone: the others have no use after this lemma, so in the trimmed proof they are deleted before it.
  bool check(ClauseRef lemma, Justification& justification);

 private:
  using Occurrences = LiteralMap<std::vector<ClauseRef>>;

  ClauseRef assume_negation(ClauseRef lemma);
  void release_assumed(ClauseRef ref, Lit except);
  bool check_rat(ClauseRef lemma, Justification& justification);
  bool check_resolvent(ClauseRef candidate, Lit negated_pivot, std::vector<Hint>& hints);
  void need(Var var);
  void need_all_but(Var var, ClauseRef ref);
  void explain_above_boundary(ClauseRef conflict, std::vector<Hint>& hints);
  void explain_below_boundary(std::vector<Hint>& hints);
  Hint use(ClauseRef ref);
  const std::vector<ClauseRef>& core_with(Lit lit);

  ClauseStore& store_;
  Propagation& propagation_;
  const Trail& trail_;

  std::vector<std::uint8_t> assumed_;  // by variable: how many of lemma and candidate contain it false
  std::vector<std::uint8_t> needed_;   // by variable: some hint needs its literal

  // Literals at or above the boundary, those of one resolvent, are explained by walking down the trail; those below,
  // which resolvents share and of which a lemma needs few, by a heap of positions.
  std::size_t boundary_ = 0;
  std::size_t needed_above_ = 0;
  std::vector<std::uint32_t> needed_below_;

  std::unique_ptr<Occurrences> core_occurrences_;  // made by the first lemma that is not RUP
  std::int32_t variables_;
};

}  // namespace arcsat::elaboration
