#include "encoders/grouped_pairs.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace arcsat;

namespace {

/// Every promise of the class, from the definition.
void check(const std::vector<std::uint32_t>& group) {
  const GroupedPairs pairs(group);
  std::set<std::pair<std::uint64_t, std::uint64_t>> expected;
  for (std::uint64_t a = 0; a < group.size(); ++a) {
    for (std::uint64_t b = a + 1; b < group.size(); ++b) {
      if (group[a] == group[b]) expected.emplace(a, b);
    }
  }
  REQUIRE(pairs.size() == expected.size());
  std::uint64_t number = 0;
  pairs.for_each([&](std::uint64_t a, std::uint64_t b) {
    CHECK(a < b);
    CHECK(pairs.number(a, b) == number);
    CHECK(pairs.number(b, a) == number);
    CHECK(expected.erase({a, b}) == 1);
    ++number;
  });
  CHECK(expected.empty());
}

}  // namespace

TEST_CASE("grouped pairs: numbered without gaps, each once, in either order") {
  check({});
  check({0});
  check({0, 1, 2});
  check({0, 0});
  check({0, 0, 0, 0, 0});
  check({0, 1, 0, 1, 0});
  check({2, 0, 1, 1, 0, 2, 2, 2, 0, 3});
}

TEST_CASE("grouped pairs: their number is the sum over the groups") {
  std::vector<std::uint32_t> group;
  for (std::uint32_t k = 0; k < 1000; ++k) group.push_back(k % 10);
  CHECK(GroupedPairs(group).size() == 10 * (100 * 99 / 2));
}
