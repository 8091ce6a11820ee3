#include "certify/lrat_check.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/error.hpp"
#include "cnf/formula.hpp"

using namespace arcsat;
using namespace std::string_literals;

namespace {

using Clauses = std::vector<std::vector<int>>;

Formula formula_of(int variables, const Clauses& clauses) {
  Formula formula;
  formula.add_variables(variables, "x", [](std::int64_t k) { return fmt::format("x{}", k + 1); });
  for (const std::vector<int>& clause : clauses) {
    std::vector<Lit> literals;
    literals.reserve(clause.size());
    for (const int number : clause) literals.push_back(Lit::from_dimacs(number));
    formula.add_clause(literals);
  }
  return formula;
}

LratReport check(const Formula& formula, std::string_view proof) { return check_lrat(formula, proof, "p", Budget()); }

/// What the checker says against the proof; empty if it accepts it.
std::string refusal(const Formula& formula, std::string_view proof) {
  try {
    check(formula, proof);
  } catch (const CheckFailed& error) {
    return error.what();
  }
  return {};
}

const Clauses square = {{1, 2}, {-1, 2}, {1, -2}, {-1, -2}};
const std::string square_proof =
    "5 2 0 1 2 0\n"
    "5 d 1 2 0\n"
    "6 1 0 5 3 0\n"
    "7 0 6 5 4 0\n";

// The example of Wetzler, Heule, Hunt, "DRAT-trim", SAT 2014: the first lemma is no consequence, only RAT. Variable 5
// and the clause with it are added here.
const Clauses rat_example = {{1, 2, -3},   {-1, -2, 3}, {2, 3, -4},  {-2, -3, 4}, {1, 3, 4},
                             {-1, -3, -4}, {-1, 2, 4},  {1, -2, -4}, {1, -5}};
const std::string rat_proof =
    "10 -1 5 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n"
    "10 d 9 0\n"
    "11 -1 0 -1 6 7 -5 7 2 -8 2 6 0\n"
    "12 d 10 0\n"
    "13 2 0 11 1 5 3 0\n"
    "14 0 11 13 8 5 4 0\n";

/// All 2^n clauses over n variables, and their refutation by resolving the last variable away, level by level.
struct Cube {
  explicit Cube(int n) {
    Clauses clauses;
    const auto clause = [](int length, int signs) {
      std::vector<int> literals;
      for (int v = 1; v <= length; ++v) literals.push_back((signs >> (length - v) & 1) != 0 ? -v : v);
      return literals;
    };
    for (int signs = 0; signs < 1 << n; ++signs) clauses.push_back(clause(n, signs));
    formula = formula_of(n, clauses);
    std::int64_t parents = 1;
    std::int64_t id = 1 << n;
    for (int length = n - 1; length >= 0; --length) {
      const std::int64_t first = id + 1;
      for (int signs = 0; signs < 1 << length; ++signs) {
        const std::int64_t parent = parents + std::int64_t{2} * signs;
        proof += fmt::format("{} ", ++id);
        for (const int literal : clause(length, signs)) proof += fmt::format("{} ", literal);
        proof += fmt::format("0 {} {} 0\n", parent, parent + 1);
        if (length > 0) proof += fmt::format("{} d {} {} 0\n", id, parent, parent + 1);
      }
      parents = first;
    }
  }
  Formula formula;
  std::string proof;
};

}  // namespace

TEST_CASE("lrat_check: a RUP refutation is accepted and counted") {
  const LratReport report = check(formula_of(2, square), square_proof);
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
  const LratReport report = check(formula_of(5, rat_example), rat_proof);
  CHECK(report.lemmas == 4);
  CHECK(report.rat_lemmas == 2);
  CHECK(report.clauses_used == 9);
}

TEST_CASE("lrat_check: the empty clause follows from what the formula has") {
  CHECK(check(formula_of(1, {{1}, {-1}}), "3 0 1 2 0\n").lemmas == 1);
  CHECK(check(formula_of(0, {{}}), "2 0 1 0\n").clauses_used == 1);
  // Without a clause that has the negated pivot there is nothing to check. Ids may have gaps, up to 2^63 - 1.
  CHECK(check(formula_of(3, {{1}, {-1}, {2}}), "4 2 0 0\n9000 3 0 0\n9223372036854775807 0 1 2 0\n").rat_lemmas == 2);
  // A literal that an original clause has twice counts once, here among the clauses with -1.
  CHECK(check(formula_of(2, {{-1, 2, -1}, {2}, {-2}}), "4 1 0 2 -1 0\n5 0 2 3 0\n").rat_lemmas == 1);
}

