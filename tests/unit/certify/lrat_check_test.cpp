#include "certify/lrat_check.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "lrat_examples.hpp"

using namespace arcsat;
using namespace arcsat::test;

TEST_CASE("lrat_check: a RUP refutation is accepted and counted") {
  const LratReport report = lrat_report(formula_of(2, square), square_proof);
  CHECK(report.variables == 2);
  CHECK(report.clauses == 4);
  CHECK(report.clauses_used == 4);
  CHECK(report.lemmas == 3);
  CHECK(report.rat_lemmas == 0);
  CHECK(report.deletions == 2);
  CHECK(report.hints == 7);
  CHECK(report.proof_bytes == square_proof.size());
  CHECK(
      report.statement() ==
      "the formula of 2 variables and 4 clauses is unsatisfiable: 4 of the clauses and 3 lemmas, 0 of them by the RAT "
      "rule, lead to the empty clause");
}

TEST_CASE("lrat_check: a RAT refutation is accepted") {
  const LratReport report = lrat_report(formula_of(5, rat_example), rat_proof);
  CHECK(report.lemmas == 4);
  CHECK(report.rat_lemmas == 2);
  CHECK(report.clauses_used == 9);
}

TEST_CASE("lrat_check: the empty clause follows from what the formula has") {
  CHECK(lrat_report(formula_of(1, {{1}, {-1}}), "3 0 1 2 0\n").lemmas == 1);
  CHECK(lrat_report(formula_of(0, {{}}), "2 0 1 0\n").clauses_used == 1);
  // Without a clause that has the negated pivot there is nothing to check. Ids may have gaps, up to 2^63 - 1.
  CHECK(lrat_report(formula_of(3, {{1}, {-1}, {2}}), "4 2 0 0\n9000 3 0 0\n9223372036854775807 0 1 2 0\n").rat_lemmas ==
        2);
  // A literal that an original clause has twice counts once, here among the clauses with -1.
  CHECK(lrat_report(formula_of(2, {{-1, 2, -1}, {2}, {-2}}), "4 1 0 2 -1 0\n5 0 2 3 0\n").rat_lemmas == 1);
}

TEST_CASE("lrat_check: a proof may come in pieces of any size") {
  for (const std::size_t piece : std::vector<std::size_t>{1, 2, 3, 7, 31, 32, 33, 1000}) {
    const Cube cube(6);
    std::string_view rest = cube.proof;
    const LratReport report = check_lrat(
        cube.formula,
        [&](char* buffer, std::size_t size) {
          const std::size_t bytes = rest.copy(buffer, std::min(size, piece));
          rest.remove_prefix(bytes);
          return bytes;
        },
        "p", Budget());
    CHECK(report.lemmas == 63);
    CHECK(report.clauses_used == 64);
    CHECK(report.deletions == 2 * 62);
  }
}

namespace {

bool satisfiable(int variables, const std::vector<std::pair<std::int64_t, std::vector<int>>>& clauses) {
  for (int values = 0; values < 1 << variables; ++values) {
    const auto holds = [&](int lit) { return ((values >> (std::abs(lit) - 1) & 1) != 0) == (lit > 0); };
    if (std::all_of(clauses.begin(), clauses.end(),
                    [&](const auto& c) { return std::any_of(c.second.begin(), c.second.end(), holds); })) {
      return true;
    }
  }
  return false;
}

}  // namespace

