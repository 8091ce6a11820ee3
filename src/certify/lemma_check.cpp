#include "certify/lemma_check.hpp"

#include <algorithm>

namespace arcsat::elaboration {

namespace {

std::size_t index(Var var) { return static_cast<std::size_t>(var.dimacs()); }

}  // namespace

LemmaCheck::LemmaCheck(ClauseStore& store, Propagation& propagation, std::int32_t variables)
    : store_(store),
      propagation_(propagation),
      trail_(propagation.trail()),
      assumed_(static_cast<std::size_t>(variables) + 1),
      needed_(static_cast<std::size_t>(variables) + 1),
      variables_(variables) {}

void LemmaCheck::explain(ClauseRef conflict, Justification& justification) {
  justification.clear();
  boundary_ = trail_.size();
  explain_above_boundary(conflict, justification.hints);
  explain_below_boundary(justification.hints);
  std::reverse(justification.hints.begin(), justification.hints.end());
}

bool LemmaCheck::check(ClauseRef lemma, Justification& justification) {
  justification.clear();
  const std::size_t top_level = trail_.size();
  boundary_ = top_level;
  ClauseRef conflict = assume_negation(lemma);
  if (conflict == no_clause) conflict = propagation_.propagate();
  bool redundant = true;
  if (conflict != no_clause) {
    explain_above_boundary(conflict, justification.hints);
    explain_below_boundary(justification.hints);
    std::reverse(justification.hints.begin(), justification.hints.end());
  } else {
    redundant = check_rat(lemma, justification);
  }
  release_assumed(lemma, Lit());
  propagation_.undo_to(top_level);
  return redundant;
}

/// If a literal of the lemma is already true, the clause that implied it contradicts the assumption that it is false.
/// Of several such literals the first of the trail counts: the derivation of another one could go through it.
ClauseRef LemmaCheck::assume_negation(ClauseRef lemma) {
  Lit implied;
  for (const Lit lit : store_[lemma].literals()) {
    ++assumed_[index(lit.var())];
    if (trail_.is_true(lit)) {
      const bool first = implied == Lit() || trail_.position(lit.var()) < trail_.position(implied.var());
      if (first) implied = lit;
    } else if (trail_.is_unassigned(lit)) {
      propagation_.assign(~lit, no_clause);
    }
  }
  return implied == Lit() ? no_clause : trail_.reason(implied.var());
}

void LemmaCheck::release_assumed(ClauseRef ref, Lit except) {
  for (const Lit lit : store_[ref].literals()) {
    if (lit != except) --assumed_[index(lit.var())];
  }
}

bool LemmaCheck::check_rat(ClauseRef lemma, Justification& justification) {
  if (store_[lemma].size() == 0) return false;
  const Lit negated_pivot = ~Lit::from_dimacs(static_cast<std::int32_t>(store_[lemma].tag));
  justification.rat = true;
  boundary_ = trail_.size();
  bool redundant = true;
  // The list grows: the refutation of one resolvent may bring further candidates into the core.
  for (std::size_t k = 0; redundant && k < core_with(negated_pivot).size(); ++k) {
    const ClauseRef candidate = core_with(negated_pivot)[k];
    if (!store_[candidate].active()) continue;
    justification.resolvents.push_back({candidate, {}});
    redundant = check_resolvent(candidate, negated_pivot, justification.resolvents.back().hints);
  }
  std::sort(justification.resolvents.begin(), justification.resolvents.end(),
            [](const auto& a, const auto& b) { return a.candidate < b.candidate; });
  explain_below_boundary(justification.hints);
  std::reverse(justification.hints.begin(), justification.hints.end());
  return redundant;
}

/// With the lemma's literals false already: refutes the candidate's other literals, too.
bool LemmaCheck::check_resolvent(ClauseRef candidate, Lit negated_pivot, std::vector<Hint>& hints) {
  const auto literals = store_[candidate].literals();
  const auto satisfied = std::find_if(literals.begin(), literals.end(),
                                      [&](Lit lit) { return lit != negated_pivot && trail_.is_true(lit); });
  if (satisfied != literals.end()) {
    need(satisfied->var());
    return true;
  }
  for (const Lit lit : literals) {
    if (lit == negated_pivot) continue;
    ++assumed_[index(lit.var())];
    if (trail_.is_unassigned(lit)) propagation_.assign(~lit, no_clause);
  }
  const ClauseRef conflict = propagation_.propagate();
  if (conflict != no_clause) {
    explain_above_boundary(conflict, hints);
    std::reverse(hints.begin(), hints.end());
  }
  release_assumed(candidate, negated_pivot);
  propagation_.undo_to(boundary_);
  return conflict != no_clause;
}

/// The literal of this variable must be derived by some hint, unless it is false by assumption.
void LemmaCheck::need(Var var) {
  if (assumed_[index(var)] > 0 || needed_[index(var)] > 0) return;
  needed_[index(var)] = 1;
  const std::uint32_t position = trail_.position(var);
  if (position >= boundary_) {
    ++needed_above_;
  } else {
    needed_below_.push_back(position);
    std::push_heap(needed_below_.begin(), needed_below_.end());
  }
}

void LemmaCheck::need_all_but(Var var, ClauseRef ref) {
  for (const Lit lit : store_[ref].literals()) {
    if (lit.var() != var) need(lit.var());
  }
}

/// Appends the conflict and the reasons that it needs, in the opposite order of propagation.
void LemmaCheck::explain_above_boundary(ClauseRef conflict, std::vector<Hint>& hints) {
  hints.push_back(use(conflict));
  need_all_but(Var(), conflict);
  for (std::size_t position = trail_.size(); needed_above_ > 0;) {
    const Var var = trail_[--position].var();
    if (needed_[index(var)] == 0) continue;
    needed_[index(var)] = 0;
    --needed_above_;
    hints.push_back(use(trail_.reason(var)));
    need_all_but(var, trail_.reason(var));
  }
}

void LemmaCheck::explain_below_boundary(std::vector<Hint>& hints) {
  while (!needed_below_.empty()) {
    std::pop_heap(needed_below_.begin(), needed_below_.end());
    const Var var = trail_[needed_below_.back()].var();
    needed_below_.pop_back();
    needed_[index(var)] = 0;
    hints.push_back(use(trail_.reason(var)));
    need_all_but(var, trail_.reason(var));
  }
}

Hint LemmaCheck::use(ClauseRef ref) {
  const bool first = !store_[ref].core();
  if (first) {
    propagation_.add_to_core(ref);
    if (core_occurrences_) {
      for (const Lit lit : store_[ref].literals()) (*core_occurrences_)[lit].push_back(ref);
    }
  }
  return {ref, first};
}

/// The clauses of the core that contain `lit`, among them some that are no longer active.
const std::vector<ClauseRef>& LemmaCheck::core_with(Lit lit) {
  if (!core_occurrences_) {
    core_occurrences_ = std::make_unique<Occurrences>(variables_);
    for (ClauseRef ref = store_.first(); ref != store_.end(); ref = store_.after(ref)) {
      if (!store_[ref].core() || !store_[ref].active()) continue;
      for (const Lit other : store_[ref].literals()) (*core_occurrences_)[other].push_back(ref);
    }
  }
  return (*core_occurrences_)[lit];
}

}  // namespace arcsat::elaboration
