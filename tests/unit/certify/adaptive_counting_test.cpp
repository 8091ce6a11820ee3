#include "certify/adaptive_counting.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "certify/adaptive_counting_file.hpp"

using namespace arcsat;

namespace {

std::vector<FirstTable> constants(std::uint32_t m, std::uint32_t count) {
  std::vector<FirstTable> tables;
  for (std::uint32_t value = 0; value < count; ++value) tables.emplace_back(m, value);
  return tables;
}

/// c = 1: for each of the two values of d a query of its own, and in it two entries.
AdaptiveBound one_query_for_each_d(std::uint32_t m) {
  return {constants(m, 2), {}, 0, {{1, {{{0, 0, 0}, {0, 0, 1}}}}, {1, {{{1, 0, 0}, {1, 0, 1}}}}}};
}

AdaptiveBound one_order(std::vector<FirstTable> z1, AdaptiveOrder order, std::vector<std::size_t> whole = {}) {
  return {std::move(z1), std::move(whole), std::nullopt, {{1, {std::move(order)}}}};
}

void refused(const TwoStep& sizes, const AdaptiveBound& bound) {
  CHECK_THROWS_AS(check_adaptive(sizes, bound), CheckFailed);
}

}  // namespace

TEST_CASE("adaptive counting: one context, every slot by hand") {
  // a2, d, b2 and b1: 2^(4c) answers, and so many can be told.
  const AdaptiveBound bound = one_order({{0}}, {{0, 0, 0}});
  CHECK_NOTHROW(check_adaptive(TwoStep{1, 1, 1, 17, 1}, bound));
  refused({1, 1, 1, 16, 1}, bound);
  CHECK_NOTHROW(check_adaptive(TwoStep{1, 1, 1, 257, 2}, bound));
  refused({1, 1, 1, 256, 2}, bound);
  // Counted whole, what player 1 hears is c·m bits.
  const AdaptiveBound whole = one_order({{0, 0, 0}}, {{0, 0, 0}}, {0});
  CHECK_NOTHROW(check_adaptive(TwoStep{3, 1, 1, 65, 1}, whole));
  refused({3, 1, 1, 64, 1}, whole);
  // a2, d and b2 of two bits, e of 2·3.
  CHECK_NOTHROW(check_adaptive(TwoStep{3, 1, 1, 4097, 2}, whole));
  refused({3, 1, 1, 4096, 2}, whole);
  // With nothing to say there is one answer.
  CHECK_NOTHROW(check_adaptive(TwoStep{1, 1, 1, 2, 0}, bound));
  refused({1, 1, 1, 1, 0}, bound);
}

TEST_CASE("adaptive counting: positions that player 0 does not tell apart share b2") {
  // Two of three positions: ⌊64/11⌋ = 5, ⌊5·2/11⌋ = 0, and ⌊64/10⌋ = 6, ⌊6·2/10⌋ = 1. With a b2 for each ⌊5·4/11⌋ = 1.
  const AdaptiveBound bound{
      {{0, 1, 2}}, {0}, std::nullopt, {{1, {{{0, 0, 0}, {0, 1, 0}}, {{0, 0, 0}, {0, 2, 0}}, {{0, 1, 0}, {0, 2, 0}}}}}};
  const AdaptiveReport report = check_adaptive(TwoStep{3, 1, 3, 11, 1}, bound);
  CHECK(report.orders == 3);
  CHECK(report.queries == 1);
  CHECK_FALSE(report.for_every_m);
  refused({3, 1, 3, 10, 1}, bound);
  // The largest query need not be the last.
  CHECK(check_adaptive(TwoStep{1, 2, 1, 257, 1}, one_order({{0}}, {{1, 0, 0}, {0, 0, 0}})).queries == 2);
}

