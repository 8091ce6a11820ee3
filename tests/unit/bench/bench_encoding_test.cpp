#include "bench/bench_encoding.hpp"

#include <doctest/doctest.h>

#include <set>

#include "encoders/encoder_table.hpp"

using namespace arcsat;

TEST_CASE("encoding benchmark: the suite's instances have names of their own and are within reach") {
  std::set<std::string> names;
  for (const NamedInstance& named : encoding_benchmark()) {
    CHECK(names.insert(named.name).second);
    CHECK(make_encoder(encoder_named("direct"), named.instance, Symmetry::none)->size().bytes() < 1e9);
  }
  CHECK(names.size() >= 3);
}

TEST_CASE("encoding benchmark: what it measures is the formula") {
  const auto instance = std::make_shared<const Instance>("", Task(2, {1}, {2, 2}), Restriction{}, Model{2, 1, {}});
  const auto encoder = make_encoder(encoder_named("direct"), instance, Symmetry::none);
  std::vector<std::string> reported;
  const auto measurements = measure_encoding({{"one", instance}, {"two", instance}}, 1,
                                             [&](const EncodingMeasurement& one) { reported.push_back(one.name); });
  CHECK(reported == std::vector<std::string>{"one", "two"});
  REQUIRE(measurements.size() == 2);
  for (const EncodingMeasurement& one : measurements) {
    CHECK(one.encoder == encoder->name());
    CHECK(static_cast<std::uint64_t>(one.variables) == encoder->size().all_variables().value());
    CHECK(static_cast<std::uint64_t>(one.clauses) == encoder->size().all_clauses().value());
    CHECK(one.encode_seconds > 0);
    CHECK(one.read_seconds > 0);
    CHECK(one.encode_seconds < 5);
    CHECK(one.read_seconds < 5);
  }
  CHECK(measure_encoding({}, 1, [](const EncodingMeasurement&) {}).empty());
}
