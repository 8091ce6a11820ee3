#include "arcsat/certify/lrat_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <span>

#include "arcsat/base/budget.hpp"
#include "arcsat/base/error.hpp"

namespace arcsat {

namespace {

using Clause = std::span<const std::int32_t>;

/// The clauses that are alive, by id. A clause lies in one arena as its length and its literals (DIMACS numbers); a
/// hash table with open addressing says where, so that memory follows the live clauses and not the largest id.
class LiveClauses {
 public:
  void insert(std::int64_t id, Clause clause) {
    if (3 * (live_ + 1) > 2 * table_.size()) rehash(std::max<std::size_t>(64, 2 * table_.size()));
    table_[slot_of(id)] = {id, arena_.size()};
    ++live_;
    arena_.push_back(static_cast<std::int32_t>(clause.size()));
    arena_.insert(arena_.end(), clause.begin(), clause.end());
  }

  std::optional<Clause> find(std::int64_t id) const {
    const Slot& slot = table_[slot_of(id)];
    if (slot.id == 0) return std::nullopt;
    return Clause(arena_.data() + slot.begin + 1, static_cast<std::size_t>(arena_[slot.begin]));
  }

  /// The clause must be alive.
  void erase(std::int64_t id) {
    std::size_t hole = slot_of(id);
    garbage_ += static_cast<std::size_t>(arena_[table_[hole].begin]) + 1;
    --live_;
    // Later entries of the same run move up, so that no search ends at the hole that is left.
    const std::size_t mask = table_.size() - 1;
    for (std::size_t next = (hole + 1) & mask; table_[next].id != 0; next = (next + 1) & mask) {
      if (((next - home(table_[next].id)) & mask) < ((next - hole) & mask)) continue;
      table_[hole] = table_[next];
      hole = next;
    }
    table_[hole].id = 0;
    if (garbage_ > (1 << 20) && 2 * garbage_ > arena_.size()) compact();
  }

  double bytes() const {
    return 4.0 * static_cast<double>(arena_.capacity()) + sizeof(Slot) * static_cast<double>(table_.size());
  }

 private:
  struct Slot {
    std::int64_t id = 0;  // 0: free
    std::size_t begin = 0;
  };

  std::size_t home(std::int64_t id) const {
    return static_cast<std::size_t>((static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15U) >> shift_);
  }

  /// The slot of `id`, or the free slot where it would go.
  std::size_t slot_of(std::int64_t id) const {
    std::size_t slot = home(id);
    while (table_[slot].id != id && table_[slot].id != 0) slot = (slot + 1) & (table_.size() - 1);
    return slot;
  }

  void rehash(std::size_t size) {
    std::vector<Slot> old(size);
    old.swap(table_);
    shift_ = std::countl_zero(size - 1);
    for (const Slot& slot : old) {
      if (slot.id != 0) table_[slot_of(slot.id)] = slot;
    }
  }

  void compact() {
    std::vector<Slot*> slots;
    slots.reserve(live_);
    for (Slot& slot : table_) {
      if (slot.id != 0) slots.push_back(&slot);
    }
    std::sort(slots.begin(), slots.end(), [](const Slot* a, const Slot* b) { return a->begin < b->begin; });
    std::size_t end = 0;
    for (Slot* slot : slots) {
      const auto words = static_cast<std::size_t>(arena_[slot->begin]) + 1;
      std::memmove(&arena_[end], &arena_[slot->begin], words * sizeof(std::int32_t));
      slot->begin = end;
      end += words;
    }
    arena_.resize(end);
    garbage_ = 0;
  }

