#include "theorem/paper_parameters.hpp"

#include <doctest/doctest.h>

using namespace arcsat;

TEST_CASE("paper's parameters: two layers, Hdp = 1, by hand") {
  const PaperParameters of(2, 1);
  const auto two = [](unsigned e) -> Integer { return Integer(1) << e; };
  CHECK(of.K == two(32));  // 2^8·8^8
  CHECK(of.numbers.x == std::vector<Integer>{two(256), two(32)});
  CHECK(of.numbers.n == std::vector<Integer>{two(128)});
  CHECK(of.N == std::vector<Integer>{two(320), two(448)});
  CHECK(of.numbers.theta == std::vector<Integer>{two(286)});
  CHECK(of.numbers.prompt() == 2 + two(320) + two(448));
  const auto list = chain_inequalities(of.numbers, Variant::paper);
  REQUIRE(list.size() == 4);
  // 2^286·(3·34 - 2) against 2^32·2·2^128 + 1; 2^128·2^286·448 against 2·(2^128 + 2^256 + 2·2^352 + 2^384 + 2^288).
  CHECK(list[2].left == 100 * two(286));
  CHECK(list[2].right == two(161) + 1);
  CHECK(list[3].left == 448 * two(414));
  CHECK(list[3].right == two(129) + two(257) + two(354) + two(385) + two(289));
  CHECK(tightest(list) == &list[3]);
  CHECK(list[3].slack_bits() > 37);
  CHECK(list[3].slack_bits() < 38);
}

TEST_CASE("paper's parameters: every inequality holds, and not for a K of 1") {
  for (int length = 2; length <= 4; ++length) {
    for (const int width : {1, 8, 1024}) {
      PaperParameters of(length, width);
      CHECK(of.numbers.q.size() == static_cast<std::size_t>(length));
      for (const Inequality& one : chain_inequalities(of.numbers, Variant::paper)) {
        INFO("L = " << length << ", Hdp = " << width << ", " << one.name);
        CHECK(one.holds());
      }
      // With a single query w_{L-1} the end is not reached.
      of.numbers.n.back() = 1;
      CHECK_FALSE(chain_inequalities(of.numbers, Variant::paper).back().holds());
    }
  }
}

TEST_CASE("paper's parameters: from which Hdp on the premise of Theorem 1.1 implies them") {
  const auto premise = [](int length, int width) { return premise_of(PaperParameters(length, width)); };
  CHECK(premise(2, 1).exponent == 256);
  CHECK(premise(2, 1).least_width == 9);
  CHECK_FALSE(premise(2, 8).implies_parameters);
  CHECK(premise(2, 9).implies_parameters);
  CHECK(premise(3, 1).least_width == 5);
  CHECK(premise(4, 1).least_width == 4);
}

TEST_CASE("paper's parameters: powers are compared exactly") {
  const auto power = [](int base, unsigned exponent) -> Integer {
    return boost::multiprecision::pow(Integer(base), exponent);
  };
  for (const int base : {2, 3, 7, 10}) {
    for (const unsigned exponent : {1U, 5U, 256U, 5000U}) {
      INFO(base << "^" << exponent);
      CHECK(power_reaches(base, exponent, power(base, exponent)));
      CHECK(power_reaches(base, exponent, power(base, exponent) - 1));
      CHECK_FALSE(power_reaches(base, exponent, power(base, exponent) + 1));
    }
  }
  CHECK(power_reaches(1, 5, 1));
  CHECK_FALSE(power_reaches(1, 5, 2));
}
