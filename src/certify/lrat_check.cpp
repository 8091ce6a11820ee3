#include "certify/lrat_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <span>
#include <unordered_map>

#include "base/budget.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

using Clause = std::span<const std::int32_t>;

/// The clauses that are alive, by id: one arena holds each as its length and its literals (DIMACS numbers).
class LiveClauses {
 public:
  void insert(std::int64_t id, Clause clause) {
    begins_.emplace(id, arena_.size());
    arena_.push_back(static_cast<std::int32_t>(clause.size()));
    arena_.insert(arena_.end(), clause.begin(), clause.end());
  }

  std::optional<Clause> find(std::int64_t id) const {
    const auto found = begins_.find(id);
    if (found == begins_.end()) return std::nullopt;
    return Clause(arena_.data() + found->second + 1, size(found->second));
  }

  /// The clause must be alive.
  void erase(std::int64_t id) {
    const auto found = begins_.find(id);
    garbage_ += size(found->second) + 1;
    begins_.erase(found);
    if (garbage_ > (1 << 20) && 2 * garbage_ > arena_.size()) compact();
  }

  double bytes() const {
    constexpr double bytes_per_entry = 48;  // a node of the map, its allocation and its share of the buckets
    return 4.0 * static_cast<double>(arena_.capacity()) + bytes_per_entry * static_cast<double>(begins_.size());
  }

 private:
  std::size_t size(std::size_t begin) const { return static_cast<std::size_t>(arena_[begin]); }

  void compact() {
    std::vector<std::size_t*> begins;
    begins.reserve(begins_.size());
    for (auto& [id, begin] : begins_) begins.push_back(&begin);
    std::sort(begins.begin(), begins.end(), [](const auto* a, const auto* b) { return *a < *b; });
    std::size_t end = 0;
    for (std::size_t* begin : begins) {
      const std::size_t words = size(*begin) + 1;
      std::memmove(&arena_[end], &arena_[*begin], words * sizeof(std::int32_t));
      *begin = end;
      end += words;
    }
    arena_.resize(end);
    garbage_ = 0;
  }

  std::vector<std::int32_t> arena_;
  std::unordered_map<std::int64_t, std::size_t> begins_;
  std::size_t garbage_ = 0;
};

class LratChecker {
 public:
  LratChecker(const Formula& formula, LratReader& reader, const Budget& budget) : reader_(reader), budget_(budget) {
    report_.variables = variables_ = formula.variables();
    report_.clauses = last_id_ = formula.clauses();
    const std::size_t literals_in_all = 2 * static_cast<std::size_t>(variables_) + 1;
    budget_.require_memory(9.0 * static_cast<double>(literals_in_all), "checking the proof");
    used_.resize(static_cast<std::size_t>(report_.clauses) + 1);
    values_.resize(literals_in_all);
    occurrences_.resize(literals_in_all);
    std::vector<std::int32_t> literals;
    for (std::int64_t k = 0; k < formula.clauses(); ++k) {
      literals.clear();
      for (const Lit lit : formula.clause(k)) {
        literals.push_back(lit.dimacs());
        if (!in_range(lit.dimacs())) throw CheckFailed(fmt::format("clause {} of the formula is malformed", k + 1));
      }
      // A literal that is written twice would be counted twice among the clauses with this literal.
      std::sort(literals.begin(), literals.end());
      literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
      insert(k + 1, literals);
      watch_budget();
    }
  }

  LratReport run() {
    for (bool refuted = false; !refuted;) {
      if (!reader_.next(step_)) reader_.fail("the proof ends without the empty clause");
      watch_budget();
      if (step_.deletion) {
        for (const std::int64_t id : step_.hints) erase(id);
      } else {
        check_lemma();
        refuted = step_.literals.empty();
      }
    }
    if (!reader_.at_end()) fail("it derives the empty clause, but more follows");
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

  Clause use(std::int64_t id, const char* role) {
    const Clause clause = find(id, role);
    if (id <= report_.clauses) used_[static_cast<std::size_t>(id)] = true;
    return clause;
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
      if (!in_range(lit)) fail(fmt::format("literal {} is of none of the formula's {} variables", lit, variables_));
      if (value(lit) < 0) fail(fmt::format("literal {} occurs twice in the lemma", lit));
      if (value(lit) > 0) fail(fmt::format("the lemma is a tautology in variable {}", std::abs(lit)));
      assign(-lit);
    }
    std::size_t next = 0;
    if (!conflict(next)) check_rat(next);
    if (next != step_.hints.size()) fail(fmt::format("hint {} is left over after the conflict", step_.hints[next]));
    unassign_down_to(0);
    insert(step_.id, step_.literals);
    ++report_.lemmas;
    report_.hints += static_cast<std::int64_t>(step_.hints.size());
  }

  /// Takes positive hints from `next` on up to the first clause that is falsified; false if there is none.
  bool conflict(std::size_t& next) {
    while (next < step_.hints.size() && step_.hints[next] > 0) {
      const std::int64_t hint = step_.hints[next++];
      watch_budget();
      std::int32_t unit = 0;
      for (const std::int32_t lit : use(hint, "hint")) {
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
      const Clause candidate = use(id, "candidate");
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
    const std::int64_t wanted = occurrences_[index(-pivot)];
    if (candidates != wanted) {
      fail(fmt::format("the hints lead to no conflict and name {} of the {} live clauses with {}", candidates, wanted,
                       -pivot));
    }
    ++report_.rat_lemmas;
  }

  /// Called for every step and every hint.
  void watch_budget() {
    if (++ticks_ % 4096 != 0) return;
    budget_.check();
    budget_.require_memory(clauses_.bytes() + 9.0 * static_cast<double>(values_.size()), "checking the proof");
  }

  LratReader& reader_;
  const Budget& budget_;
  LratReport report_;
  LratStep step_;
  std::int32_t variables_ = 0;
  std::int64_t last_id_ = 0;
  std::uint64_t ticks_ = 0;
  LiveClauses clauses_;
  std::vector<bool> used_;
  std::vector<std::int8_t> values_;        // by literal, from -variables_ on
  std::vector<std::int64_t> occurrences_;  // live clauses with this literal
  std::vector<std::int32_t> trail_;
};

}  // namespace

std::string LratReport::statement() const {
  return fmt::format(
      "the formula of {} variables and {} clauses is unsatisfiable: {} of the clauses and {} lemmas, {} of them by the "
      "RAT rule, lead to the empty clause",
      variables, clauses, clauses_used, lemmas, rat_lemmas);
}

LratReport check_lrat(const Formula& formula, const ByteSource& proof, const std::string& file_name,
                      const Budget& budget) {
  LratReader reader(proof, file_name);
  return LratChecker(formula, reader, budget).run();
}

}  // namespace arcsat
