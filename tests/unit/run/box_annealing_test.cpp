#include "run/box_annealing.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"
#include "base/error.hpp"
#include "certify/witness.hpp"

using namespace arcsat;

namespace {

DecoderInstance cell(Task task, std::uint32_t c, int epochs = 2, Restriction restriction = {}) {
  return test::decoder(
      std::make_shared<const Instance>("", std::move(task), std::move(restriction), Model{epochs, c, {}}));
}

}  // namespace

TEST_CASE("boxes: protocols where they cover, on any number of threads") {
  for (const unsigned threads : {1U, 2U}) {
    // [8]² by four boxes of side four; [32]³ by sixteen of side sixteen.
    const DecoderInstance small = cell(Task(1, {1}, {2, 8}), 1);
    const std::optional<Protocol> found = find_by_boxes(small, 1, threads, Budget());
    REQUIRE(found);
    CHECK(check_witness(*found, Budget()).inputs == small->inputs().size());
    const DecoderInstance large = cell(Task(1, {1}, {3, 32}), 2);
    const std::optional<Protocol> covered = find_by_boxes(large, 1, threads, Budget());
    REQUIRE(covered);
    CHECK(check_witness(*covered, Budget()).inputs == 98304);
  }
}

TEST_CASE("boxes: none where they cannot be, and where they do not apply") {
  // Four boxes of side four have room for 64 of the 81 tables.
  CHECK_FALSE(find_by_boxes(cell(Task(1, {1}, {2, 9}), 1), 1, 1, Budget()));
  CHECK_FALSE(find_by_boxes(cell(Task(1, {1}, {3, 5}), 1), 1, 1, Budget()));
  CHECK_FALSE(find_by_boxes(cell(Task(2, {1}, {2, 8}), 1), 1, 1, Budget()));
  CHECK_FALSE(find_by_boxes(cell(Task(1, {2}, {2, 8}), 1), 1, 1, Budget()));
  CHECK_FALSE(find_by_boxes(cell(Task(1, {1}, {2, 8}), 1, 3), 1, 1, Budget()));
  CHECK_FALSE(find_by_boxes(cell(Task(1, {1}, {2, 8}), 1, 2, {{{2, {0, 1}}}, {}, false}), 1, 1, Budget()));
  CHECK_FALSE(find_by_boxes(cell(Task(1, {}, {8}), 1), 1, 1, Budget()));
}

TEST_CASE("boxes: the time limit holds on every thread") {
  // Nobody knows whether there are such boxes; there are none for 37.
  CHECK_THROWS_AS(find_by_boxes(cell(Task(1, {1}, {3, 36}), 2), 1, 2, Budget(0.2, std::nullopt)), LimitReached);
}
