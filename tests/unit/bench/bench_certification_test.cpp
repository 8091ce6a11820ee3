#include "bench/bench_certification.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

TEST_CASE("certification benchmark: every part of a certified refutation is measured, with each engine") {
  std::vector<std::string> reported;
  const auto measurements = measure_certification(
      {benchmark_instance(Task(3, {}, {2}), 1, 2)}, engines_with_proofs(), 2,
      [&](const CertificationMeasurement& one) { reported.push_back(one.name + " " + one.engine); });
  CHECK(reported == std::vector<std::string>{"m=3 q=2 c=2 E=1 cadical", "m=3 q=2 c=2 E=1 cryptominisat"});
  REQUIRE(measurements.size() == 2);
  for (const CertificationMeasurement& one : measurements) {
    CHECK(one.clauses > 0);
    CHECK(one.solve_seconds > 0);
    CHECK(one.prove_seconds > 0);
    CHECK(one.elaborate_seconds > 0);
    CHECK(one.check_seconds > 0);
  }
}

TEST_CASE("certification benchmark: what is realizable has no certified refutation to measure") {
  CHECK_THROWS_WITH_AS(measure_certification({benchmark_instance(Task(2, {}, {2}), 1, 2)}, {&engine_named("cadical")},
                                             1, [](const CertificationMeasurement&) {}),
                       "m=2 q=2 c=2 E=1: cadical did not refute it: realizable", Error);
}
