#include "theorem/exponents.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

TEST_CASE("linear programs: a small one by hand, and optima that are none") {
  // The least 3u + 2v with u + v ≥ 4, u + 3v ≥ 6, 2u ≥ 1: at (1/2, 7/2).
  const LinearProgram program = {{3, 2}, {{1, 1}, {1, 3}, {2, 0}}, {4, 6, 1}};
  const Optimum optimum = minimize(program);
  CHECK(optimum.value == Rational(17, 2));
  CHECK(optimum.point == std::vector<Rational>{Rational(1, 2), Rational(7, 2)});
  REQUIRE(is_optimal(program, optimum));
  const auto refused = [&](auto change) {
    Optimum other = optimum;
    change(other);
    return !is_optimal(program, other);
  };
  CHECK(refused([](Optimum& o) { o.value = 8; }));
  CHECK(refused([](Optimum& o) { o.point[0] = 1; }));
  CHECK(refused([](Optimum& o) { o.weights[0] += 1; }));
  CHECK(refused([](Optimum& o) { o.weights.pop_back(); }));
  // Feasible at the same cost is not enough without weights, nor are weights that allow more than is attained.
  CHECK(refused([](Optimum& o) { o.weights.assign(3, 0); }));
  CHECK(refused([](Optimum& o) {
    o.point = {1, 3};
    o.value = 9;
  }));
  CHECK(refused([](Optimum& o) { o.point = {Rational(1, 3), Rational(15, 4)}; }));
  CHECK_THROWS_AS(minimize({{1}, {{1}, {-1}}, {2, -1}}), InternalError);
}

TEST_CASE("linear programs: one on which careless pivoting goes round in circles") {
  // The dual of Beale's example.
  const LinearProgram program = {
      {0, 0, 1},
      {{Rational(1, 4), Rational(1, 2), 0}, {-60, -90, 0}, {Rational(-1, 25), Rational(-1, 50), 1}, {9, 3, 0}},
      {Rational(3, 4), -150, Rational(1, 50), -6}};
  CHECK(minimize(program).value == Rational(1, 20));
}

TEST_CASE("exponents: the paper's, the best for its proof, and with the sharp first step 2·F(2L) - 1") {
  const std::vector<int> paper = {6, 19, 53, 142, 375};
  const std::vector<int> sharp = {5, 15, 41, 109, 287};
  int fibonacci = 3;  // F(2L)
  int before = 2;     // F(2L - 1)
  for (int length = 2; length <= 6; ++length) {
    const Exponents one = exponents_of(length);
    CHECK(one.theorem == (Integer(1) << static_cast<unsigned>(4 * length)));
    CHECK(one.parameters == (12 * boost::multiprecision::pow(Integer(8), static_cast<unsigned>(length)) + 16) / 7);
    CHECK(one.paper.value == paper[static_cast<std::size_t>(length - 2)]);
    CHECK(one.sharp.value == sharp[static_cast<std::size_t>(length - 2)]);
    CHECK(one.sharp.value == 2 * fibonacci - 1);
    before += fibonacci;
    fibonacci += before;
  }
}

TEST_CASE("exponents: every condition of the program counts") {
  // Each left out alone somewhere makes the optimum of some length better.
  std::size_t counted = 0;
  const LinearProgram program = exponent_program(2, Variant::paper);
  const Rational least = minimize(program).value;
  for (std::size_t row = 0; row < program.rows.size(); ++row) {
    LinearProgram without = program;
    without.rows.erase(without.rows.begin() + static_cast<std::ptrdiff_t>(row));
    without.least.erase(without.least.begin() + static_cast<std::ptrdiff_t>(row));
    const Rational other = minimize(without).value;
    CHECK(other <= least);
    counted += other < least ? 1 : 0;
  }
  CHECK(counted >= 5);
}
