// Proofs of all kinds, most of them longer than they need be.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace arcsat::test {

/// Makes proofs of all kinds for small random formulas, by brute force.
class RandomProof {
 public:
  using Clause = std::vector<int>;

  /// A reckless proof deletes lemmas that may still be needed.
  RandomProof(unsigned seed, bool reckless) : reckless_(reckless), random_(seed) {
    for (int k = 0; k < 60 + below(20); ++k) formula.push_back(random_clause(3 + below(2)));
    active_.assign(formula.begin(), formula.end());
    std::vector<int> path;
    if (!refuted_by_search(path, false)) return;
    refutable = true;
    for (int k = 0; k < 60; ++k) drop_clause();
    for (int k = 0; k < 60; ++k) add_rat_lemma();
    for (int k = 0; k < 60; ++k) drop_clause();
    refuted_by_search(path, true);
  }

  std::vector<Clause> formula;
  std::string drat;
  bool refutable = false;

 private:
  using Literals = std::set<int>;

  static constexpr int variables = 8;

  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

  Clause random_clause(int size) {
    Clause clause;
    while (static_cast<int>(clause.size()) < size) clause.push_back((1 + below(variables)) * (below(2) == 0 ? 1 : -1));
    return clause;  // with duplicates and tautologies now and then
  }

  bool propagates_to_conflict(Literals assignment) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Clause& clause : active_) {
        Literals open;
        bool satisfied = false;
        for (const int lit : clause) {
          satisfied = satisfied || assignment.contains(lit);
          if (!assignment.contains(-lit)) open.insert(lit);
        }
        if (satisfied || open.size() > 1) continue;
        if (open.empty()) return true;
        changed = assignment.insert(*open.begin()).second;
      }
    }
    return false;
  }

  void step(const char* kind, const Clause& clause) {
    drat += kind;
    for (const int lit : clause) drat += fmt::format("{} ", lit);
    drat += "0\n";
  }

  /// Adds a random clause if it is RAT on its first literal.
  void add_rat_lemma() {
    const Clause lemma = random_clause(2 + below(2));
    for (const Clause& clause : active_) {
      if (std::find(clause.begin(), clause.end(), -lemma[0]) == clause.end()) continue;
      Literals assignment;
      bool satisfied = false;
      for (const int lit : lemma) assignment.insert(-lit);
      for (const int lit : clause) {
        if (lit == -lemma[0]) continue;
        satisfied = satisfied || assignment.contains(lit);
        assignment.insert(-lit);
      }
      if (!satisfied && !propagates_to_conflict(assignment)) return;
    }
    step("", lemma);
    active_.push_back(lemma);
  }

  /// Deletes a random clause unless the rest is satisfiable then. Units stay, as checkers ignore their deletion.
  void drop_clause() {
    const auto victim = static_cast<std::size_t>(below(static_cast<int>(active_.size())));
    const Clause clause = active_[victim];
    if (std::set<int>(clause.begin(), clause.end()).size() < 2) return;
    active_.erase(active_.begin() + static_cast<std::ptrdiff_t>(victim));
    std::vector<int> path;
    if (refuted_by_search(path, false)) {
      step("d ", clause);
    } else {
      active_.push_back(clause);
    }
  }

  /// Branches on random literals; a node without solution gives the lemma that negates the path to it.
  bool refuted_by_search(std::vector<int>& path, bool write) {
    if (!propagates_to_conflict({path.begin(), path.end()})) {
      if (path.size() == variables) return false;
      int next = 1 + below(variables);
      while (std::find_if(path.begin(), path.end(), [&](int lit) { return std::abs(lit) == next; }) != path.end()) {
        next = next % variables + 1;
      }
      for (const int lit : {next, -next}) {
        path.push_back(lit);
        const bool refuted = refuted_by_search(path, write);
        path.pop_back();
        if (!refuted) return false;
      }
    }
    if (!write) return true;
    Clause lemma;
    for (const int lit : path) lemma.insert(lemma.begin() + below(static_cast<int>(lemma.size()) + 1), -lit);
    step("", lemma);
    active_.push_back(lemma);
    if (reckless_ && below(3) > 0 && lemma.size() > 1) {
      step("d ", lemma);
      active_.pop_back();
    }
    return true;
  }

  bool reckless_;
  std::mt19937 random_;
  std::vector<Clause> active_;
};

}  // namespace arcsat::test
