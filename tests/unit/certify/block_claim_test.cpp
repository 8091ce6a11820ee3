#include "certify/block_claim.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/labelled_tree.hpp"

using namespace arcsat;

namespace {

BlockClaim fold(std::uint32_t size, std::uint32_t of) {
  return {.size = size, .fold = of, .served_by = {}, .weights = {}};
}

/// By going through all sets of leaves: those that some strategy leaves reachable; and those with leaf 0.
std::pair<std::vector<Integer>, std::vector<Integer>> counted(const OneStep& sizes, std::uint32_t most) {
  OneStep every = sizes;
  every.q = static_cast<std::uint32_t>(leaves(sizes));
  Labels labels;
  for (std::uint32_t leaf = 0; leaf < every.q; ++leaf) labels.push_back(leaf);
  const auto strategies = strategies_of(every, labels);
  std::vector<Integer> sets(most + 1);
  std::vector<Integer> with_a_leaf(most + 1);
  for (std::uint64_t set = 0; set < std::uint64_t{1} << every.q; ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    if (size > most) continue;
    for (const Strategy& one : strategies) {
      if ((set & ~one.labels) != 0) continue;
      ++sets[size];
      if ((set & 1) != 0) ++with_a_leaf[size - 1];
      break;
    }
  }
  return {sets, with_a_leaf};
}

}  // namespace

TEST_CASE("block claims: the numbers of reachable sets are those that there are") {
  for (const OneStep& sizes :
       {OneStep{1, 1, 1, 1}, OneStep{1, 1, 1, 2}, OneStep{1, 1, 1, 3}, OneStep{1, 1, 2, 2}, OneStep{1, 1, 0, 3}}) {
    const auto [sets, with_a_leaf] = counted(sizes, 5);
    CHECK(reachable_sets(sizes, 5) == sets);
    CHECK(reachable_sets_with_a_leaf(sizes, 5) == with_a_leaf);
  }
  // Three rounds of two ways: by hand, (1 + 16x + 40x² + 32x³ + 8x⁴)² below a first choice.
  CHECK(reachable_sets({1, 1, 1, 4}, 4) == std::vector<Integer>{1, 64, 672, 2688, 5280});
}

TEST_CASE("block claims: counting and degrees hold up to their last number, not beyond") {
  // One position: C trees of C^(2R) leaves serve C^(2R+1) values once.
  for (const std::uint32_t c : {1U, 2U}) {
    for (const std::uint32_t epochs : {1U, 2U, 3U}) {
      const auto most = static_cast<std::uint32_t>(power_of_c({1, 1, c, epochs}, 2 * epochs - 1));
      CHECK(!shown_by_numbers({1, most, c, epochs}, fold(1, 1)));
      CHECK(shown_by_numbers({1, most + 1, c, epochs}, fold(1, 1)));
    }
  }
  // Triples twice by four quadruples, of 6 values: 2·20 of 64; of 8 values: 112.
  CHECK(!shown_by_numbers({1, 6, 2, 2}, fold(3, 2)));
  CHECK(shown_by_numbers({1, 8, 2, 2}, fold(3, 2)));
  // c = 1, three epochs: pairs of 8 values are served by one tree, of 9 by none, each value having 2 of 16 leaves; pairs of
  // 11 by two trees, of 12 by none (by degrees: 3 leaves for each value).
  CHECK(!shown_by_numbers({1, 8, 1, 3}, fold(2, 2)));
  CHECK(shown_by_numbers({1, 9, 1, 3}, fold(2, 2)));
  CHECK(!shown_by_numbers({1, 11, 1, 3}, fold(2, 1)));
  CHECK(shown_by_numbers({1, 12, 1, 3}, fold(2, 1)));
  // More values than a strategy has labels; q itself bounds them.
  CHECK(shown_by_numbers({1, 5, 1, 3}, fold(5, 1)));
  CHECK(shown_by_numbers({1, 5, 1, 3}, fold(1'000'000, 1)));
  CHECK(!shown_by_numbers({1, 4, 1, 3}, fold(1'000'000, 2)));
}

TEST_CASE("block claims: with lists the weights decide") {
  // Pairs of 10 values, C = 4: two of the first three trees must serve each, 90 of 72; but not two of all four, 90 of 96.
  const OneStep sizes{6, 10, 2, 2};
  BlockClaim claim{.size = 2, .fold = 0, .served_by = {{0, 1}, {0, 2}, {1, 2}}, .weights = {1, 1, 1, 0}};
  CHECK(shown_by_numbers(sizes, claim));
  claim.weights = {1, 1, 1, 1};
  CHECK(!shown_by_numbers(sizes, claim));
  claim.served_by = {{0, 1}, {0, 2}, {1, 2}, {2, 3}};
  claim.weights = {1, 1, 1, 0};
  CHECK(!shown_by_numbers(sizes, claim));
  claim.weights = {0, 0, 0, 0};
  CHECK(!shown_by_numbers(sizes, claim));
}

TEST_CASE("block claims: what is none is refused") {
  const OneStep sizes{6, 10, 2, 2};
  const BlockClaim listed{.size = 2, .fold = 0, .served_by = {{0, 1}, {0, 2}, {1, 2}}, .weights = {1, 1, 1, 0}};
  const auto refused = [&](auto change, const BlockClaim& from) {
    for (const bool by_formula : {false, true}) {
      BlockClaim claim = from;
      claim.by_formula = by_formula;
      change(claim);
      CHECK_THROWS_AS(require_claim(sizes, claim), CheckFailed);
    }
  };
  CHECK_NOTHROW(require_claim(sizes, listed));
  refused([](BlockClaim& c) { c.size = 0; }, listed);
  refused([](BlockClaim& c) { c.fold = 1; }, listed);
  refused([](BlockClaim& c) { c.served_by.clear(); }, listed);
  refused([](BlockClaim& c) { c.served_by[0].clear(); }, listed);
  refused([](BlockClaim& c) { c.served_by[0][0] = 4; }, listed);
  refused([](BlockClaim& c) { c.served_by[0][0] = 1; }, listed);
  refused([](BlockClaim& c) { c.weights.pop_back(); }, listed);
  refused([](BlockClaim& c) { c.weights[3] = (1U << 20) + 1; }, listed);
  refused([](BlockClaim& c) { c.fold = 5; }, fold(2, 4));
  refused([](BlockClaim& c) { c.size = 0; }, fold(2, 4));
  CHECK_THROWS_AS(require_claim(sizes, fold(2, 2)), CheckFailed);
  CHECK_THROWS_AS(require_claim({6, 1000, 6, 60}, fold(65, 1)), Unsupported);
}

TEST_CASE("block claims: a file cannot ask for numbers that are too large") {
  // The reach is larger than the claim's size, so that all of it would have to be chosen from.
  const OneStep sizes{4, 2147483647, 1, 60};
  CHECK_THROWS_AS(shown_by_numbers(sizes, {.size = 2147483647, .fold = 1, .served_by = {}, .weights = {}}),
                  Unsupported);
}
