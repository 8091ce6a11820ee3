#include "certify/weighted_counting.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/weighted_counting_file.hpp"

using namespace arcsat;

namespace {

/// m = 2: two queries, both positions, and the q tables (k, k + 1 mod q), so that each value is covered twice.
WeightedBound cyclic(std::uint32_t q) {
  WeightedBound bound{2, {0, 1}, {}, std::vector<std::uint32_t>(q, 1), 2};
  for (std::uint32_t k = 0; k < q; ++k) bound.z1.push_back({k, (k + 1) % q});
  return bound;
}

void refused(const TwoStep& sizes, const WeightedBound& bound) {
  CHECK_THROWS_AS(check_weighted(sizes, bound), CheckFailed);
}

}  // namespace

TEST_CASE("weighted counting: every number by hand, and equality does not refute") {
  // (2;2;13,2), c = 1: 2 + 2 + 2·2·2 = 12 common bits, 13 on average, for 26 entries; at q_1 = 12 they are 24 and 24.
  const WeightedReport report = check_weighted(TwoStep{2, 2, 13, 2, 1}, cyclic(13));
  CHECK(report.common == 2 * 12);
  CHECK(report.averaged == 2 * 13);
  CHECK(report.entries == 2 * 26);
  refused({2, 2, 12, 2, 1}, cyclic(12));
  CHECK_NOTHROW(check_weighted(TwoStep{2, 2, 1'000'000, 3, 1}, cyclic(13)));
  CHECK_NOTHROW(check_weighted(TwoStep{2, 1'000'000, 13, 2, 1}, cyclic(13)));
}

TEST_CASE("weighted counting: one table that reaches every value") {
  // (3;2;2,q): 2 + 3 + 2·2·1 = 9 common bits and 3 of e for 4 entries.
  const WeightedBound bound{2, {0, 1, 2}, {{0, 1, 1}}, {1}, 1};
  CHECK_NOTHROW(check_weighted(TwoStep{3, 2, 2, 9, 1}, bound));
  refused({3, 2, 2, 8, 1}, bound);
  // More weight than covers an entry gives no more entries.
  CHECK(check_weighted(TwoStep{3, 2, 2, 64, 1}, {2, {0, 1, 2}, {{0, 1, 1}}, {2}, 1}).entries == 4);
  // Player 0 has nothing to tell apart at one position.
  CHECK(check_weighted(TwoStep{3, 2, 2, 64, 1}, {2, {0}, {{0, 1, 1}}, {1}, 1}).common == 2 + 1 + 2);
}

TEST_CASE("weighted counting: more than one bit, and a weight that is more than the denominator") {
  // (3;2;2,q), c = 2: 2·2·(2 + 3 + 2·3·1) = 44 common halves of a bit, 2·3·3 averaged, 2·(2 + 2) halves of an entry.
  const WeightedBound bound{2, {0, 1, 2}, {{0, 1, 1}}, {3}, 2};
  const WeightedReport report = check_weighted(TwoStep{3, 2, 2, 216, 2}, bound);
  CHECK(report.common == 44);
  CHECK(report.averaged == 18);
  CHECK(report.entries == 8);
  refused({3, 2, 2, 215, 2}, bound);
}

TEST_CASE("weighted counting: what is none is refused for what it is") {
  const auto refused_for = [](const char* words, const TwoStep& sizes, WeightedBound bound) {
    CHECK_THROWS_WITH_AS(check_weighted(sizes, bound), words, CheckFailed);
  };
  for (const TwoStep& sizes :
       {TwoStep{0, 2, 13, 2, 1}, TwoStep{2, 0, 13, 2, 1}, TwoStep{2, 2, 0, 2, 1}, TwoStep{2, 2, 13, 0, 1}}) {
    refused_for("found a size of 0", sizes, cyclic(13));
  }
  WeightedBound bound = cyclic(13);
  bound.denominator = 0;
  refused_for("found the denominator 0, expected at least 1", {2, 2, 13, 2, 1}, bound);
  bound = cyclic(13);
  bound.queries = 0;
  refused_for("found 0 queries, expected 1 to n = 2", {2, 2, 13, 2, 1}, bound);
  bound = cyclic(13);
  bound.weights.push_back(1);
  refused_for("found 14 weights for 13 tables, expected one for each", {2, 2, 13, 2, 1}, bound);
}

