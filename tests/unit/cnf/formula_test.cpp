#include "cnf/formula.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"

using namespace arcsat;

namespace {

Lit lit(std::int32_t number) { return Lit::from_dimacs(number); }

std::vector<std::int32_t> numbers(std::span<const Lit> clause) {
  std::vector<std::int32_t> result;
  for (const Lit l : clause) result.push_back(l.dimacs());
  return result;
}

std::string shown(const std::vector<ClauseFamily>& families) {
  std::string result;
  for (const ClauseFamily& family : families) result += fmt::format("{}:{} ", family.name, family.clauses);
  return result;
}

using Numbers = std::vector<std::int32_t>;

/// a, b and a again, an empty family c between them.
Formula with_three_families() {
  Formula formula;
  formula.add_variables(3, "x", [](std::int64_t k) { return fmt::format("x{}", k); });
  formula.begin_family("a");
  formula.add_clause({lit(1), lit(-2)});
  formula.begin_family("b");
  formula.add_clause({lit(3)});
  formula.add_clause({});
  formula.begin_family("c");
  formula.begin_family("a");
  formula.add_clause({lit(-1), lit(2), lit(3)});
  return formula;
}

}  // namespace

TEST_CASE("formula: an empty one") {
  const Formula formula;
  CHECK(formula.variables() == 0);
  CHECK(formula.clauses() == 0);
  CHECK(formula.literals() == 0);
  CHECK(formula.families().empty());
  CHECK(formula.variable_families().empty());
}

TEST_CASE("formula: clauses are kept as they were given") {
  Formula formula;
  formula.reserve(10, 10);
  formula.add_variables(3, "x", [](std::int64_t) { return "x"; });
  formula.add_clause({lit(3), lit(-1), lit(3)});
  formula.add_clause({});
  formula.add_clause(std::vector<Lit>{lit(2)});
  CHECK(formula.clauses() == 3);
  CHECK(formula.literals() == 4);
  CHECK(numbers(formula.clause(0)) == Numbers{3, -1, 3});
  CHECK(numbers(formula.clause(1)).empty());
  CHECK(numbers(formula.clause(2)) == Numbers{2});
  CHECK(shown(formula.families()) == "clauses:3 ");
}

TEST_CASE("formula: variables are numbered on and named by their block") {
  Formula formula;
  const auto name = [](const char* block) {
    return [block](std::int64_t k) { return fmt::format("{}[{}]", block, k); };
  };
  CHECK(formula.add_variables(2, "cell", name("c")) == Var::from_dimacs(1));
  CHECK(formula.add_variables(0, "nothing", name("n")) == Var::from_dimacs(3));
  CHECK(formula.add_variables(3, "value", name("v")) == Var::from_dimacs(3));
  CHECK(formula.add_variables(1, "cell", name("d")) == Var::from_dimacs(6));
  CHECK(formula.variables() == 6);
  std::string names;
  for (std::int32_t v = 1; v <= 6; ++v) names += formula.name(Var::from_dimacs(v)) + " ";
  CHECK(names == "c[0] c[1] v[0] v[1] v[2] d[0] ");
  CHECK(shown(formula.variable_families()) == "cell:3 value:3 ");
  CHECK(formula.blocks().size() == 3);
}

TEST_CASE("formula: 2^31 - 1 variables and no more") {
  Formula formula;
  const auto name = [](std::int64_t) { return "x"; };
  formula.add_variables(0x7ffffffe, "x", name);
  CHECK_THROWS_WITH_AS(formula.add_variables(2, "x", name),
                       "a formula of 2147483648 variables, expected at most 2^31 - 1", Unsupported);
  CHECK(formula.variables() == 0x7ffffffe);
  CHECK(formula.add_variables(1, "x", name) == Var::from_dimacs(0x7fffffff));
  CHECK_THROWS_AS(formula.add_variables(1, "x", name), Unsupported);
  CHECK_NOTHROW(formula.add_variables(0, "x", name));
}

TEST_CASE("formula: families may be resumed and may be empty") {
  CHECK(shown(with_three_families().families()) == "a:2 b:2 c:0 ");
}

TEST_CASE("formula: without_family removes the clauses of every run of the family, and nothing else") {
  const Formula formula = with_three_families();
  const Formula without_a = formula.without_family("a");
  CHECK(without_a.variables() == 3);
  CHECK(without_a.name(Var::from_dimacs(2)) == "x1");
  REQUIRE(without_a.clauses() == 2);
  CHECK(numbers(without_a.clause(0)) == Numbers{3});
  CHECK(numbers(without_a.clause(1)).empty());

  const Formula without_b = formula.without_family("b");
  REQUIRE(without_b.clauses() == 2);
  CHECK(numbers(without_b.clause(0)) == Numbers{1, -2});
  CHECK(numbers(without_b.clause(1)) == Numbers{-1, 2, 3});
  CHECK(shown(without_b.families()).starts_with("a:2 "));

  CHECK(formula.without_family("no such").clauses() == 4);
  CHECK(formula.clauses() == 4);
}

TEST_CASE("formula: without_names needs no encoder") {
  const Formula formula = with_three_families().without_names();
  CHECK(formula.name(Var::from_dimacs(3)) == "x3");
  CHECK(formula.variables() == 3);
  CHECK(formula.clauses() == 4);
}

TEST_CASE("formula: the first falsified clause") {
  Formula formula;
  formula.add_variables(2, "x", [](std::int64_t) { return "x"; });
  formula.add_clause({lit(1), lit(2)});
  formula.add_clause({lit(-1), lit(2)});
  formula.add_clause({lit(-2), lit(1)});
  const auto falsified = [&](bool one, bool two) {
    return first_falsified_clause(formula, Assignment{{false, one, two}});
  };
  CHECK(falsified(false, false) == 0);
  CHECK(falsified(true, false) == 1);
  CHECK(falsified(false, true) == 2);
  CHECK(falsified(true, true) == -1);
  CHECK(first_falsified_clause(Formula(), Assignment{{false}}) == -1);
  formula.add_clause({});
  CHECK(falsified(true, true) == 3);
}

TEST_CASE("formula: an assignment's values by variable and by literal") {
  Assignment assignment{{false, false, false}};
  assignment.set(Var::from_dimacs(2), true);
  CHECK_FALSE(assignment.value(Var::from_dimacs(1)));
  CHECK(assignment.value(Var::from_dimacs(2)));
  CHECK(assignment.value(lit(2)));
  CHECK_FALSE(assignment.value(lit(-2)));
  CHECK_FALSE(assignment.value(lit(1)));
  CHECK(assignment.value(lit(-1)));
}
