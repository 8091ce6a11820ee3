#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "run/adaptive_search.hpp"
#include "run/row_search.hpp"
#include "run/weighted_search.hpp"

using namespace arcsat;

namespace {

bool by_rows(const TwoStep& sizes) {
  const auto found = find_row_certificate(sizes, Budget());
  if (found) check_rows(sizes, *found);  // what is found stands up to the checker
  return found.has_value();
}

bool by_adaptive_counting(const TwoStep& sizes) {
  const auto found = find_adaptive_bound(sizes, Budget());
  if (found) check_adaptive(sizes, *found);
  return found.has_value();
}

bool by_weights(const TwoStep& sizes) {
  const auto found = find_weighted_bound(sizes);
  if (found) check_weighted(sizes, *found);
  return found.has_value();
}

std::string words(const TwoStep& sizes) {
  return fmt::format("({};{};{},{}), c = {}", sizes.m, sizes.n, sizes.q1, sizes.q2, sizes.c);
}

}  // namespace

TEST_CASE("row search: the first n that it refutes") {
  for (const TwoStep& first : {TwoStep{2, 19, 4, 4, 2}, {4, 41, 3, 4, 2}, {2, 7, 2, 3, 1}, {1, 2, 8, 2, 1}}) {
    INFO(words(first));
    CHECK(by_rows(first));
    TwoStep fewer = first;
    --fewer.n;
    CHECK_FALSE(by_rows(fewer));
    TwoStep many = first;
    many.n = 4'000'000'000;
    CHECK(by_rows(many));
  }
}

TEST_CASE("adaptive search: cells that no counting in advance refutes") {
  for (const TwoStep& cell : {TwoStep{1, 2, 3, 3, 1},
                              {1, 1, 3, 5, 1},
                              {1, 1, 3, 37, 2},
                              {1, 1, 5, 17, 2},
                              {2, 2, 3, 23, 2},
                              {2, 3, 3, 23, 2},
                              {2, 1, 2, 6, 1},
                              {2, 2, 2, 5, 1},
                              {1, 2, 2, 22, 2}}) {
    INFO(words(cell));
    CHECK(by_adaptive_counting(cell));
  }
}

TEST_CASE("adaptive search: for every m") {
  for (const std::uint32_t m : {1U, 3U, 7U, 1000U}) CHECK(by_adaptive_counting({m, 2, 2, 5, 1}));
  CHECK(by_adaptive_counting({5, 4, 4, 17, 2}));
  CHECK(by_adaptive_counting({5, 1, 3, 37, 2}));
  CHECK_FALSE(by_adaptive_counting({5, 4, 4, 16, 2}));
}

TEST_CASE("weighted search: the first q_1 that it refutes") {
  for (const TwoStep& first : {TwoStep{2, 2, 13, 2, 1}, {2, 3, 9, 2, 1}, {3, 2, 14, 2, 1}, {4, 2, 15, 2, 1}}) {
    INFO(words(first));
    CHECK(by_weights(first));
    TwoStep fewer = first;
    --fewer.q1;
    CHECK_FALSE(by_weights(fewer));
  }
}

TEST_CASE("argument searches: what can be solved, or may be, is not refuted") {
  for (const TwoStep& cell : {TwoStep{2, 2, 2, 4, 1},
                              {2, 1, 2, 5, 1},
                              {2, 1, 3, 3, 1},
                              {1, 2, 7, 2, 1},
                              {1, 4, 2, 3, 1},
                              {1, 2, 2, 3, 1},
                              {1, 1, 3, 35, 2},
                              {1, 1, 5, 16, 2},
                              {2, 7, 4, 4, 2},
                              {1, 5, 4, 2, 1}}) {
    INFO(words(cell));
    CHECK_FALSE(by_rows(cell));
    CHECK_FALSE(by_adaptive_counting(cell));
    CHECK_FALSE(by_weights(cell));
  }
}

TEST_CASE("argument searches: the time limit holds") {
  const Budget over(0, std::nullopt);
  CHECK_THROWS_AS(find_row_certificate({2, 19, 4, 4, 2}, over), LimitReached);
  CHECK_THROWS_AS(find_adaptive_bound({2, 2, 3, 23, 2}, over), LimitReached);
}
