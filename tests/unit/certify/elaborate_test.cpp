#include "certify/elaborate.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tuple>
#include <vector>

#include "../../formula.hpp"
#include "base/error.hpp"
#include "naive_lrat_checker.hpp"
#include "random_proof.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

struct Elaborated {
  ElaborationReport report;
  std::string lrat;
};

Elaborated elaborated(const Clauses& clauses, std::string_view proof, LratFormat format = LratFormat::text,
                      const Budget& budget = Budget()) {
  int variables = 0;
  for (const std::vector<int>& clause : clauses) {
    for (const int lit : clause) variables = std::max(variables, std::abs(lit));
  }
  const Formula formula = formula_of(variables, clauses);
  char* bytes = nullptr;
  std::size_t size = 0;
  std::FILE* const out = open_memstream(&bytes, &size);
  ProofReader reader(proof, "p");
  Elaborated result;
  try {
    result.report = elaborate(formula, reader, out, format, budget);
  } catch (...) {
    std::fclose(out);
    std::free(bytes);
    throw;
  }
  std::fclose(out);
  result.lrat.assign(bytes, size);
  std::free(bytes);
  return result;
}

/// Turns the binary LRAT proof for a formula of so many clauses into text.
std::string to_text(const std::string& binary, std::size_t clauses) {
  std::string text;
  auto last_id = static_cast<std::int64_t>(clauses);
  std::size_t next = 0;
  const auto number = [&] {
    std::uint64_t code = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(binary.at(next++));
      code |= static_cast<std::uint64_t>(byte & 127U) << shift;
      if (byte < 128) return code % 2 == 0 ? static_cast<std::int64_t>(code / 2) : -static_cast<std::int64_t>(code / 2);
    }
  };
  while (next < binary.size()) {
    const char kind = binary[next++];
    REQUIRE((kind == 'a' || kind == 'd'));
    if (kind == 'a') last_id = number();
    text += fmt::format("{} {}", last_id, kind == 'a' ? "" : "d ");
    for (int zeros = kind == 'a' ? 2 : 1; zeros > 0;) {
      const std::int64_t value = number();
      if (value == 0) --zeros;
      text += fmt::format("{}{}", value, zeros == 0 ? "\n" : " ");
    }
  }
  return text;
}

/// Elaborates, checks the result in both forms and returns it.
Elaborated accepted(const Clauses& clauses, std::string_view proof) {
  const Elaborated result = elaborated(clauses, proof);
  INFO(result.lrat);
  CHECK_NOTHROW(NaiveLratChecker(clauses).check(result.lrat));
  CHECK(to_text(elaborated(clauses, proof, LratFormat::binary).lrat, clauses.size()) == result.lrat);
  return result;
}

/// What the elaborator says against the proof.
std::string refusal(const Clauses& clauses, std::string_view proof) {
  try {
    elaborated(clauses, proof);
  } catch (const CheckFailed& error) {
    return error.what();
  }
  return "accepted";
}

// Wetzler, Heule, Hunt, "DRAT-trim", SAT 2014, figure 1: -1 is no consequence, only RAT.
const Clauses rat_example = {{1, 2, -3}, {-1, -2, 3},  {2, 3, -4}, {-2, -3, 4},
                             {1, 3, 4},  {-1, -3, -4}, {-1, 2, 4}, {1, -2, -4}};

}  // namespace

TEST_CASE("RUP lemmas are trimmed, ordered and deleted after their last use") {
  const Elaborated result = accepted(square, "2 1 0\n2 0\n0\n");
  CHECK(result.lrat == "5 2 0 1 2 0\n5 d 1 2 0\n6 0 5 3 4 0\n");
  CHECK(result.report.steps == 3);
  CHECK(result.report.lemmas_before_conflict == 2);
  CHECK(result.report.core_lemmas == 1);
  CHECK(result.report.core_originals == 4);
  CHECK(result.report.deletions == 2);
  CHECK(result.report.hints == 5);
}

TEST_CASE("the empty clause may be missing, early, or followed by more") {
  const std::string expected = accepted(square, "2 0\n").lrat;
  CHECK(accepted(square, "2 0\n0\n").lrat == expected);
  CHECK(accepted(square, "2 0\n0\n1 0\nd 2 0\n").lrat == expected);
}

TEST_CASE("formulas that propagation refutes need no proof") {
  CHECK(accepted({{1}, {-1, 2}, {-2, 3}, {-3, -1}}, "").lrat == "5 0 1 2 3 4 0\n");
  CHECK(accepted({{1, 2}, {-2}, {}, {2}}, "").lrat == "5 0 3 0\n");
  CHECK(accepted({{}}, "0\n").lrat == "2 0 1 0\n");
  CHECK(accepted({{1}, {-1}}, "0\nd 1 0\n").lrat == "3 0 1 2 0\n");
}

