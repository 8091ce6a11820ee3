#include "certify/colourings.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

namespace {

/// How many colourings there are, up to renaming.
int leaves(std::vector<std::size_t> groups, std::uint64_t colours) {
  Colouring colouring{std::move(groups), colours, {}};
  int count = 0;
  const ShownFor shown = [&](const Colouring& tried, std::size_t coloured) {
    if (coloured < tried.groups.size()) return false;
    ++count;
    return true;
  };
  CHECK(shown_for_every_colouring(colouring, shown, 1'000'000));
  return count;
}

}  // namespace

TEST_CASE("colourings: as many as there are partitions") {
  CHECK(leaves({}, 2) == 1);
  CHECK(leaves({0, 0, 0, 0}, 1) == 1);
  CHECK(leaves({0, 0, 0, 0}, 2) == 8);
  CHECK(leaves({0, 0, 0, 0}, 4) == 15);
  CHECK(leaves({0, 0, 0, 0}, 1'000'000) == 15);
  CHECK(leaves(std::vector<std::size_t>(9, 7), 4) == 11051);
  // Groups are coloured apart, however they are mixed.
  CHECK(leaves({0, 1, 0, 1, 0}, 2) == 4 * 2);
}

TEST_CASE("colourings: one that is not shown is told, and too many are refused") {
  Colouring colouring{{0, 0, 0}, 2, {}};
  const ShownFor two_alike = [](const Colouring& tried, std::size_t coloured) {
    return coloured >= 2 && tried.colour[0] == tried.colour[1];
  };
  CHECK_FALSE(shown_for_every_colouring(colouring, two_alike, 100));
  CHECK(colouring.colour == std::vector<int>{0, 1, 0});
  const ShownFor never_early = [](const Colouring& tried, std::size_t coloured) {
    return coloured == tried.groups.size();
  };
  Colouring many{std::vector<std::size_t>(40, 0), 2, {}};
  CHECK_THROWS_AS(shown_for_every_colouring(many, never_early, 1000), LimitReached);
}