TEST_CASE("lrat_check: a proof may come in pieces of any size") {
  for (const std::size_t piece : {1, 2, 3, 7, 31, 32, 33, 1000}) {
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

TEST_CASE("lrat_check: corrupted proofs are refused, each for its own reason") {
  struct Corruption {
    const char* what;
    std::string proof;
    std::string refusal;
  };
  const std::vector<Corruption> corruptions = {
      {"a literal is flipped", "5 -2 0 1 2 0\n", "p:1: step 5: hint 1 is satisfied by literal 2"},
      {"a literal is another", "5 1 0 1 2 0\n", "p:1: step 5: hint 2 is satisfied by literal -1"},
      {"a literal is missing", "5 0 1 2 0\n", "p:1: step 5: hint 1 is not unit: literals 1 and 2 are unassigned"},
      {"a step is dropped", "6 1 0 5 3 0\n7 0 6 5 4 0\n", "p:1: step 6: hint 5 is no live clause"},
      {"two steps have changed places", "6 1 0 3 5 0\n5 2 0 1 2 0\n", "p:1: step 6: hint 5 is no live clause"},
      {"two independent steps have changed places", "6 2 0 1 2 0\n5 1 0 1 3 0\n",
       "p:2: step 5: its id is not larger than 6"},
      {"the first hint is dropped", "5 2 0 2 0\n",
       "p:1: step 5: the hints lead to no conflict and name 0 of the 2 live clauses with -2"},
      {"the last hint is dropped", "5 2 0 1 0\n",
       "p:1: step 5: the hints lead to no conflict and name 0 of the 2 live clauses with -2"},
      {"all hints are dropped", "5 2 0 0\n",
       "p:1: step 5: the hints lead to no conflict and name 0 of the 2 live clauses with -2"},
      {"the last step lacks a hint", "5 2 0 1 2 0\n6 0 5 3 0\n", "p:2: step 6: the hints lead to no conflict"},
      {"hints are in another order", "5 2 0 1 2 0\n6 1 0 5 3 0\n7 0 4 6 5 0\n",
       "p:3: step 7: hint 4 is not unit: literals -2 and -1 are unassigned"},
      {"a hint stands twice", "5 2 0 1 1 2 0\n", "p:1: step 5: hint 1 is satisfied by literal 1"},
      {"a hint is left over", "5 2 0 1 2 3 0\n", "p:1: step 5: hint 3 is left over after the conflict"},
      {"a RAT hint is left over", "5 2 0 1 2 -3 0\n", "p:1: step 5: hint -3 is left over after the conflict"},
      {"a hint names a deleted clause", "5 2 0 1 2 0\n5 d 1 0\n6 1 0 1 3 0\n", "p:3: step 6: hint 1 is no live clause"},
      {"a hint names the lemma itself", "5 2 0 5 0\n", "p:1: step 5: hint 5 is no live clause"},
      {"a hint names a later clause", "5 2 0 6 0\n", "p:1: step 5: hint 6 is no live clause"},
      {"a hint names no clause", "5 2 0 4611686018427387904 0\n",
       "p:1: step 5: hint 4611686018427387904 is no live clause"},
      {"an id is used again", "5 2 0 1 2 0\n5 1 0 1 3 0\n", "p:2: step 5: its id is not larger than 5"},
      {"an original clause's id is used again", "4 2 0 1 2 0\n", "p:1: step 4: its id is not larger than 4"},
      {"the id of a deleted lemma is used again", "5 2 0 1 2 0\n5 d 5 0\n5 2 0 1 2 0\n",
       "p:3: step 5: its id is not larger than 5"},
      {"an id is zero", "0 2 0 1 2 0\n", "p:1: the id of a step is not positive"},
      {"an id is negative", "-5 2 0 1 2 0\n", "p:1: the id of a step is not positive"},
      {"a deletion is doubled", "5 2 0 1 2 0\n5 d 1 1 0\n", "p:2: step 5 (deletion): the deleted 1 is no live clause"},
      {"a deletion names no clause", "5 d 5 0\n", "p:1: step 5 (deletion): the deleted 5 is no live clause"},
      {"a deletion is negative", "5 d -1 0\n", "p:1: the id of a clause to be deleted is negative"},
      {"an extension variable", "5 3 0 0\n", "p:1: step 5: literal 3 is of none of the formula's 2 variables"},
      {"a negated extension variable", "5 -3 2 0 0\n",
       "p:1: step 5: literal -3 is of none of the formula's 2 variables"},
      {"a duplicate literal", "5 2 2 0 1 2 0\n", "p:1: step 5: literal 2 occurs twice in the lemma"},
      {"a tautology", "5 2 -2 0 1 2 0\n", "p:1: step 5: the lemma is a tautology in variable 2"},
      {"an overlong literal", "5 2147483648 0 1 2 0\n", "p:1: a literal beyond 2147483647"},
      {"an overlong negative literal", "5 -2147483648 0 1 2 0\n", "p:1: a literal beyond 2147483647"},
      {"a literal that is small modulo 2^32", "5 4294967298 0 1 2 0\n", "p:1: a literal beyond 2147483647"},
      {"an overlong hint", "5 2 0 9223372036854775808 2 0\n", "p:1: a hint beyond 9223372036854775807"},
      {"a hint that is small modulo 2^64", "5 2 0 18446744073709551617 2 0\n",
       "p:1: a hint beyond 9223372036854775807"},
      {"a hint of a hundred digits", "5 2 0 " + std::string(100, '1') + " 2 0\n",
       "p:1: a hint beyond 9223372036854775807"},
      {"an overlong id", "9223372036854775808 2 0 1 2 0\n", "p:1: the id of a step beyond 9223372036854775807"},
      {"an overlong deletion", "5 d 9223372036854775808 0\n", "p:1: the id of a clause beyond 9223372036854775807"},
      {"a leading zero", "5 02 0 1 2 0\n", "p:1: a literal with a superfluous zero or sign"},
      {"a hundred leading zeros", "5 " + std::string(100, '0') + "2 0 1 2 0\n",
       "p:1: a literal with a superfluous zero or sign"},
      {"a double zero", "5 2 00 1 2 0\n", "p:1: a literal with a superfluous zero or sign"},
      {"a negative zero", "5 2 -0 1 2 0\n", "p:1: a literal with a superfluous zero or sign"},
      {"a plus sign", "5 +2 0 1 2 0\n", "p:1: found '+', expected a literal"},
      {"a minus sign alone", "5 - 0 1 2 0\n", "p:1: found a space, expected a literal"},
      {"two minus signs", "5 --2 0 1 2 0\n", "p:1: found '-', expected a literal"},
      {"a word", "5 x 0 1 2 0\n", "p:1: found 'x', expected a literal"},
      {"a broken number", "5 2 0 1.0 2 0\n", "p:1: found '.', expected a space"},
      {"a hexadecimal number", "5 0x2 0 1 2 0\n", "p:1: found 'x', expected a space"},
      {"a NUL in a number", "5 2 0 1\0 2 0\n"s, "p:1: found byte 0x00, expected a space"},
      {"a NUL for a space", "5 2\0000 1 2 0\n"s, "p:1: found byte 0x00, expected a space"},
      {"a NUL for a digit", "5 2 0 \0 2 0\n"s, "p:1: found byte 0x00, expected a hint"},
      {"a tabulator", "5\t2 0 1 2 0\n", "p:1: found byte 0x09, expected a space"},
      {"two spaces", "5  2 0 1 2 0\n", "p:1: found a space, expected a literal"},
      {"a leading space", " 5 2 0 1 2 0\n", "p:1: found a space, expected the id of a step"},
      {"a trailing space", "5 2 0 1 2 0 \n", "p:1: found a space, expected the end of the line"},
      {"a carriage return", "5 2 0 1 2 0\r\n", "p:1: found byte 0x0d, expected the end of the line"},
      {"a byte that is not ASCII", "5 2 0 1 2 0\xc2\xa0\n", "p:1: found byte 0xc2, expected the end of the line"},
      {"a comment", "c made by hand\n" + square_proof, "p:1: found 'c', expected the id of a step"},
      {"an empty line", "\n" + square_proof, "p:1: found the end of the line, expected the id of a step"},
      {"the literals lack their zero", "5 2\n", "p:1: found the end of the line, expected a space"},
      {"the hints lack their zero", "5 2 0 1 2\n", "p:1: found the end of the line, expected a space"},
      {"two steps on a line", "5 2 0 1 2 0 6 1 0 5 3 0\n", "p:1: found a space, expected the end of the line"},
      {"a step on two lines", "5 2 0\n1 2 0\n", "p:1: found the end of the line, expected a space"},
      {"a deletion that is none", "5 d1 0\n", "p:1: found '1', expected a space"},
      {"a DRAT step", "2 0\n", "p:1: found the end of the line, expected a space"},
      {"the last line is cut off", "5 2 0 1 2 0\n6 1", "p:2: found the end of the file, expected a space"},
      {"the last newline is cut off", square_proof.substr(0, square_proof.size() - 1),
       "p:4: found the end of the file, expected the end of the line"},
      {"the proof is empty", "", "p:0: the proof ends without the empty clause"},
      {"the empty clause is missing", "5 2 0 1 2 0\n6 1 0 5 3 0\n", "p:2: the proof ends without the empty clause"},
      {"a step after the end", square_proof + "8 1 0 6 0\n",
       "p:4: step 7: it derives the empty clause, but more follows"},
      {"a deletion after the end", square_proof + "7 d 5 0\n",
       "p:4: step 7: it derives the empty clause, but more follows"},
      {"a word after the end", square_proof + "x", "p:4: step 7: it derives the empty clause, but more follows"},
      {"a NUL after the end", square_proof + "\0"s, "p:4: step 7: it derives the empty clause, but more follows"},
      {"an empty line after the end", square_proof + "\n",
       "p:4: step 7: it derives the empty clause, but more follows"},
  };
  REQUIRE(refusal(formula_of(2, square), square_proof).empty());
  for (const Corruption& corruption : corruptions) {
    CAPTURE(corruption.what);
    CHECK(refusal(formula_of(2, square), corruption.proof) == corruption.refusal);
  }
}

TEST_CASE("lrat_check: corrupted RAT steps are refused, each for its own reason") {
  struct Corruption {
    const char* what;
    std::string step;
    std::string refusal;
  };
  const std::vector<Corruption> corruptions = {
      {"a candidate is missing", "10 -1 5 0 -1 6 7 -5 7 2 -8 2 6 0\n",
       "p:1: step 10: the hints lead to no conflict and name 3 of the 4 live clauses with 1"},
      {"all candidates are missing", "10 -1 5 0 0\n",
       "p:1: step 10: the hints lead to no conflict and name 0 of the 4 live clauses with 1"},
      {"a candidate stands twice", "10 -1 5 0 -1 6 7 -1 6 7 -5 7 2 -8 2 6 0\n",
       "p:1: step 10: candidate 1 does not ascend"},
      {"candidates descend", "10 -1 5 0 -5 7 2 -1 6 7 -8 2 6 -9 0\n", "p:1: step 10: candidate 1 does not ascend"},
      {"a candidate without the negated pivot", "10 -1 5 0 -1 6 7 -2 0\n",
       "p:1: step 10: candidate 2 has no literal 1"},
      {"a candidate that is no clause", "10 -1 5 0 -11 0\n", "p:1: step 10: candidate 11 is no live clause"},
      {"a candidate that is the largest number", "10 -1 5 0 -9223372036854775807 0\n",
       "p:1: step 10: candidate 9223372036854775807 is no live clause"},
      {"a candidate lacks a hint", "10 -1 5 0 -1 6 -5 7 2 -8 2 6 -9 0\n",
       "p:1: step 10: the hints of candidate 1 lead to no conflict"},
      {"a candidate lacks its hints", "10 -1 5 0 -1 -5 7 2 -8 2 6 -9 0\n",
       "p:1: step 10: the hints of candidate 1 lead to no conflict"},
      {"hints of two candidates are exchanged", "10 -1 5 0 -1 7 2 -5 6 7 -8 2 6 -9 0\n",
       "p:1: step 10: hint 2 is satisfied by literal -2"},
      {"a candidate's hint is left over", "10 -1 5 0 -1 6 7 -5 7 2 -8 2 6 -9 6 0\n",
       "p:1: step 10: hint 6 is left over after the conflict"},
      {"a candidate's hint is satisfied", "10 -1 5 0 -1 5 7 0\n", "p:1: step 10: hint 5 is satisfied by literal 1"},
      {"another literal is the pivot", "10 5 -1 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n",
       "p:1: step 10: candidate 1 has no literal -5"},
      {"the blocking literal is missing", "10 -1 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n",
       "p:1: step 10: the hints of candidate 9 lead to no conflict"},
      {"the empty clause by RAT", "10 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n", "p:1: step 10: the hints lead to no conflict"},
      {"a deleted candidate", "9 d 9 0\n10 -1 5 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n",
       "p:2: step 10: candidate 9 is no live clause"},
      {"a lemma is a candidate, too", "10 1 3 4 0 5 0\n11 -1 5 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n",
       "p:2: step 11: the hints lead to no conflict and name 4 of the 5 live clauses with 1"},
  };
  REQUIRE(refusal(formula_of(5, rat_example), rat_proof).empty());
  for (const Corruption& corruption : corruptions) {
    CAPTURE(corruption.what);
    CHECK(refusal(formula_of(5, rat_example), corruption.step) == corruption.refusal);
  }
}

TEST_CASE("lrat_check: a proof of another formula is refused") {
  const auto without = [](Clauses clauses, std::ptrdiff_t k) {
    clauses.erase(clauses.begin() + k);
    return clauses;
  };
  for (std::ptrdiff_t k = 0; k < 4; ++k) {
    CHECK_FALSE(refusal(formula_of(2, without(square, k)), square_proof).empty());
    Clauses flipped = square;
    flipped[static_cast<std::size_t>(k)][0] *= -1;
    CHECK_FALSE(refusal(formula_of(2, flipped), square_proof).empty());
  }
  for (std::ptrdiff_t k = 0; k < 9; ++k) {
    CHECK_FALSE(refusal(formula_of(5, without(rat_example, k)), rat_proof).empty());
  }
  CHECK(refusal(formula_of(2, square), rat_proof) == "p:1: step 10: literal 5 is of none of the formula's 2 variables");
  CHECK(refusal(formula_of(5, rat_example), square_proof) == "p:1: step 5: its id is not larger than 9");
  CHECK(refusal(formula_of(4, rat_example), rat_proof) == "clause 9 of the formula is malformed");
}

TEST_CASE("lrat_check: every truncation is refused") {
  for (std::size_t size = 0; size < square_proof.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(refusal(formula_of(2, square), square_proof.substr(0, size)).empty());
  }
  for (std::size_t size = 0; size < rat_proof.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(refusal(formula_of(5, rat_example), rat_proof.substr(0, size)).empty());
  }
  const Cube cube(4);
  for (std::size_t size = 0; size < cube.proof.size(); ++size) {
    CHECK_FALSE(refusal(cube.formula, cube.proof.substr(0, size)).empty());
  }
}

// Changes that leave a proof are possible for a formula that is unsatisfiable, so these formulas are satisfiable.
TEST_CASE("lrat_check: no change of one byte makes a proof that refutes a satisfiable formula") {
  Clauses satisfiable = square;
  satisfiable.back() = {-1, 2};
  for (std::size_t place = 0; place < square_proof.size(); ++place) {
    std::string proof = square_proof;
    for (int byte = 0; byte < 256; ++byte) {
      proof[place] = static_cast<char>(byte);
      CHECK_FALSE(refusal(formula_of(2, satisfiable), proof).empty());
    }
  }
}

TEST_CASE("lrat_check: dropping a step that is needed, and any hint, is refused") {
  const Cube cube(4);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < cube.proof.size();) {
    const std::size_t end = cube.proof.find('\n', begin) + 1;
    lines.push_back(cube.proof.substr(begin, end - begin));
    begin = end;
  }
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string proof;
    for (const std::string& part : parts) proof += part;
    return proof;
  };
  REQUIRE(refusal(cube.formula, joined(lines)).empty());
  for (std::size_t k = 0; k < lines.size(); ++k) {
    CAPTURE(lines[k]);
    if (lines[k].find('d') != std::string::npos) continue;  // a clause that lives longer than needed does no harm
    std::vector<std::string> changed = lines;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(k));
    CHECK_FALSE(refusal(cube.formula, joined(changed)).empty());
    changed = lines;
    const std::size_t last_hint = lines[k].rfind(' ', lines[k].size() - 4);
    changed[k] = lines[k].substr(0, last_hint) + " 0\n";
    CHECK_FALSE(refusal(cube.formula, joined(changed)).empty());
    changed = lines;
    if (k + 1 < lines.size()) {
      // Its parents are deleted before it is derived.
      std::swap(changed[k], changed[k + 1]);
      CHECK_FALSE(refusal(cube.formula, joined(changed)).empty());
    }
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
      const std::string answer = refusal(formula, proof + line);
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
  const LratReport report = check(cube.formula, cube.proof);
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