TEST_CASE("RAT lemmas resolve on their first literal") {
  const Elaborated result = accepted(rat_example, "-1 0\nd -1 2 4 0\n2 0\n0\n");
  CHECK(result.report.rat_lemmas == 1);
}

TEST_CASE("RAT lemmas answer for core clauses alone; the others are deleted before") {
  // Clause 9 contains the negated pivot, cannot be resolved away, and nobody needs it.
  Clauses clauses = rat_example;
  clauses.push_back({1, 5});
  const Elaborated result = accepted(clauses, "-1 0\nd -1 2 4 0\n2 0\n0\n");
  CHECK(result.lrat.starts_with("9 d 9 0\n"));
  CHECK(result.report.core_originals == 8);
}

TEST_CASE("variables that the formula lacks are defined by RAT lemmas") {
  // 11 ↔ 1 ∧ 2, and what followed from both follows from 11 alone. 1, 2 and -5 hold, each by cases.
  Clauses clauses = {{-1, -2, 5}};
  for (const auto& [lit, a, b] : {std::tuple(1, 3, 4), std::tuple(2, 8, 10), std::tuple(-5, 6, 7)}) {
    for (const std::vector<int>& rest : Clauses{{a, b}, {-a, b}, {a, -b}, {-a, -b}})
      clauses.push_back({lit, rest[0], rest[1]});
  }
  const std::string proof =
      "11 -1 -2 0\n-11 1 0\n-11 2 0\n-11 5 0\nd 5 -1 -2 0\n"
      "1 4 0\n1 0\n2 10 0\n2 0\n-5 7 0\n-5 0\n";
  CHECK(accepted(clauses, proof).report.rat_lemmas == 3);
  CHECK_THROWS_WITH_AS(
      elaborated(clauses, "999 0\n"),
      "p: a proof with variable 999, expected at most 16, the variables of the formula and one for each "
      "byte of the proof",
      Unsupported);
}

TEST_CASE("variables that the memory limit does not allow are not made room for") {
  const Budget budget(std::nullopt, 64);
  // A formula of one clause; 2^30 variables would take more than a hundred gibibytes.
  CHECK_THROWS_WITH_AS(elaborated({{1 << 30}}, "0\n", LratFormat::text, budget),
                       "memory limit of 64 MiB reached: the variables of the proof would need about 8192 MiB",
                       LimitReached);
  CHECK_THROWS_WITH_AS(elaborated({{1 << 20}}, "0\n", LratFormat::text, budget),
                       "memory limit of 64 MiB reached: the watches of the proof's variables would need about 110 MiB",
                       LimitReached);
  CHECK_THROWS_WITH_AS(elaborated({{1 << 19}, {-(1 << 19)}}, "", LratFormat::text, Budget(std::nullopt, 2)),
                       "memory limit of 2 MiB reached: the variables of the proof would need about 4 MiB",
                       LimitReached);
}

TEST_CASE("deletions of units, of reasons and of what is not there are ignored") {
  const Clauses clauses = {{1}, {-1, 2}, {-2, 3, 4}, {-2, 3, -4}, {-3, 5}, {-3, -5}};
  const Elaborated result = accepted(clauses, "d 1 0\nd 2 -1 0\nd 7 8 0\n3 0\n");
  CHECK(result.report.ignored_unit_or_reason == 2);
  CHECK(result.report.ignored_unknown == 1);
  CHECK(result.report.deletions == 4);
}

TEST_CASE("a unit lemma replaces the reason of its literal, which may then be deleted") {
  const Clauses clauses = {{1}, {-1, 2}, {-2, 3, 4}, {-2, 3, -4}, {-3, 5, 6}, {-3, 5, -6}, {-3, -5}};
  const Elaborated result = accepted(clauses, "2 0\nd -1 2 0\n3 0\n");
  CHECK(result.report.ignored_unit_or_reason == 0);
  CHECK(result.lrat == "8 2 0 1 2 0\n8 d 1 2 0\n9 3 0 8 3 4 0\n9 d 3 4 8 0\n10 0 9 7 5 6 0\n");
}

TEST_CASE("lemmas that were reasons are undone with all that hinged on them") {
  // 1 is learned, implies 2 and 3; the checks of earlier lemmas must not see them.
  const Clauses clauses = {{1, 7},     {1, -7, 8},  {1, -7, -8}, {-1, 2}, {-2, 3},
                           {-3, 4, 5}, {-3, 4, -5}, {-4, 6},     {-6, -2}};
  accepted(clauses, "1 8 -2 0\n1 -8 0\n1 0\nd 1 -8 0\n-3 4 0\n0\n");
  accepted(clauses, "1 -7 0\n1 0\nd 1 -7 0\nd -1 2 0\nd -2 3 0\n4 0\n");
}