TEST_CASE("weighted counting: what is none is refused") {
  const TwoStep sizes{2, 2, 13, 2, 1};
  const auto changed = [](auto change) {
    WeightedBound bound = cyclic(13);
    change(bound);
    return bound;
  };
  refused(sizes, changed([](WeightedBound& b) { b.denominator = 0; }));
  refused(sizes, changed([](WeightedBound& b) { b.denominator = 1; }));
  refused(sizes, changed([](WeightedBound& b) { b.queries = 3; }));
  refused(sizes, changed([](WeightedBound& b) { b.queries = 0; }));
  refused(sizes, changed([](WeightedBound& b) { b.weights.pop_back(); }));
  refused(sizes, changed([](WeightedBound& b) { b.z0.pop_back(); }));
  refused(sizes, changed([](WeightedBound& b) { b.z0[0] = 2; }));
  refused(sizes, changed([](WeightedBound& b) { b.z1[0] = b.z1[1]; }));
  refused(sizes, changed([](WeightedBound& b) { b.z1[0][0] = 13; }));
  CHECK_THROWS_AS(check_weighted(sizes, changed([](WeightedBound& b) { b.denominator = 1U << 31; })), Unsupported);
}

TEST_CASE("weighted counting: of instances") {
  const WeightedBound bound{2, {0, 1, 2}, {{0, 1, 1}}, {1}, 1};
  Restriction restriction;
  const auto make = [&] { return Instance("", Task(3, {2}, {2, 9}), restriction, {2, 1, {}}); };
  CHECK_NOTHROW(check_weighted(make(), bound));
  restriction.lists[1] = {6};
  CHECK_NOTHROW(check_weighted(make(), bound));
  restriction.lists[1] = {5};
  CHECK_THROWS_AS(check_weighted(make(), bound), CheckFailed);
}

TEST_CASE("weighted counting: the file is read back, and only whole numbers are numbers") {
  const std::string text = to_json(cyclic(13));
  CHECK(to_json(parse_weighted_bound(text, "weighted-counting.json")) == text);
  const auto with = [&](const std::string& old, const std::string& instead) {
    std::string changed = text;
    const std::size_t place = changed.find(old);
    REQUIRE(place != std::string::npos);
    changed.replace(place, old.size(), instead);
    return changed;
  };
  for (const std::string& lie : std::initializer_list<std::string>{"NaN", "1.5", "1.0", "-1", "\"1\"", "null"}) {
    CAPTURE(lie);
    for (const char* key : {"denominator\":2", "queries\":2"}) {
      std::string instead = key;
      instead.replace(instead.size() - 1, 1, lie);
      CHECK_THROWS_AS(parse_weighted_bound(with(key, instead), "f"), InputError);
    }
    CHECK_THROWS_AS(parse_weighted_bound(with("\"weights\":[1", "\"weights\":[" + lie), "f"), InputError);
  }
  CHECK_THROWS_AS(parse_weighted_bound(with("denominator\":2", "denominator\":0"), "f"), InputError);
  CHECK_THROWS_AS(parse_weighted_bound(with("\"weights\":[1", "\"weights\":[0"), "f"), InputError);
  CHECK_THROWS_AS(parse_weighted_bound(with("\"version\":1", "\"version\":2"), "f"), InputError);
  CHECK_THROWS_AS(parse_weighted_bound(with("arcsat-weighted-counting", "arcsat-counting"), "f"), InputError);
}
