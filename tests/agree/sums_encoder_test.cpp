// What the sums family finds on random instances is replayed twice and agrees with the other encoders.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>

#include "../decoder.hpp"
#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/sums_check.hpp"
#include "certify/witness.hpp"
#include "encoders/sums_encoder.hpp"
#include "holds.hpp"
#include "protocol/instance_file.hpp"
#include "random_instances.hpp"
#include "run/decide.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

Decision decide_by(const std::string& encoder, const std::shared_ptr<const Instance>& instance, double seconds) {
  DecideOptions options;
  options.encoder = &encoder_named(encoder);
  options.engine = &engine_named("cadical");
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = seconds;
  return decide(instance, options);
}

/// The formula with or without some clause family, and whether what a model decodes to is a protocol.
enum class Found { nothing, protocol, no_protocol };
Found found_without(const SumsEncoder& family, const Formula& formula, const std::string& clauses) {
  const EngineResult result = solve_formula(engine_named("cadical"), formula.without_family(clauses),
                                            {0, 1, Goal::model}, Budget(5, std::nullopt), nullptr);
  if (result.answer != Answer::satisfiable) return Found::nothing;
  const SumsProtocol protocol = family.decode(result.model);
  const bool accepted = holds([&] { check_sums_protocol(protocol); });
  // The checker of sums may be stricter, never laxer, than a replay.
  const bool replays = holds([&] { check_witness(tabulate(protocol, Budget()), Budget()); });
  REQUIRE((replays || !accepted));
  return accepted ? Found::protocol : Found::no_protocol;
}

}  // namespace

TEST_CASE("the sums family never finds what brute force excludes") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 3000 : 300;
  fmt::print("xor family: {} instances, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  int found = 0;
  int realizable = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = random_small_instance(random, 16);
    INFO("instance " << k << " of seed " << seed << ": " << canonical_json(*instance));
    const Decision decision = decide_by("xor", instance, 60);
    REQUIRE(decision.verdict != Verdict::unrealizable);
    if (decision.verdict == Verdict::undecided) REQUIRE(decision.reason == "the sums family has no protocol for it");
    const auto oracle = brute_force(instance, std::uint64_t{1} << 20, Budget());
    REQUIRE(oracle);
    realizable += oracle->realizable ? 1 : 0;
    if (decision.verdict != Verdict::realizable) continue;
    ++found;
    REQUIRE(oracle->realizable);
    REQUIRE(std::get<TableWitness>(decision.evidence.value()).replayed.inputs == instance->inputs().size());
  }
  fmt::print("xor family: {} found of {} realizable\n", found, realizable);
  CHECK(found > count / 20);
}

TEST_CASE("the sums family never finds what the direct encoder refutes") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 600 : 60;
  fmt::print("xor family, natural widths: {} instances, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  int found = 0;
  int realizable = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = random_natural_instance(random, 80);
    INFO("instance " << k << " of seed " << seed << ": " << canonical_json(*instance));
    const Decision decision = decide_by("xor", instance, 10);
    REQUIRE(decision.verdict != Verdict::unrealizable);
    const Decision direct = decide_by("direct", instance, 10);
    realizable += direct.verdict == Verdict::realizable ? 1 : 0;
    if (decision.verdict != Verdict::realizable) continue;
    ++found;
    REQUIRE(direct.verdict != Verdict::unrealizable);
    REQUIRE(std::get<TableWitness>(decision.evidence.value()).replayed.inputs == instance->inputs().size());
  }
  fmt::print("xor family, natural widths: {} found, {} realizable by the direct encoder\n", found, realizable);
  CHECK(found > count / 10);
}

TEST_CASE("each clause family of the sums family is missed when it is gone") {
  std::mt19937_64 random(20);
  const int count = slow_lane() ? 400 : 120;
  std::map<std::string, int> noticed;
  for (const char* clauses : {"vector", "control", "flag", "kind", "relay", "output", "answer", "differ", "view"}) {
    noticed[clauses] = 0;
  }
  for (int k = 0; k < count; ++k) {
    const auto instance = k % 2 == 0 ? random_small_instance(random, 40) : random_natural_instance(random, 60);
    INFO("instance " << k << ": " << canonical_json(*instance));
    const SumsEncoder family(test::decoder(instance));
    const Budget budget;
    EncodingWatch watch(budget);
    const Formula formula = family.encode(watch);
    if (formula.clauses() > 20'000) continue;
    REQUIRE(found_without(family, formula, "") != Found::no_protocol);
    for (auto& [clauses, times] : noticed) {
      if (found_without(family, formula, clauses) == Found::no_protocol) ++times;
    }
  }
  for (const auto& one : noticed) {
    fmt::print("xor family without {}: noticed {} times\n", one.first, one.second);
    CHECK_MESSAGE(one.second > 0, one.first);
  }
}