TEST_CASE("adaptive counting: what is none is refused for what it is") {
  const TwoStep sizes{2, 2, 2, 5, 1};
  const auto refused_for = [](const char* words, const TwoStep& of, auto change) {
    AdaptiveBound bound = one_query_for_each_d(2);
    change(bound);
    CHECK_THROWS_WITH_AS(check_adaptive(of, bound), words, CheckFailed);
  };
  for (const TwoStep& none :
       {TwoStep{0, 2, 2, 5, 1}, TwoStep{2, 0, 2, 5, 1}, TwoStep{2, 2, 0, 5, 1}, TwoStep{2, 2, 2, 0, 1}}) {
    refused_for("found a size of 0", none, [](AdaptiveBound&) {});
  }
  constexpr const char* place = "found the place {} of a table that is counted whole, expected each once, below 2";
  refused_for(fmt::format(fmt::runtime(place), 2).c_str(), sizes, [](AdaptiveBound& b) { b.whole = {2}; });
  refused_for(fmt::format(fmt::runtime(place), 1).c_str(), sizes, [](AdaptiveBound& b) { b.whole = {1, 1}; });
  refused_for("found a phase with the share 0, expected at least 1", sizes,
              [](AdaptiveBound& b) { b.phases[0].share = 0; });
  refused_for("found z_0 = 2 to split at, expected below m = 2", sizes, [](AdaptiveBound& b) { b.split = 2; });
  constexpr const char* no_split = "found no split, expected one phase with the share 1 or a split";
  refused_for(no_split, sizes, [](AdaptiveBound& b) { b.split.reset(); });
  refused_for(no_split, sizes, [](AdaptiveBound& b) {
    b.split.reset();
    b.phases.pop_back();
    b.phases[0].share = 2;
  });
  refused_for("found a table z_1 twice, expected each once", sizes, [](AdaptiveBound& b) { b.z1[1] = b.z1[0]; });
}

TEST_CASE("adaptive counting: b2 is one for what players 1 and 0 say, not for player 1 alone") {
  // One table, two positions: a2, d[0], b2 and e (2 bits), then d[1] and, if player 0 tells them apart, b2 once more:
  // ⌊32/10⌋ = 3, ⌊3·4/10⌋ = 1. With one b2 it would be ⌊3·2/10⌋ = 0.
  refused({2, 1, 2, 10, 1}, one_order({{0, 1}}, {{0, 0, 0}, {0, 1, 0}}, {0}));
  // c instead of c·m bits for e: ⌊16/9⌋ = 1, ⌊4/9⌋ = 0, where it is ⌊32/9⌋ = 3, ⌊12/9⌋ = 1.
  refused({2, 1, 2, 9, 1}, one_order({{0, 1}}, {{0, 0, 0}, {0, 1, 0}}, {0}));
  // b1, too: three positions, two of them told apart: ⌊16/5⌋ = 3, ⌊3·8/5⌋ = 4, ⌊4·2/5⌋ = 1. With one b1 for each table 0.
  refused({3, 1, 3, 5, 1}, one_order({{0, 1, 2}}, {{0, 0, 0}, {0, 1, 0}, {0, 2, 0}}));
  // Where there is enough to tell: ⌊64/25⌋ = 2, ⌊2·8/25⌋ = 0.
  CHECK_NOTHROW(check_adaptive(TwoStep{2, 1, 2, 25, 1}, one_order({{0, 1}}, {{0, 0, 0}, {0, 1, 0}})));
}

TEST_CASE("adaptive counting: three constants, two of them alike") {
  // (1;1;3,5), c = 1: ⌊16/5⌋ = 3, ⌊3·4/5⌋ = 2, ⌊2·2/5⌋ = 0, as the third shares b2 with one of the others, or the
  // second does with the first.
  const AdaptiveBound bound = one_order(constants(1, 3), {{0, 0, 0}, {0, 0, 1}, {0, 0, 2}});
  CHECK_NOTHROW(check_adaptive(TwoStep{1, 1, 3, 5, 1}, bound));
  refused({1, 1, 3, 4, 1}, bound);
  // With two queries for one control only, another control is told.
  const AdaptiveBound two = one_order(constants(1, 2), {{0, 0, 0}, {0, 0, 1}});
  CHECK_NOTHROW(check_adaptive(TwoStep{1, 1, 2, 9, 1}, two));
  refused({1, 1, 2, 8, 1}, two);
}

TEST_CASE("adaptive counting: a query for each value of d, for every m") {
  for (std::uint32_t m = 1; m <= 7; ++m) {
    const AdaptiveReport report = check_adaptive(TwoStep{m, 2, 2, 5, 1}, one_query_for_each_d(m));
    CHECK(report.for_every_m);
    CHECK(report.queries == 2);
    refused({m, 2, 2, 4, 1}, one_query_for_each_d(m));
  }
  CHECK_NOTHROW(check_adaptive(TwoStep{4'000'000, 4'000'000'000, 4'000'000'000, 4'000'000'000, 1},
                               one_query_for_each_d(4'000'000)));
  const auto changed = [](auto change) {
    AdaptiveBound bound = one_query_for_each_d(3);
    change(bound);
    return bound;
  };
  const TwoStep sizes{3, 2, 2, 5, 1};
  refused({3, 1, 2, 5, 1}, one_query_for_each_d(3));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases.pop_back(); }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[1] = b.phases[0]; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].share = 2; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].share = 0; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders.clear(); }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders[0].clear(); }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders[0].pop_back(); }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders[0][1] = b.phases[0].orders[0][0]; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders[0][1].z0 = 1; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders[0][1].z0 = 3; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases[0].orders[0][1].table = 2; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.split.reset(); }));
  refused(sizes, changed([](AdaptiveBound& b) { b.split = 1; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.split = 3; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.whole = {0, 0}; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.whole = {2}; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.z1[1] = b.z1[0]; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.z1[1][2] = 2; }));
  refused(sizes, changed([](AdaptiveBound& b) { b.phases.clear(); }));
}