  std::vector<std::int32_t> arena_;
  std::vector<Slot> table_ = std::vector<Slot>(64);  // a power of two, at most two thirds full
  int shift_ = 58;
  std::size_t live_ = 0;
  std::size_t garbage_ = 0;
};

class LratChecker {
 public:
  LratChecker(const Formula& formula, LratReader& reader, const Budget& budget) : reader_(reader), budget_(budget) {
    report_.variables = variables_ = formula.variables();
    report_.clauses = last_id_ = formula.clauses();
    used_.resize(static_cast<std::size_t>(report_.clauses) + 1);
    values_.resize(2 * static_cast<std::size_t>(variables_) + 1);
    occurrences_.resize(values_.size());
    std::vector<std::int32_t> literals;
    for (std::int64_t k = 0; k < formula.clauses(); ++k) {
      literals.clear();
      for (const Lit lit : formula.clause(k)) literals.push_back(lit.dimacs());
      // A literal that is written twice would be counted twice among the clauses with this literal.
      std::sort(literals.begin(), literals.end());
      literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
      if (std::any_of(literals.begin(), literals.end(), [&](std::int32_t lit) { return !in_range(lit); })) {
        throw CheckFailed(fmt::format("clause {} of the formula has a literal that is no literal of it", k + 1));
      }
      insert(k + 1, literals);
      if (k % 4096 == 0) watch_budget();
    }
  }

  LratReport run() {
    for (bool refuted = false; !refuted;) {
      if (!reader_.next(step_)) reader_.fail("the proof ends without the empty clause");
      if (++steps_ % 4096 == 0) watch_budget();
      if (step_.deletion) {
        for (const std::int64_t id : step_.hints) erase(id);
      } else {
        check_lemma();
        refuted = step_.literals.empty();
      }
    }
    if (reader_.next(step_)) reader_.fail("more after the empty clause");
    report_.clauses_used = std::count(used_.begin(), used_.end(), true);
    report_.proof_bytes = reader_.bytes();
    return report_;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    reader_.fail(fmt::format("step {}{}: {}", step_.id, step_.deletion ? " (deletion)" : "", what));
  }

  bool in_range(std::int32_t lit) const { return lit != 0 && lit >= -variables_ && lit <= variables_; }
  std::size_t index(std::int32_t lit) const { return static_cast<std::size_t>(std::int64_t{variables_} + lit); }
  /// 1 true, -1 false, 0 unassigned.
  int value(std::int32_t lit) const { return values_[index(lit)]; }

  void assign(std::int32_t lit) {
    values_[index(lit)] = 1;
    values_[index(-lit)] = -1;
    trail_.push_back(lit);
  }

  void unassign_down_to(std::size_t size) {
    for (; trail_.size() > size; trail_.pop_back()) values_[index(trail_.back())] = values_[index(-trail_.back())] = 0;
  }

  void insert(std::int64_t id, Clause clause) {
    clauses_.insert(id, clause);
    for (const std::int32_t lit : clause) ++occurrences_[index(lit)];
  }

  Clause find(std::int64_t id, const char* role) const {
    const std::optional<Clause> clause = clauses_.find(id);
    if (!clause) fail(fmt::format("{} {} is no live clause", role, id));
    return *clause;
  }

  void erase(std::int64_t id) {
    for (const std::int32_t lit : find(id, "the deleted")) --occurrences_[index(lit)];
    clauses_.erase(id);
    ++report_.deletions;
  }

  void check_lemma() {
    if (step_.id <= last_id_) fail(fmt::format("its id is not larger than {}", last_id_));
    last_id_ = step_.id;
    for (const std::int32_t lit : step_.literals) {
      if (!in_range(lit))
        fail(fmt::format("the variable of literal {} is not one of the formula's {}", lit, variables_));
      if (value(lit) < 0) fail(fmt::format("literal {} occurs twice in the lemma", lit));
      if (value(lit) > 0) fail(fmt::format("the lemma is a tautology in variable {}", std::abs(lit)));
      assign(-lit);
    }
    std::size_t next = 0;
    if (conflict(next)) {
      expect_no_hint_at(next);
    } else {
      check_rat(next);
    }
    unassign_down_to(0);
    insert(step_.id, step_.literals);
    ++report_.lemmas;
    report_.hints += static_cast<std::int64_t>(step_.hints.size());
  }

