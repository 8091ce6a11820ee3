// Formulas written as DIMACS writes them.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cnf/formula.hpp"

namespace arcsat::test {

using Clauses = std::vector<std::vector<int>>;

/// x1 up to `variables`, and these clauses.
inline Formula formula_of(int variables, const Clauses& clauses) {
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

/// All four clauses of two variables, and their refutation in LRAT.
inline const Clauses square = {{1, 2}, {-1, 2}, {1, -2}, {-1, -2}};
inline const std::string square_proof =
    "5 2 0 1 2 0\n"
    "5 d 1 2 0\n"
    "6 1 0 5 3 0\n"
    "7 0 6 5 4 0\n";

}  // namespace arcsat::test