TEST_CASE("adaptive counting: two contexts of one entry are no two choices") {
  // Both tables ask for z_2(0, 0) at position 0.
  refused({2, 1, 2, 1000, 0}, one_order({{0, 0}, {0, 1}}, {{0, 0, 0}, {0, 0, 1}}));
}

TEST_CASE("adaptive counting: more work than the checker does is no refutation") {
  // It takes the classes of the last three; before them there are 2^36 controls of the others.
  AdaptiveBound bound = one_order(constants(1, 40), {{0, 0, 37}, {0, 0, 38}, {0, 0, 39}});
  for (std::size_t table = 0; table < 37; ++table) bound.phases[0].orders.push_back({{0, 0, table}});
  CHECK_THROWS_AS(check_adaptive(TwoStep{1, 1, 40, 5, 1}, bound), LimitReached);
  CHECK_THROWS_AS(check_adaptive(TwoStep{1, 1, 1, 2, 1'000'000}, one_order({{0}}, {{0, 0, 0}})), Unsupported);
}

TEST_CASE("adaptive counting: of instances") {
  const auto make = [](Restriction restriction) {
    return Instance("", Task(2, {2}, {3, 5}), std::move(restriction), {2, 1, {}});
  };
  CHECK_NOTHROW(check_adaptive(make({}), one_query_for_each_d(2)));
  Restriction restriction;
  restriction.lists[0] = {0};
  restriction.lists[1] = {0, 4};  // the constants 0 and 1
  CHECK_NOTHROW(check_adaptive(make(restriction), one_query_for_each_d(2)));
  restriction.lists[0] = {1};
  CHECK_THROWS_AS(check_adaptive(make(restriction), one_query_for_each_d(2)), CheckFailed);
  restriction.lists[0] = {0};
  restriction.lists[1] = {0, 3};
  CHECK_THROWS_AS(check_adaptive(make(restriction), one_query_for_each_d(2)), CheckFailed);
}

TEST_CASE("adaptive counting: the file is read back, and only whole numbers are numbers") {
  const std::string text = to_json(one_query_for_each_d(2));
  const AdaptiveBound again = parse_adaptive_bound(text, "adaptive-counting.json");
  CHECK(to_json(again) == text);
  CHECK_NOTHROW(check_adaptive(TwoStep{2, 2, 2, 5, 1}, again));
  const std::string without = to_json(one_order({{0}}, {{0, 0, 0}}, {0}));
  CHECK(to_json(parse_adaptive_bound(without, "f")) == without);
  const auto with = [&](const std::string& old, const std::string& instead) {
    std::string changed = text;
    const std::size_t place = changed.find(old);
    REQUIRE(place != std::string::npos);
    changed.replace(place, old.size(), instead);
    return changed;
  };
  for (const std::string& lie : std::initializer_list<std::string>{"NaN", "18.9", "1.0", "-1", "\"1\"", "null"}) {
    CAPTURE(lie);
    CHECK_THROWS_AS(parse_adaptive_bound(with("\"share\":1", "\"share\":" + lie), "f"), InputError);
    CHECK_THROWS_AS(parse_adaptive_bound(with("\"split\":0", "\"split\":" + lie), "f"), InputError);
    CHECK_THROWS_AS(parse_adaptive_bound(with("[0,0,1]", "[0,0," + lie + "]"), "f"), InputError);
  }
  CHECK_THROWS_AS(parse_adaptive_bound(with("[0,0,1]", "[0,0]"), "f"), InputError);
  CHECK_THROWS_AS(parse_adaptive_bound(with("\"share\"", "\"shares\""), "f"), InputError);
  CHECK_THROWS_AS(parse_adaptive_bound(with("\"version\":1", "\"version\":0"), "f"), InputError);
  CHECK_THROWS_AS(parse_adaptive_bound(with("-adaptive-", "-"), "f"), InputError);
}
