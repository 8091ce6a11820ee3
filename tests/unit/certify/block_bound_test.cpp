#include "certify/block_bound.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/cover_file.hpp"
#include "certify/families.hpp"
#include "run/cover_search.hpp"

using namespace arcsat;

namespace {

BlockClaim fold(std::uint32_t size, std::uint32_t of) {
  return {.size = size, .fold = of, .served_by = {}, .weights = {}};
}

bool refuted(const OneStep& sizes, const BlockBound& bound) {
  try {
    check_blocks(sizes, bound);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

bool refuted(const OneStep& sizes) { return find_block_bound(sizes).has_value(); }

/// Blocks of two of 10 values, c = 2, two epochs: if no two of the trees serve every pair, some b is missed however the
/// sets are chosen in two blocks.
BlockBound ten_values() {
  BlockBound bound{Conclusion::families, {fold(3, 1)}};
  bound.claims.push_back({.size = 2, .fold = 0, .served_by = {{0}, {1}}, .weights = {1, 1, 0, 0}, .by_formula = true});
  return bound;
}

}  // namespace

TEST_CASE("blocks: one position, C positions and C - 1 positions, exactly") {
  for (const std::uint32_t c : {1U, 2U}) {
    for (const std::uint32_t epochs : {2U, 3U}) {
      const std::uint32_t trees = 1U << c;
      const auto leaf_count = static_cast<std::uint32_t>(leaves({1, 1, c, epochs}));
      const auto exact = [&](std::uint32_t m, std::uint32_t most) {
        CHECK(!refuted({m, most, c, epochs}));
        CHECK(written_cover({m, most, c, epochs}).has_value());
        CHECK(refuted({m, most + 1, c, epochs}));
      };
      exact(1, leaf_count * trees);
      exact(trees, leaf_count);
      if (trees > 2) exact(trees - 1, leaf_count * trees / (trees - 1));
      // More than C^E positions: only what a stream carries.
      const auto most = static_cast<std::uint32_t>(power_of_c({1, 1, c, epochs}, epochs)) + 1;
      exact(most, static_cast<std::uint32_t>(reach({1, 1, c, epochs})));
    }
  }
}

TEST_CASE("blocks: a claim about lists is none about folds, and volume needs blocks of one position") {
  const auto refused_for = [](const char* words, const OneStep& sizes, const BlockBound& bound) {
    CHECK_THROWS_WITH_AS(check_blocks(sizes, bound), words, CheckFailed);
  };
  refused_for("found no claim about soft blocks, expected claims that leave no room for them", {100, 10, 2, 2},
              {Conclusion::folds, {ten_values().claims[1]}});
  // Four trees that serve each pair twice there are not either; that leaves blocks of two positions.
  constexpr const char* pairs = "found blocks of two positions, expected claims that leave no room for them";
  const OneStep sizes{100, 40, 2, 2};
  CHECK(refuted(sizes, {Conclusion::volume, {fold(2, 1)}}));
  refused_for(pairs, sizes, {Conclusion::volume, {fold(2, 2)}});
  refused_for(pairs, sizes, {Conclusion::volume, {fold(3, 1)}});
  BlockClaim listed{
      .size = 2, .fold = 0, .served_by = {{0}, {1}, {2}, {3}}, .weights = {1, 1, 1, 1}, .by_formula = true};
  refused_for(pairs, sizes, {Conclusion::volume, {listed}});
}

TEST_CASE("blocks: instances of another kind") {
  CHECK_NOTHROW(one_step_of(Instance("", Task(2, {}, {3}), {}, {2, 1, {}})));
  CHECK_THROWS_AS(one_step_of(Instance("", Task(2, {1}, {3, 3}), {}, {2, 1, {}})), CheckFailed);
  CHECK_THROWS_AS(one_step_of(Instance("", Task(2, {}, {3}), {}, {2, 1, {}, Encoder{}})), CheckFailed);
}

TEST_CASE("blocks: one epoch, exactly") {
  for (std::uint32_t c = 0; c <= 4; ++c) {
    for (std::uint32_t m = 1; m <= 6; ++m) {
      for (std::uint32_t q = 1; q <= 20; ++q) {
        const OneStep sizes{m, q, c, 1};
        std::uint64_t tables = 1;
        for (std::uint32_t k = 0; k < m; ++k) tables *= q;
        const bool possible = q == 1 || (m == 1 ? q <= 1U << c : m <= 1U << c && tables <= 1U << c);
        INFO(m, " ", q, " ", c);
        CHECK(written_cover(sizes).has_value() == possible);
        CHECK(refuted(sizes) == !possible);
      }
    }
  }
}

TEST_CASE("blocks: folds leave room exactly for h·K_h + (C-h)·K_C positions") {
  // c = 1, three epochs, q = 7: soft blocks of at most 2, hard ones of at most 3.
  const BlockBound bound{Conclusion::folds, {fold(3, 2), fold(4, 1)}};
  CHECK(!refuted({5, 7, 1, 3}, bound));
  CHECK(refuted({6, 7, 1, 3}, bound));
  CHECK(!refuted({6, 7, 1, 3}, {Conclusion::folds, {fold(3, 2)}}));
  CHECK(!refuted({6, 7, 1, 3}, {Conclusion::folds, {fold(4, 1)}}));
  CHECK_THROWS_AS(check_blocks({6, 7, 1, 3}, {Conclusion::folds, {}}), CheckFailed);
  CHECK_THROWS_AS(check_blocks({6, 7, 1, 3}, {Conclusion::folds, {fold(2, 2), fold(4, 1)}}), CheckFailed);
  // A claim about one hard block says nothing of it where there are more: c = 2, q = 9, m = 6 has a cover.
  CHECK(!refuted({6, 9, 2, 2}));
  CHECK(refuted({7, 9, 2, 2}));
}

TEST_CASE("blocks: families") {
  const BlockBound bound = ten_values();
  CHECK(check_blocks({6, 10, 2, 2}, bound).by_formula == 1);
  for (std::size_t k = 0; k < bound.claims.size(); ++k) {
    BlockBound shorter = bound;
    shorter.claims.erase(shorter.claims.begin() + static_cast<std::ptrdiff_t>(k));
    CAPTURE(k);
    CHECK(!refuted({6, 10, 2, 2}, shorter));
  }
  // Other names for the trees, and fewer positions.
  BlockBound renamed = bound;
  renamed.claims[1].served_by = {{3}, {1}};
  renamed.claims[1].weights = {0, 1, 0, 1};
  CHECK(refuted({6, 10, 2, 2}, renamed));
  CHECK(!refuted({5, 10, 2, 2}, bound));
  // One tree less is another question: three trees have to serve what no two can.
  BlockBound more = bound;
  more.claims[1].served_by = {{0}};
  CHECK(!refuted({6, 10, 2, 2}, more));
  // By numbers alone: 11 values.
  CHECK(refuted(
      {6, 11, 2, 2},
      {Conclusion::families, {fold(3, 1), {.size = 2, .fold = 0, .served_by = {{0}, {1}}, .weights = {1, 1, 0, 0}}}}));
  CHECK_THROWS_AS(check_blocks({6, 30, 3, 2}, {Conclusion::families, {fold(9, 1)}}), CheckFailed);
  CHECK(all_families(2).size() == 4);
  CHECK(all_families(4).size() == 166);  // Dedekind's 168, less the empty one and the one with the empty part
}

TEST_CASE("blocks: volume") {
  // C = 8, two epochs, two positions: 8 boxes of side 64 cover [q]² only if q² ≤ 8·64², q ≤ 181.
  const BlockBound bound{Conclusion::volume, {fold(2, 1)}};
  CHECK(refuted({2, 182, 3, 2}, bound));
  CHECK(!refuted({2, 181, 3, 2}, bound));
  CHECK(refuted({9, 182, 3, 2}, bound));
  CHECK(!refuted({2, 182, 3, 2}, {Conclusion::volume, {fold(3, 1)}}));
  // One epoch: q^m ≤ C.
  CHECK(refuted({2, 3, 3, 1}, bound));
  CHECK(!refuted({3, 2, 3, 1}, bound));
  // 2^(31·1024) is not worked out.
  CHECK(refuted({1024, 1U << 31, 10, 2}, bound));
}

TEST_CASE("blocks: the file is read back, and only whole numbers are numbers") {
  const std::string text = to_json(ten_values());
  CHECK(to_json(parse_block_bound(text, "blocks.json")) == text);
  const auto with = [&](const std::string& old, const std::string& instead) {
    std::string changed = text;
    const std::size_t place = changed.find(old);
    REQUIRE(place != std::string::npos);
    return changed.replace(place, old.size(), instead);
  };
  for (const std::string& lie : std::initializer_list<std::string>{"NaN", "1.5", "2.0", "-1", "\"2\"", "null"}) {
    CHECK_THROWS_AS(parse_block_bound(with("size\":2", "size\":" + lie), "f"), InputError);
    CHECK_THROWS_AS(parse_block_bound(with("fold\":1", "fold\":" + lie), "f"), InputError);
    CHECK_THROWS_AS(parse_block_bound(with("weights\":[1", "weights\":[" + lie), "f"), InputError);
  }
  CHECK_THROWS_AS(parse_block_bound(with("fold\":1", "fold\":0"), "f"), InputError);
  CHECK_THROWS_AS(parse_block_bound(with("\"numbers\"", "\"faith\""), "f"), InputError);
  CHECK_THROWS_AS(parse_block_bound(with("\"families\"", "\"family\""), "f"), InputError);
  CHECK_THROWS_AS(parse_block_bound(with("\"version\":1", "\"version\":2"), "f"), InputError);
}
