// Proofs in LRAT, and what the checker says of them.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../../formula.hpp"
#include "base/budget.hpp"
#include "base/error.hpp"
#include "certify/lrat_check.hpp"

namespace arcsat::test {

inline LratReport lrat_report(const Formula& formula, std::string_view proof) {
  return check_lrat(formula, proof, "p", Budget());
}

/// What the checker says against the proof; empty if it accepts it.
inline std::string lrat_refusal(const Formula& formula, std::string_view proof) {
  try {
    lrat_report(formula, proof);
  } catch (const CheckFailed& error) {
    return error.what();
  }
  return {};
}

// The example of Wetzler, Heule, Hunt, "DRAT-trim", SAT 2014: the first lemma is no consequence, only RAT. Variable 5
// and the clause with it are added here.
inline const Clauses rat_example = {{1, 2, -3},   {-1, -2, 3}, {2, 3, -4},  {-2, -3, 4}, {1, 3, 4},
                                    {-1, -3, -4}, {-1, 2, 4},  {1, -2, -4}, {1, -5}};
inline const std::string rat_proof =
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

}  // namespace arcsat::test
