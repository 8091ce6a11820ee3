#include "run/annealing.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/witness.hpp"

using namespace arcsat;

namespace {

DecoderInstance decoder(Task task, int epochs = 2, Restriction restriction = {}) {
  return *as_decoder(
      std::make_shared<const Instance>("", std::move(task), std::move(restriction), Model{epochs, 1, {}}));
}

}  // namespace

TEST_CASE("annealing: protocols that are no sums, on one thread the same again") {
  const DecoderInstance instance = decoder(Task(2, {1}, {2, 5}));
  const auto found = find_by_annealing(instance, 2, 1, Budget());
  REQUIRE(found);
  CHECK(check_witness(*found, Budget()).inputs == instance->inputs().size());
  const auto again = find_by_annealing(instance, 2, 1, Budget());
  REQUIRE(again);
  for (std::size_t k = 0; k < instance->messages(); ++k) CHECK(found->slot(k).size() == again->slot(k).size());
}

TEST_CASE("annealing: four queries, row by row") {
  const DecoderInstance instance = decoder(Task(1, {4}, {2, 3}));
  const auto found = find_by_annealing(instance, 2, 1, Budget());
  REQUIRE(found);
  CHECK(check_witness(*found, Budget()).inputs == 52'488);
}

TEST_CASE("annealing: what it is not for") {
  CHECK_FALSE(find_by_annealing(decoder(Task(2, {}, {2})), 0, 1, Budget()));
  CHECK_FALSE(find_by_annealing(decoder(Task(2, {1}, {2, 2}), 3), 0, 1, Budget()));
  CHECK_FALSE(find_by_annealing(decoder(Task(2, {1}, {2, 2}), 2, {{{1, {0, 1}}}, {}, false}), 0, 1, Budget()));
  CHECK_FALSE(find_by_annealing(decoder(Task(2, {1}, {2, 1})), 0, 1, Budget()));
}

TEST_CASE("annealing: the time limit holds on every thread") {
  // Impossible.
  const DecoderInstance instance = decoder(Task(2, {1}, {3, 4}));
  CHECK_THROWS_AS(find_by_annealing(instance, 0, 2, Budget(0.2, std::nullopt)), LimitReached);
}
