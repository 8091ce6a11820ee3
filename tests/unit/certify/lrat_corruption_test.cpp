#include "certify/lrat_check.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "lrat_examples.hpp"

using namespace arcsat;
using namespace arcsat::test;
using namespace std::string_literals;

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
  REQUIRE(lrat_refusal(formula_of(2, square), square_proof).empty());
  for (const Corruption& corruption : corruptions) {
    CAPTURE(corruption.what);
    CHECK(lrat_refusal(formula_of(2, square), corruption.proof) == corruption.refusal);
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
  REQUIRE(lrat_refusal(formula_of(5, rat_example), rat_proof).empty());
  for (const Corruption& corruption : corruptions) {
    CAPTURE(corruption.what);
    CHECK(lrat_refusal(formula_of(5, rat_example), corruption.step) == corruption.refusal);
  }
}

TEST_CASE("lrat_check: a proof of another formula is refused") {
  const auto without = [](Clauses clauses, std::ptrdiff_t k) {
    clauses.erase(clauses.begin() + k);
    return clauses;
  };
  for (std::ptrdiff_t k = 0; k < 4; ++k) {
    CHECK_FALSE(lrat_refusal(formula_of(2, without(square, k)), square_proof).empty());
    Clauses flipped = square;
    flipped[static_cast<std::size_t>(k)][0] *= -1;
    CHECK_FALSE(lrat_refusal(formula_of(2, flipped), square_proof).empty());
  }
  for (std::ptrdiff_t k = 0; k < 9; ++k) {
    CHECK_FALSE(lrat_refusal(formula_of(5, without(rat_example, k)), rat_proof).empty());
  }
  CHECK(lrat_refusal(formula_of(2, square), rat_proof) ==
        "p:1: step 10: literal 5 is of none of the formula's 2 variables");
  CHECK(lrat_refusal(formula_of(5, rat_example), square_proof) == "p:1: step 5: its id is not larger than 9");
  CHECK(lrat_refusal(formula_of(4, rat_example), rat_proof) == "clause 9 of the formula is malformed");
}

TEST_CASE("lrat_check: every truncation is refused") {
  for (std::size_t size = 0; size < square_proof.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(lrat_refusal(formula_of(2, square), square_proof.substr(0, size)).empty());
  }
  for (std::size_t size = 0; size < rat_proof.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(lrat_refusal(formula_of(5, rat_example), rat_proof.substr(0, size)).empty());
  }
  const Cube cube(4);
  for (std::size_t size = 0; size < cube.proof.size(); ++size) {
    CHECK_FALSE(lrat_refusal(cube.formula, cube.proof.substr(0, size)).empty());
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
      CHECK_FALSE(lrat_refusal(formula_of(2, satisfiable), proof).empty());
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
  REQUIRE(lrat_refusal(cube.formula, joined(lines)).empty());
  for (std::size_t k = 0; k < lines.size(); ++k) {
    CAPTURE(lines[k]);
    if (lines[k].find('d') != std::string::npos) continue;  // a clause that lives longer than needed does no harm
    std::vector<std::string> changed = lines;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(k));
    CHECK_FALSE(lrat_refusal(cube.formula, joined(changed)).empty());
    changed = lines;
    const std::size_t last_hint = lines[k].rfind(' ', lines[k].size() - 4);
    changed[k] = lines[k].substr(0, last_hint) + " 0\n";
    CHECK_FALSE(lrat_refusal(cube.formula, joined(changed)).empty());
    changed = lines;
    if (k + 1 < lines.size()) {
      // Its parents are deleted before it is derived.
      std::swap(changed[k], changed[k + 1]);
      CHECK_FALSE(lrat_refusal(cube.formula, joined(changed)).empty());
    }
  }
}