  /// Takes positive hints from `next` on up to the first clause that is falsified; false if there is none.
  bool conflict(std::size_t& next) {
    while (next < step_.hints.size() && step_.hints[next] > 0) {
      const std::int64_t hint = step_.hints[next++];
      if (++propagations_ % 4096 == 0) watch_budget();
      mark_used(hint);
      std::int32_t unit = 0;
      for (const std::int32_t lit : find(hint, "hint")) {
        if (value(lit) < 0) continue;
        if (value(lit) > 0) fail(fmt::format("hint {} is satisfied by literal {}", hint, lit));
        if (unit != 0) fail(fmt::format("hint {} is not unit: literals {} and {} are unassigned", hint, unit, lit));
        unit = lit;
      }
      if (unit == 0) return true;
      assign(unit);
    }
    return false;
  }

  /// The RAT rule: the lemma's negation and the units found so far are assigned, and every live clause with the negated
  /// pivot must lead to a conflict. That there is none besides the named ones follows from counting.
  void check_rat(std::size_t& next) {
    if (step_.literals.empty()) fail("the hints lead to no conflict");
    const std::int32_t pivot = step_.literals.front();
    std::int64_t candidates = 0;
    for (std::int64_t previous = 0; next < step_.hints.size() && step_.hints[next] < 0; ++candidates) {
      const std::int64_t id = -step_.hints[next++];
      if (id <= previous) fail(fmt::format("candidate {} does not ascend", id));
      previous = id;
      mark_used(id);
      const Clause candidate = find(id, "candidate");
      if (std::find(candidate.begin(), candidate.end(), -pivot) == candidate.end()) {
        fail(fmt::format("candidate {} has no literal {}", id, -pivot));
      }
      const std::size_t before = trail_.size();
      // With a true literal besides the negated pivot the candidate needs no hints.
      bool done = false;
      for (const std::int32_t lit : candidate) {
        if (lit == -pivot) continue;
        if (value(lit) > 0) done = true;
        if (value(lit) == 0) assign(-lit);
      }
      if (!done && !conflict(next)) fail(fmt::format("the hints of candidate {} lead to no conflict", id));
      unassign_down_to(before);
    }
    expect_no_hint_at(next);
    const std::int64_t wanted = occurrences_[index(-pivot)];
    if (candidates != wanted) {
      fail(fmt::format("the hints lead to no conflict, and of the {} live clauses with {} they name {}", wanted, -pivot,
                       candidates));
    }
    ++report_.rat_lemmas;
  }

  void expect_no_hint_at(std::size_t next) const {
    if (next != step_.hints.size()) fail(fmt::format("hint {} is left over after the conflict", step_.hints[next]));
  }

  void mark_used(std::int64_t id) {
    if (id <= report_.clauses) used_[static_cast<std::size_t>(id)] = true;
  }

  void watch_budget() const {
    budget_.check();
    budget_.require_memory(clauses_.bytes() + 9.0 * static_cast<double>(values_.size()), "checking the proof");
  }

  LratReader& reader_;
  const Budget& budget_;
  LratReport report_;
  LratStep step_;
  std::int32_t variables_ = 0;
  std::int64_t last_id_ = 0;
  std::uint64_t steps_ = 0;
  std::uint64_t propagations_ = 0;
  LiveClauses clauses_;
  std::vector<bool> used_;
  std::vector<std::int8_t> values_;        // by literal, from -variables_ on
  std::vector<std::int64_t> occurrences_;  // live clauses with this literal
  std::vector<std::int32_t> trail_;
};

}  // namespace

std::string LratReport::statement() const {
  return fmt::format(
      "the formula of {} variables and {} clauses is unsatisfiable: {} of its clauses and {} lemmas ({} of them by the "
      "RAT rule) lead to the empty clause in {} hints, every one checked",
      variables, clauses, clauses_used, lemmas, rat_lemmas, hints);
}

LratReport check_lrat(const Formula& formula, const ByteSource& proof, const std::string& file_name,
                      const Budget& budget) {
  LratReader reader(proof, file_name);
  return LratChecker(formula, reader, budget).run();
}

LratReport check_lrat(const Formula& formula, std::string_view proof, const std::string& file_name,
                      const Budget& budget) {
  return check_lrat(formula, source_of(proof), file_name, budget);
}

}  // namespace arcsat
