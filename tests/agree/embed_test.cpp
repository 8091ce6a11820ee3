// Every protocol that solves an instance satisfies the instance's formula: the soundness of a refutation, as code.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "random_instances.hpp"

using namespace arcsat;
using namespace arcsat::test;

TEST_CASE("random protocols satisfy the formula of the inputs that they get right, and decode to right protocols") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 1500 : 150;
  fmt::print("embed: {} protocols, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  constexpr std::uint64_t most_clauses = 300'000;
  int embedded = 0;
  int too_large = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = k % 2 == 0 ? random_natural_instance(random, 60) : random_small_instance(random, 40);
    const Protocol protocol = random_solving_protocol(*instance, random);
    check_witness(protocol, Budget());
    for (const char* name : {"tables", "pairs", "compact"}) {
      for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
        if (symmetry == Symmetry::all && std::string_view(name) != "compact") continue;
        const auto encoder = make_encoder(encoder_named(name), protocol.shared_instance(), symmetry);
        if (encoder->size().all_clauses().value() > most_clauses) {
          ++too_large;
          continue;
        }
        const Budget budget;
        EncodingWatch watch(budget);
        const Formula formula = encoder->encode(watch);
        const Assignment assignment = encoder->embed(protocol);
        const std::int64_t falsified = first_falsified_clause(formula, assignment);
        INFO("protocol " << k << " of seed " << seed << ", encoder " << name << ", symmetry " << to_string(symmetry)
                         << ", clause " << falsified);
        REQUIRE(falsified == -1);
        check_witness(encoder->decode(assignment), Budget());
        ++embedded;
      }
    }
  }
  fmt::print("embed: {} embeddings, {} formulas left out as larger than {} clauses\n", embedded, too_large,
             most_clauses);
  CHECK(embedded > 2 * count);
}

TEST_CASE("a protocol that is wrong on an allowed input does not satisfy the formula") {
  std::mt19937_64 random(7);
  int falsified = 0;
  for (int k = 0; k < 60; ++k) {
    const auto instance = random_small_instance(random, 40);
    const Protocol solving = random_solving_protocol(*instance, random);
    const Instance& solved = solving.instance();
    if (solved.task().answers() < 2) continue;
    Protocol wrong(solving.shared_instance());
    for (std::size_t number = 0; number < solved.messages(); ++number) wrong.slot(number) = solving.slot(number);
    for (std::size_t row = 0; row < solving.output().size(); ++row) {
      const std::uint32_t answer = solving.output().value(row);
      wrong.output().add(solving.output().key(row), row == 0 ? (answer + 1) % solved.task().answers() : answer);
    }
    wrong.output().sort();
    const auto encoder = make_encoder(encoder_named("tables"), solving.shared_instance(), Symmetry::none);
    const Budget budget;
    EncodingWatch watch(budget);
    CHECK(first_falsified_clause(encoder->encode(watch), encoder->embed(wrong)) >= 0);
    ++falsified;
  }
  CHECK(falsified > 20);
}
