#include "certify/propagation.hpp"

#include <algorithm>
#include <utility>

namespace arcsat::elaboration {

namespace {

constexpr std::uint64_t visits_between_checks = 1 << 14;

}  // namespace

std::int32_t Propagation::affordable(std::int32_t variables, const Budget& budget) {
  constexpr double bytes_per_variable = 4 * sizeof(std::vector<Watch>) + 14;  // two tables of two lists; the trail
  budget.require_memory(bytes_per_variable * variables, "the watches of the proof's variables");
  return variables;
}

// The higher, the better to watch. On the way back the trail loses its last literals, again and again; what is watched
// must then be the last of the clause to have become false, or, if a true literal excuses that, a true one that stays
// at least as long.
std::uint64_t Propagation::watch_rank(Lit lit) const {
  constexpr std::uint64_t unassigned = std::uint64_t{1} << 32;
  if (trail_.is_unassigned(lit)) return unassigned;
  const std::uint64_t position = trail_.position(lit.var());
  return trail_.is_false(lit) ? position : 2 * unassigned - position;
}

void Propagation::watch(ClauseRef ref) {
  const auto literals = store_[ref].literals();
  if (literals.size() < 2) return;
  // Mostly two literals are unassigned, and their values are quicker to fetch than positions.
  std::size_t unassigned = 0;
  for (std::size_t k = 0; k < literals.size() && unassigned < 2; ++k) {
    if (trail_.is_unassigned(literals[k])) std::swap(literals[unassigned++], literals[k]);
  }
  for (std::size_t k = unassigned; k < 2; ++k) {
    const auto rank_less = [this](Lit a, Lit b) { return watch_rank(a) < watch_rank(b); };
    const auto first = literals.begin() + static_cast<std::ptrdiff_t>(k);
    std::iter_swap(first, std::max_element(first, literals.end(), rank_less));
  }
  add_watches(ref, store_[ref].core() ? core_watches_ : other_watches_);
}

void Propagation::add_to_core(ClauseRef ref) {
  store_[ref].set_core();
  if (store_[ref].size() >= 2) add_watches(ref, core_watches_);
}

void Propagation::add_watches(ClauseRef ref, Watches& watches) {
  const auto literals = store_[ref].literals();
  const bool binary = literals.size() == 2;
  watches[literals[0]].emplace_back(ref, literals[1], binary);
  watches[literals[1]].emplace_back(ref, literals[0], binary);
}

void Propagation::unwatch_all() {
  for (Watches* const watches : {&core_watches_, &other_watches_}) {
    for (auto& list : watches->entries()) list = {};
  }
}

void Propagation::undo_to(std::size_t size) {
  trail_.undo_to(size);
  core_head_ = size;
  other_head_ = size;
}

ClauseRef Propagation::propagate() {
  other_cursor_ = {};
  while (true) {
    if (const ClauseRef conflict = propagate_core(); conflict != no_clause) {
      close_gap();
      return conflict;
    }
    if (other_head_ == trail_.size()) return no_clause;
    const Lit falsified = ~trail_[other_head_];
    const ClauseRef conflict = visit<false>(falsified, other_cursor_);
    if (conflict != no_clause) {
      close_gap();
      return conflict;
    }
    if (other_cursor_.next < other_watches_[falsified].size()) continue;  // a literal was implied: core clauses first
    close_gap();
    ++other_head_;
  }
}

ClauseRef Propagation::propagate_core() {
  while (core_head_ < trail_.size()) {
    Cursor cursor;
    const Lit falsified = ~trail_[core_head_++];
    const ClauseRef conflict = visit<true>(falsified, cursor);
    auto& list = core_watches_[falsified];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(cursor.kept),
               list.begin() + static_cast<std::ptrdiff_t>(cursor.next));
    if (conflict != no_clause) return conflict;
  }
  return no_clause;
}

void Propagation::close_gap() {
  if (other_cursor_.kept < other_cursor_.next) {
    auto& list = other_watches_[~trail_[other_head_]];
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(other_cursor_.kept),
               list.begin() + static_cast<std::ptrdiff_t>(other_cursor_.next));
  }
  other_cursor_ = {};
}

/// Visits the watches of a literal that has become false, from the cursor on, and moves the cursor. Stops at a clause
/// that is now false and returns it; outside the core stops also after a clause that implied a literal.
template <bool in_core>
ClauseRef Propagation::visit(Lit falsified, Cursor& cursor) {
  if (++visits_ % visits_between_checks == 0) budget_.check();
  Watches& watches = in_core ? core_watches_ : other_watches_;
  auto& list = watches[falsified];
  const std::size_t end = list.size();
  std::size_t next = cursor.next;
  std::size_t kept = cursor.kept;
  ClauseRef conflict = no_clause;
  while (next < end) {
    const Watch watch = list[next++];
    if (trail_.is_true(watch.blocker())) {
      list[kept++] = watch;
      continue;
    }
    const ClauseRef ref = watch.clause();
    Clause& clause = store_[ref];
    if (!clause.active() || (!in_core && clause.core())) continue;
    Lit other = watch.blocker();
    if (!watch.binary()) {
      const auto literals = clause.literals();
      if (literals[0] == falsified) std::swap(literals[0], literals[1]);
      other = literals[0];
      if (other != watch.blocker() && trail_.is_true(other)) {
        list[kept++] = Watch(ref, other, false);
        continue;
      }
      std::size_t k = 2;
      while (k < literals.size() && trail_.is_false(literals[k])) ++k;
      if (k < literals.size()) {
        literals[1] = literals[k];
        literals[k] = falsified;
        watches[literals[1]].emplace_back(ref, other, false);
        continue;
      }
    }
    list[kept++] = Watch(ref, other, watch.binary());
    if (trail_.is_false(other)) {
      conflict = ref;
      break;
    }
    trail_.assign(other, ref);
    if (!in_core) break;
  }
  cursor = {next, kept};
  return conflict;
}

std::size_t Propagation::bytes() const {
  std::size_t sum = trail_.bytes();
  for (const Watches* const watches : {&core_watches_, &other_watches_}) {
    sum += watches->bytes();
    for (const auto& list : watches->entries()) sum += list.capacity() * sizeof(Watch);
  }
  return sum;
}

}  // namespace arcsat::elaboration
