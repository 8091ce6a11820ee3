#include "bench/measure.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

TEST_CASE("measure: medians and geometric means") {
  CHECK(median({3}) == 3);
  CHECK(median({5, 1, 3}) == 3);
  CHECK(median({4, 1, 3, 2}) == 2.5);
  CHECK_THROWS_AS(median({}), InternalError);
  CHECK(geometric_mean({}) == 1);
  CHECK(geometric_mean({2, 8}) == doctest::Approx(4));
  CHECK(geometric_mean({0.5, 2, 27}) == doctest::Approx(3));
}

TEST_CASE("measure: a benchmark instance is named by its sizes") {
  CHECK(benchmark_instance(Task(2, {}, {3}), 1, 4).name == "m=2 q=3 c=4 E=1");
  const NamedInstance two_steps = benchmark_instance(Task(2, {1}, {3, 4}), 2, 1);
  CHECK(two_steps.name == "m=2 n=1 q=3,4 c=1 E=2");
  CHECK(two_steps.instance->epochs() == 2);
}

TEST_CASE("measure: what fails in a child process is an error here") {
  CHECK(in_child([] { return std::string("done"); }) == "done");
  CHECK_THROWS_AS(in_child([]() -> std::string { throw Error("it broke"); }), Error);
}
