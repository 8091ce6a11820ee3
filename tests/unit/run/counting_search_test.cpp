#include "run/counting_search.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, int epochs, std::uint32_t bits_per_token, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), {epochs, bits_per_token, {}});
}

bool refuted(const Instance& instance) {
  const auto found = find_counting_refutation(test::decoder(instance), Budget());
  // What it finds stands up to the checker.
  if (found) CHECK(check_counting(test::decoder(instance), found->bound).bits == found->report.bits);
  return found.has_value();
}

}  // namespace

TEST_CASE("counting search: where the bounds of one query after another end") {
  const std::pair<std::uint32_t, std::uint32_t> first_refuted[] = {{2, 8}, {3, 6}, {4, 5}, {5, 5}, {6, 4}};
  for (const auto& [n, q] : first_refuted) {
    CAPTURE(n);
    CHECK(refuted(make(Task(1, {n}, {q, 2}), 2, 1)));
    CHECK_FALSE(refuted(make(Task(1, {n}, {q - 1, 2}), 2, 1)));
  }
}

TEST_CASE("counting search: players below the last that know after an epoch") {
  CHECK(refuted(make(Task(2, {1}, {2, 65}), 2, 2)));
  CHECK_FALSE(refuted(make(Task(2, {1}, {2, 64}), 2, 2)));
  CHECK(refuted(make(Task(1, {1, 1}, {2, 2, 182}), 3, 1)));
  CHECK_FALSE(refuted(make(Task(1, {1, 1}, {2, 2, 181}), 3, 1)));
}

TEST_CASE("counting search: pigeons, c = 0, restrictions") {
  CHECK(refuted(make(Task(4, {}, {4}), 1, 7)));
  CHECK_FALSE(refuted(make(Task(4, {}, {4}), 1, 8)));
  CHECK(refuted(make(Task(1, {}, {2}), 5, 0)));
  CHECK_FALSE(refuted(make(Task(1, {}, {1}), 5, 0)));
  Restriction three;
  three.lists[1] = {0, 5, 9};
  CHECK(refuted(make(Task(4, {}, {2}), 1, 1, three)));
  CHECK_FALSE(refuted(make(Task(4, {}, {2}), 1, 2, three)));
}

TEST_CASE("counting search: huge instances take a moment, and the time limit holds") {
  CHECK_FALSE(refuted(make(Task(1000000, {}, {1}), 1, 0)));
  CHECK_FALSE(refuted(make(Task(1, {1000000}, {1, 1}), 2, 1)));
  CHECK_THROWS_AS(find_counting_refutation(test::decoder(make(Task(2, {1}, {3, 4}), 2, 1)), Budget(0, std::nullopt)),
                  LimitReached);
}
