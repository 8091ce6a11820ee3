#include "encoders/selected_sums.hpp"

#include <doctest/doctest.h>

#include <random>

#include "solve/engine.hpp"

using namespace arcsat;

namespace {

using Way = SelectedSums::Way;

struct Sum {
  Formula formula;
  std::vector<SelectedTerm> selected;
  std::vector<Var> plain;
};

/// One constraint over the variables 1 … 2n + p: selectors, terms, plain terms.
Sum one_sum(Way way, std::size_t selected, std::size_t plain, bool parity) {
  Sum sum;
  const Budget budget;
  EncodingWatch watch(budget);
  sum.formula.add_variables(static_cast<std::int64_t>(2 * selected + plain), "x", [](std::int64_t) { return "x"; });
  const auto var = [](std::size_t number) { return Var::from_dimacs(static_cast<std::int32_t>(number)); };
  for (std::size_t k = 1; k <= selected; ++k) sum.selected.push_back({var(k), var(selected + k)});
  for (std::size_t k = 1; k <= plain; ++k) sum.plain.push_back(var(2 * selected + k));
  SelectedSums(sum.formula, watch, way, 1, selected, plain).add(sum.selected, sum.plain, parity);
  return sum;
}

bool satisfiable(const Formula& formula, std::uint64_t values, std::size_t fixed) {
  const auto solver = engine_named("cadical").make({});
  solver->add_variables(formula.variables());
  for (std::int64_t k = 0; k < formula.clauses(); ++k) solver->add(formula.clause(k));
  for (std::size_t k = 0; k < fixed; ++k) {
    const Lit unit(Var::from_dimacs(static_cast<std::int32_t>(k + 1)), (values >> k & 1) != 0);
    solver->add(std::span(&unit, 1));
  }
  return solver->solve() == Answer::satisfiable;
}

bool holds(std::uint64_t values, std::size_t selected, std::size_t plain, bool parity) {
  bool sum = parity;
  for (std::size_t k = 0; k < selected; ++k) sum ^= (values >> k & values >> (selected + k) & 1) != 0;
  for (std::size_t k = 0; k < plain; ++k) sum ^= (values >> (2 * selected + k) & 1) != 0;
  return !sum;
}

}  // namespace

TEST_CASE("selected sums: both ways hold exactly where the sum has its parity") {
  std::mt19937_64 random(3);
  for (const Way way : {Way::cases, Way::products}) {
    for (std::size_t selected = 0; selected <= 7; ++selected) {
      for (std::size_t plain = 0; plain <= 2; ++plain) {
        for (const bool parity : {false, true}) {
          const Sum sum = one_sum(way, selected, plain, parity);
          const std::size_t variables = 2 * selected + plain;
          const std::uint64_t all = std::uint64_t{1} << variables;
          for (std::uint64_t k = 0; k < std::min<std::uint64_t>(all, 40); ++k) {
            const std::uint64_t values = all <= 40 ? k : random() % all;
            REQUIRE(satisfiable(sum.formula, values, variables) == holds(values, selected, plain, parity));
          }
        }
      }
    }
  }
}

TEST_CASE("selected sums: sizes") {
  const auto clauses = [](Way way, std::size_t selected, std::size_t plain) {
    return one_sum(way, selected, plain, false).formula.clauses();
  };
  // Σ_k C(n,k) 2^(k+p-1): for p = 1 it is 3^n.
  CHECK(clauses(Way::cases, 1, 1) == 3);
  CHECK(clauses(Way::cases, 2, 1) == 9);
  CHECK(clauses(Way::cases, 3, 1) == 27);
  CHECK(clauses(Way::cases, 2, 2) == 18);
  // Three clauses a product, eight for a sum of four variables.
  CHECK(clauses(Way::products, 3, 1) == 9 + 8);
  CHECK(clauses(Way::products, 4, 1) == 12 + 8 + 4);
  CHECK(clauses(Way::products, 5, 1) == 15 + 8 + 8);
  CHECK(clauses(Way::products, 6, 1) == 18 + 8 + 8 + 4);
  CHECK(one_sum(Way::products, 6, 1, false).formula.variables() == 13 + 6 + 2);
  CHECK(one_sum(Way::cases, 6, 1, false).formula.variables() == 13);
  // Without terms: nothing, or the empty clause.
  CHECK(one_sum(Way::cases, 0, 0, false).formula.clauses() == 0);
  CHECK(one_sum(Way::cases, 0, 0, true).formula.clause(0).empty());
}
