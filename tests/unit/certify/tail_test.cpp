#include "certify/tail.hpp"

#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "base/error.hpp"

using namespace arcsat;

namespace {

/// How many of the q^M sequences have fewer than θ values, one by one.
std::uint64_t sequences_of_few(std::uint64_t q, std::uint64_t theta, std::uint64_t points) {
  std::vector<std::uint64_t> sequence(points);
  std::uint64_t few = 0;
  for (;;) {
    few += std::set<std::uint64_t>(sequence.begin(), sequence.end()).size() < theta ? 1 : 0;
    std::size_t place = 0;
    while (place < points && ++sequence[place] == q) sequence[place++] = 0;
    if (place == points) return few;
  }
}

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

}  // namespace

TEST_CASE("tail: every small case, against all sequences one by one") {
  for (std::uint64_t q = 1; q <= 5; ++q) {
    for (std::uint64_t points = 1; points <= 6; ++points) {
      for (std::uint64_t theta = 1; theta <= q; ++theta) {
        INFO("q = " << q << ", theta = " << theta << ", " << points << " points");
        const std::uint64_t few = sequences_of_few(q, theta, points);
        const std::uint64_t all = power(q, points);
        const auto exact = rarity(Tail::exact, q, theta, points);
        REQUIRE(exact.has_value() == (few > 0));
        if (!exact) continue;
        // The greatest e with few / all < 2^-e; -1 if few = all.
        const int e = exact->convert_to<int>();
        if (e >= 0) CHECK((few << e) < all);
        CHECK((few << (e + 1)) >= all);
        const auto sets = rarity(Tail::sets, q, theta, points);
        REQUIRE(sets.has_value());
        CHECK(*sets <= *exact);
      }
    }
  }
}

TEST_CASE("tail: whole logarithms") {
  CHECK(rarity(Tail::logs, 16, 2, 8) == Integer(14));
  CHECK(rarity(Tail::logs, 16, 2, 7) == Integer(-1));
  CHECK(rarity(Tail::logs, 17, 16, 64) == Integer(-32));
  for (const auto& [q, theta] : std::vector<std::pair<std::uint64_t, std::uint64_t>>{{64, 1}, {64, 3}, {200, 7}}) {
    const auto exact = rarity(Tail::exact, q, theta, 4 * theta);
    CHECK((!exact || *exact >= *rarity(Tail::logs, q, theta, 4 * theta)));
  }
}

TEST_CASE("tail: what would take too long") {
  CHECK_FALSE(too_many_to_count(727, 180, 440));
  CHECK(too_many_to_count(727, 180, 1 << 20));
  CHECK_THROWS_AS(rarity(Tail::exact, 727, 180, 1 << 20), Unsupported);
  CHECK_THROWS_AS(rarity(Tail::sets, 727, 180, 1 << 20), Unsupported);
}
