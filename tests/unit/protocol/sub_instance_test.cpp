#include "protocol/sub_instance.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

namespace {

const Task task(2, {1}, {2, 3});

Instance make(Restriction restriction = {}, Model model = {2, 1, {}}, const Task& of = task) {
  return Instance("", of, std::move(restriction), std::move(model));
}

Restriction of_last(std::vector<InputIndex> list) { return {{{2, std::move(list)}}, {}, false}; }

void refused(const Instance& part, const Instance& whole, const char* words) {
  CHECK_THROWS_WITH_AS(require_sub_instance(part, whole, Budget()), words, CheckFailed);
}

}  // namespace

TEST_CASE("sub-instance: fewer inputs, listed or one by one") {
  require_sub_instance(make(), make(), Budget());
  require_sub_instance(make(of_last({0, 5, 8})), make(), Budget());
  require_sub_instance(make(of_last({0, 8})), make(of_last({0, 5, 8})), Budget());
  Restriction tuples;
  tuples.by_tuples = true;
  tuples.tuples = {{0, 1, 3, 8}, {0, 0, 0, 0}};
  require_sub_instance(make(tuples), make(of_last({0, 5, 8})), Budget());
  CHECK(with_inputs(make(of_last({5})), of_last({0})).inputs().size() == 8);
}

TEST_CASE("sub-instance: what is none is refused") {
  refused(make(), make(of_last({0, 5})), "a sub-instance with an input that is not allowed");
  refused(make(of_last({0, 4})), make(of_last({0, 5})), "a sub-instance with an input that is not allowed");
  refused(make({}, {2, 1, {}}, Task(2, {1}, {2, 4})), make(), "a sub-instance of another task");
  refused(make({}, {3, 1, {}}), make(), "a sub-instance with another number of epochs");
  refused(make({}, {2, 2, {}}), make(), "a sub-instance with 2 bits from 0 to -1 in epoch 1, expected 1");
  refused(make({}, {2, 1, {{{2, 2, -1}, 0}}}), make(),
          "a sub-instance with 0 bits from 2 to -1 in epoch 2, expected 1");
  // An override that says what holds anyway changes nothing.
  require_sub_instance(make({}, {2, 1, {{{2, 2, -1}, 1}}}), make(), Budget());
  CHECK_THROWS_AS(require_sub_instance(make(), make(), Budget(0, std::nullopt)), LimitReached);
}
