#include "cnf/literal.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <type_traits>

using namespace arcsat;

// Neither type comes from a number by accident, nor turns into one, nor into the other.
static_assert(!std::is_convertible_v<int, Var> && !std::is_constructible_v<Var, int>);
static_assert(!std::is_convertible_v<int, Lit> && !std::is_constructible_v<Lit, int>);
static_assert(!std::is_convertible_v<Var, int> && !std::is_convertible_v<Lit, int>);
static_assert(!std::is_convertible_v<Lit, bool> && !std::is_convertible_v<Var, bool>);
static_assert(!std::is_convertible_v<Var, Lit> && !std::is_constructible_v<Lit, Var>);
static_assert(!std::is_convertible_v<Lit, Var> && !std::is_constructible_v<Var, Lit>);
static_assert(sizeof(Lit) == 4 && sizeof(Var) == 4);
static_assert(Lit::from_dimacs(-3).var() == Var::from_dimacs(3));

TEST_CASE("literal: numbers, signs and negation") {
  for (const std::int32_t number : {1, 2, 77, 0x7fffffff}) {
    const Var var = Var::from_dimacs(number);
    CHECK(var.dimacs() == number);
    const Lit positive(var, true);
    const Lit negative(var, false);
    CHECK(positive.dimacs() == number);
    CHECK(negative.dimacs() == -number);
    CHECK(positive.positive());
    CHECK_FALSE(negative.positive());
    CHECK(positive.var() == var);
    CHECK(negative.var() == var);
    CHECK(~positive == negative);
    CHECK(~~positive == positive);
    CHECK(Lit::from_dimacs(-number) == negative);
    CHECK(positive != negative);
  }
}

TEST_CASE("literal: variables are ordered by number") {
  CHECK(Var::from_dimacs(2) < Var::from_dimacs(10));
  CHECK(Var() < Var::from_dimacs(1));
  CHECK(Var().dimacs() == 0);
  CHECK(Lit().dimacs() == 0);
}
