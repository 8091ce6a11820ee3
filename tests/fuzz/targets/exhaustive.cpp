#include "exhaustive.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace arcsat::fuzz {

namespace {

constexpr std::size_t most_variables = 12;

/// The variables that occur, ascending.
std::vector<Var> variables_of(const Formula& formula) {
  std::vector<Var> variables;
  for (std::int64_t k = 0; k < formula.clauses(); ++k) {
    for (const Lit lit : formula.clause(k)) variables.push_back(lit.var());
  }
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  return variables;
}

}  // namespace

std::optional<bool> is_satisfiable(const Formula& formula) {
  const std::vector<Var> variables = variables_of(formula);
  if (variables.size() > most_variables) return std::nullopt;
  // Bit p of an assignment is the value of the variable in place p.
  const auto is_true = [&](Lit lit, std::uint32_t assignment) {
    const auto place = std::lower_bound(variables.begin(), variables.end(), lit.var()) - variables.begin();
    return ((assignment >> place & 1U) != 0) == lit.positive();
  };
  const auto satisfies = [&](std::uint32_t assignment) {
    for (std::int64_t k = 0; k < formula.clauses(); ++k) {
      const auto clause = formula.clause(k);
      if (std::none_of(clause.begin(), clause.end(), [&](Lit lit) { return is_true(lit, assignment); })) return false;
    }
    return true;
  };
  for (std::uint32_t assignment = 0; assignment < 1U << variables.size(); ++assignment) {
    if (satisfies(assignment)) return true;
  }
  return false;
}

}  // namespace arcsat::fuzz
