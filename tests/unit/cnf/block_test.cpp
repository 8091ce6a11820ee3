#include "cnf/block.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cnf/formula.hpp"

using namespace arcsat;

TEST_CASE("block: the last number runs fastest, from the first variable without a gap") {
  Formula formula;
  formula.add_variables(4, "before", [](std::int64_t) { return "before"; });
  const Block block = formula.block("cell", {3, 2, 5}, [](std::span<const std::uint64_t> at) {
    return fmt::format("cell {} {} {}", at[0], at[1], at[2]);
  });
  std::int32_t next = 5;
  for (std::uint64_t a = 0; a < 3; ++a) {
    for (unsigned b = 0; b < 2; ++b) {
      for (int c = 0; c < 5; ++c, ++next) {
        CHECK(block(a, b, c) == Var::from_dimacs(next));
        CHECK(formula.name(block(a, b, c)) == fmt::format("cell {} {} {}", a, b, c));
      }
    }
  }
  CHECK(formula.variables() == next - 1);
  CHECK(formula.variable_families().back().clauses == 30);
}

TEST_CASE("block: one number, two numbers, none of a size") {
  Formula formula;
  const auto name = [](std::span<const std::uint64_t> at) { return fmt::format("{} {}", at[0], at[1]); };
  const Block line = formula.block("line", {7}, name);
  CHECK(line(6) == Var::from_dimacs(7));
  formula.block("none", {3, 0}, name);
  const Block square = formula.block("square", {2, 2}, name);
  CHECK(square(0, 0) == Var::from_dimacs(8));
  CHECK(square(1, 0) == Var::from_dimacs(10));
  CHECK(formula.name(square(1, 1)) == "1 1");
  CHECK(formula.blocks().size() == 2);
}

TEST_CASE("block: too many variables are refused, however large the sizes") {
  const auto name = [](std::span<const std::uint64_t>) { return "x"; };
  Formula formula;
  CHECK_THROWS_AS(formula.block("x", {std::uint64_t{1} << 16, std::uint64_t{1} << 15}, name), Unsupported);
  CHECK_THROWS_AS(formula.block("x", {UINT64_MAX, UINT64_MAX, 3}, name), Unsupported);
  CHECK(formula.variables() == 0);
  CHECK_NOTHROW(formula.block("x", {UINT64_MAX, UINT64_MAX, 0}, name));
  CHECK(formula.variables() == 0);
}

TEST_CASE("block: another formula's variables are made anew, names included") {
  Formula variables;
  const Block block = variables.block(
      "x", {2, 2}, [](std::span<const std::uint64_t> at) { return fmt::format("x {} {}", at[0], at[1]); });
  Formula formula;
  formula.add_variables_of(variables);
  CHECK(formula.variables() == 4);
  CHECK(formula.clauses() == 0);
  CHECK(formula.name(block(1, 0)) == "x 1 0");
}
