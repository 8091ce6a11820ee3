#include "certify/top_level.hpp"

namespace arcsat::elaboration {

ClauseRef TopLevel::add(ClauseRef ref) {
  store_[ref].set_active(true);
  if (store_[ref].tautology()) return no_clause;
  propagation_.watch(ref);
  const auto literals = store_[ref].literals();
  if (literals.empty()) return ref;
  const Trail& trail = propagation_.trail();
  if (literals.size() > 1 && !trail.is_false(literals[1])) return no_clause;
  const Lit lit = literals[0];
  if (trail.is_false(lit)) return ref;
  if (trail.is_unassigned(lit)) {
    levels_.push_back({ref, trail.size()});
    propagation_.assign(lit, ref);
    return no_clause;
  }
  // A unit lemma spares later lemmas the derivation of its literal. The old reason may then be deleted: until the way
  // back reaches this lemma nobody asks for it, and there it is active again.
  const ClauseRef reason = trail.reason(lit.var());
  if (literals.size() == 1 && store_[reason].size() > 1) {
    old_reasons_.push_back({ref, reason});
    propagation_.set_reason(lit.var(), ref);
  }
  return no_clause;
}

void TopLevel::remove(ClauseRef ref) { store_[ref].set_active(false); }

bool TopLevel::is_reason(ClauseRef ref) const {
  const auto literals = store_[ref].literals();
  const Trail& trail = propagation_.trail();
  for (std::size_t k = 0; k < 2 && k < literals.size(); ++k) {  // what a clause implies is one of the watched two
    if (trail.is_true(literals[k]) && trail.reason(literals[k].var()) == ref) return true;
  }
  return false;
}

void TopLevel::restore(ClauseRef ref) {
  store_[ref].set_active(true);
  propagation_.watch(ref);
}

void TopLevel::retract(ClauseRef ref) {
  store_[ref].set_active(false);
  if (!levels_.empty() && levels_.back().lemma == ref) {
    propagation_.undo_to(levels_.back().trail_size);
    levels_.pop_back();
  }
  if (!old_reasons_.empty() && old_reasons_.back().lemma == ref) {
    propagation_.set_reason(store_[ref].literals()[0].var(), old_reasons_.back().reason);
    old_reasons_.pop_back();
  }
}

}  // namespace arcsat::elaboration
