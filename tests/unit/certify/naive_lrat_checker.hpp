// A second reader of LRAT, for tests.
#pragma once

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace arcsat::test {

/// A checker of LRAT text that is as simple as it can be: sets, maps, and everything from the definition. Throws
/// CheckFailed at the first fault.
class NaiveLratChecker {
 public:
  explicit NaiveLratChecker(const std::vector<std::vector<int>>& formula) {
    for (const std::vector<int>& clause : formula) clauses_[++last_] = {clause.begin(), clause.end()};
  }

  void check(const std::string& lrat) {
    std::istringstream lines(lrat);
    require(lrat.ends_with('\n'), "the last line is cut");
    for (std::string line; std::getline(lines, line);) {
      require(!refuted_, "a line after the empty clause");
      std::istringstream words(line);
      long id = 0;
      std::string word;
      words >> id;
      std::vector<std::vector<long>> lists(1);
      bool deletion = false;
      while (words >> word) {
        if (word == "d") {
          deletion = true;
        } else if (word == "0") {
          lists.emplace_back();
        } else {
          lists.back().push_back(std::stol(word));
        }
      }
      require(lists.back().empty() && lists.size() == (deletion ? 2 : 3), "the zeros");
      if (deletion) {
        require(id == last_ && !lists[0].empty(), "the number of a deletion");
        for (const long gone : lists[0]) require(clauses_.erase(gone) == 1, "a deletion of what is not there");
      } else {
        add(id, {lists[0].begin(), lists[0].end()}, lists[1]);
      }
    }
    require(refuted_, "no empty clause");
  }

 private:
  static void require(bool condition, const std::string& what) {
    if (!condition) throw CheckFailed(what);
  }

  void add(long id, const std::vector<int>& literals, const std::vector<long>& hints) {
    require(id == last_ + 1, "a gap in the numbers");
    for (std::size_t k = 1; k < literals.size(); ++k) {
      require(std::abs(literals[k]) != std::abs(literals[0]), "the first literal again");
      require(k == 1 || std::abs(literals[k - 1]) < std::abs(literals[k]), "the order of the literals");
    }
    std::set<int> assignment;
    for (const int lit : literals) assignment.insert(-lit);
    std::size_t next = 0;
    if (!conflict(hints, next, assignment)) {
      require(!literals.empty(), "the empty clause is not RUP");
      std::set<long> candidates;
      for (const auto& [number, clause] : clauses_) {
        if (clause.contains(-literals[0])) candidates.insert(number);
      }
      long previous = 0;
      while (next < hints.size()) {
        const long candidate = -hints[next++];
        require(candidate > previous && candidates.erase(candidate) == 1, "a wrong candidate");
        previous = candidate;
        std::set<int> extended = assignment;
        bool satisfied = false;
        for (const int lit : clauses_[candidate]) {
          if (lit == -literals[0]) continue;
          satisfied = satisfied || assignment.contains(lit);
          extended.insert(-lit);
        }
        require(satisfied || conflict(hints, next, extended), "a resolvent is not refuted");
      }
      require(candidates.empty(), "a candidate without hints");
    }
    require(next == hints.size(), "hints after the conflict");
    clauses_[id] = {literals.begin(), literals.end()};
    last_ = id;
    refuted_ = literals.empty();
  }

  /// Follows the positive hints from `next` on to a conflict or to their end.
  bool conflict(const std::vector<long>& hints, std::size_t& next, std::set<int>& assignment) {
    while (next < hints.size() && hints[next] > 0) {
      require(clauses_.contains(hints[next]), "a hint that is not there");
      std::set<int> open;
      for (const int lit : clauses_[hints[next++]]) {
        require(!assignment.contains(lit), "a hint that is satisfied");
        if (!assignment.contains(-lit)) open.insert(lit);
      }
      if (open.empty()) return true;
      require(open.size() == 1, "a hint that is not unit");
      assignment.insert(*open.begin());
    }
    return false;
  }

  std::map<long, std::set<int>> clauses_;
  long last_ = 0;
  bool refuted_ = false;
};

}  // namespace arcsat::test