// Random steps, most of them wrong, one after the other: each is kept if the checker accepts the proof so far, which it
// shows by missing nothing but the empty clause. What it accepts must keep the formula satisfiable.
TEST_CASE("lrat_check: accepted steps keep a satisfiable formula satisfiable") {
  std::mt19937 random(20240601);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  int accepted = 0;
  int by_rat = 0;
  for (int round = 0; round < 300; ++round) {
    const int variables = 3 + below(2);
    const auto random_clause = [&] {
      std::vector<int> clause;
      for (int v = 1; v <= variables; ++v) {
        if (below(2) == 0) clause.push_back(below(2) == 0 ? v : -v);
      }
      std::shuffle(clause.begin(), clause.end(), random);
      return clause;
    };
    std::vector<std::pair<std::int64_t, std::vector<int>>> live;
    Clauses clauses;
    while (clauses.size() < 6) {
      clauses.push_back(random_clause());
      if (!clauses.back().empty()) {
        live.emplace_back(clauses.size(), clauses.back());
      } else {
        clauses.pop_back();
      }
    }
    if (!satisfiable(variables, live)) continue;
    const Formula formula = formula_of(variables, clauses);
    std::string proof;
    std::int64_t id = 6;
    for (int step = 0; step < 60; ++step) {
      const std::vector<int> lemma = random_clause();
      std::string line = fmt::format("{} ", id + 1);
      for (const int lit : lemma) line += fmt::format("{} ", lit);
      line += "0";
      for (int k = below(3); k > 0; --k) {
        line += fmt::format(" {}", live[static_cast<std::size_t>(below(static_cast<int>(live.size())))].first);
      }
      const bool rat = !lemma.empty() && below(3) > 0;
      if (rat) {
        for (const auto& [candidate, literals] : live) {
          if (std::find(literals.begin(), literals.end(), -lemma[0]) == literals.end() || below(12) == 0) continue;
          line += fmt::format(" -{}", candidate);
          for (int k = below(3); k > 0; --k) {
            line += fmt::format(" {}", live[static_cast<std::size_t>(below(static_cast<int>(live.size())))].first);
          }
        }
      }
      line += " 0\n";
      const std::string answer = lrat_refusal(formula, proof + line);
      REQUIRE_FALSE(answer.empty());
      if (answer.find("ends without the empty clause") == std::string::npos) continue;
      proof += line;
      live.emplace_back(++id, lemma);
      ++accepted;
      if (rat) ++by_rat;
      REQUIRE(satisfiable(variables, live));
      if (below(4) == 0) {
        const auto gone = live.begin() + below(static_cast<int>(live.size()));
        proof += fmt::format("{} d {} 0\n", id, gone->first);
        live.erase(gone);
        if (live.empty()) break;
      }
    }
  }
  // The test means something only if much was accepted.
  CHECK(accepted > 300);
  CHECK(by_rat > 100);
}

TEST_CASE("lrat_check: deleted clauses make room") {
  const Cube cube(17);
  const LratReport report = lrat_report(cube.formula, cube.proof);
  CHECK(report.clauses_used == 1 << 17);
  CHECK(report.lemmas == (1 << 17) - 1);
  CHECK(report.deletions == 2 * ((1 << 17) - 2));

  // 40 000 lemmas of 100 literals would be 16 MB if they stayed. Lemma 5, made among them, is needed in the end.
  std::string lemma = "1 ";
  for (int v = 3; v <= 101; ++v) lemma += fmt::format("{} ", v);
  std::string proof = fmt::format("4 {}0 1 0\n5 2 0 2 0\n5 d 2 4 0\n", lemma);
  std::int64_t id = 6;
  for (; id < 40000; ++id) proof += fmt::format("{} {}0 1 0\n{} d {} 0\n", id, lemma, id, id);
  proof += fmt::format("{} 0 5 3 0\n", id);
  CHECK(check_lrat(formula_of(101, {{1}, {2}, {-2}}), proof, "p", Budget({}, 12)).lemmas == id - 3);
}

TEST_CASE("lrat_check: the budget ends the check") {
  const Cube cube(14);
  CHECK_THROWS_WITH_AS(check_lrat(cube.formula, cube.proof, "p", Budget(0.0, {})), "time limit of 0 s reached",
                       LimitReached);
  CHECK_THROWS_AS(check_lrat(cube.formula, cube.proof, "p", Budget({}, 1)), LimitReached);
  CHECK_NOTHROW(check_lrat(cube.formula, cube.proof, "p", Budget({}, 16)));
}