TEST_CASE("a lemma that the top level satisfies is RUP") {
  const Clauses clauses = {{1}, {-1, 2}, {-2, 3}, {4, 5}, {-4, 5}, {4, -5}, {-4, -5}};
  // The lemma is needed since the unit that makes it superfluous is redundant itself.
  accepted(clauses, "3 2 -4 0\n5 0\n");
  accepted({{1, 2}, {1, -2}, {-1, 3}, {-1, -3}}, "1 4 0\n1 -4 0\n1 0\n");
}

TEST_CASE("duplicate literals and tautologies do no harm") {
  const Clauses clauses = {{1, 2, 1}, {-1, 2, 2}, {1, -2}, {-1, -2}, {3, -3, 1}, {4, 4}};
  accepted(clauses, "d 4 0\nd 3 1 -3 0\n1 -1 0\n2 2 0\nd 2 1 0\n0\n");
  accepted({{1, 1}, {-1, -1}}, "");
}

TEST_CASE("refuted proofs name the step") {
  const Clauses clauses = {{1, 2}, {-1, 2}, {1, -2}};
  CHECK(refusal(clauses, "2 0\n1 0\n") == "p: the proof ends after 2 steps without a conflict, expected a refutation");
  CHECK(refusal(clauses, "") == "p: the proof ends after 0 steps without a conflict, expected a refutation");
  CHECK(refusal(clauses, "2 0\n0\n") == "p: step 2 adds the clause 0, which is neither a RUP nor a RAT lemma");
  CHECK(refusal(clauses, "-2 0\n") == "p: step 1 adds the clause -2 0, which is neither a RUP nor a RAT lemma");
  // a clause that is needed has been deleted
  CHECK(refusal(square, "d 1 2 0\n2 0\n0\n") ==
        "p: step 2 adds the clause 2 0, which is neither a RUP nor a RAT lemma");
  // the literal on which the lemma is RAT is not the first
  const Clauses padded = {{1, 2, -3},   {-1, -2, 3}, {2, 3, -4},  {-2, -3, 4}, {1, 3, 4},
                          {-1, -3, -4}, {-1, 2, 4},  {1, -2, -4}, {-5, 6},     {-5, -6}};
  CHECK(refusal(padded, "-1 5 0\n-5 0\n-1 0\nd -1 2 4 0\n2 0\n0\n") == "accepted");
  CHECK(refusal(padded, "5 -1 0\n-5 0\n-1 0\nd -1 2 4 0\n2 0\n0\n") ==
        "p: step 1 adds the clause 5 -1 0, which is neither a RUP nor a RAT lemma");
}

TEST_CASE("a wrong lemma that nobody needs is trimmed away") { accepted(square, "-3 -4 0\n2 0\n0\n"); }

TEST_CASE("limits and full disks are reported") {
  CHECK_THROWS_AS(elaborated(square, "2 0\n", LratFormat::text, Budget(0.0, std::nullopt)), LimitReached);
  CHECK_THROWS_AS(elaborated(square, "2 0\n", LratFormat::text, Budget(std::nullopt, 0)), LimitReached);
  const Formula formula = formula_of(1, {{1}, {-1}});
  std::FILE* const full = std::fopen("/dev/full", "wb");
  REQUIRE(full != nullptr);
  ProofReader reader("", "p");
  CHECK_THROWS_AS(elaborate(formula, reader, full, LratFormat::text, Budget()), Error);
  std::fclose(full);
  CHECK_THROWS_AS(elaborate(formula, "/nowhere", ProofFormat::detect, stdout, LratFormat::text, Budget()), InputError);
}

TEST_CASE("random proofs are elaborated to what the naive checker accepts") {
  int sound = 0;
  int reckless_and_refused = 0;
  std::int64_t rat_lemmas = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const bool reckless = seed % 3 == 0;
    const RandomProof random(seed, reckless);
    if (!random.refutable) continue;
    INFO(random.drat);
    try {
      rat_lemmas += accepted(random.formula, random.drat).report.rat_lemmas;
      ++sound;
    } catch (const CheckFailed& error) {
      INFO(std::string(error.what()));
      CHECK(reckless);
      ++reckless_and_refused;
    }
  }
  CHECK(sound > 80);
  CHECK(reckless_and_refused > 0);
  CHECK(rat_lemmas > 20);
}
