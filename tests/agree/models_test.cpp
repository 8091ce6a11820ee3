// Brute force, the encoders that take every model, simulation and the second checker agree on every model.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "certify/brute_force.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "holds.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/protocol_file.hpp"
#include "random_instances.hpp"
#include "run/decide.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

constexpr std::uint64_t most_protocols = std::uint64_t{1} << 18;

Decision decide_by(const char* encoder, const char* symmetry, const std::shared_ptr<const Instance>& instance) {
  DecideOptions options;
  options.encoder = encoder;
  options.symmetry = symmetry;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 120;
  options.certify = std::string_view(encoder) != "smt";
  return decide(instance, options);
}

}  // namespace

TEST_CASE("every model: brute force, the encoders, simulation and the second checker agree") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 5000 : 120;
  fmt::print("models: {} instances, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  std::string directory = (std::filesystem::temp_directory_path() / "arcsat-models-XXXXXX").string();
  REQUIRE(mkdtemp(directory.data()) != nullptr);
  std::map<std::string, std::map<Verdict, int>> seen;
  int kept = 0;
  const auto second_check = [&] {
    if (kept == 0) return 0;
    const int status = std::system(
        fmt::format("python3 '{}/results/check_witness.py' --quiet '{}'/*.json", ARCSAT_SOURCE_DIR, directory).c_str());
    for (; kept > 0; --kept) std::filesystem::remove(fmt::format("{}/{}.json", directory, kept - 1));
    return status;
  };
  for (int k = 0; k < count; ++k) {
    const auto instance = random_small_instance_of_any_model(random, slow_lane() ? 14 : 12);
    INFO("instance " << k << " of seed " << seed << ": " << canonical_json(*instance));
    const auto oracle = brute_force(instance, most_protocols, Budget());
    if (!oracle) continue;
    const Verdict right = oracle->realizable ? Verdict::realizable : Verdict::unrealizable;
    ++seen[facts_of(instance->model().kind).kind][right];
    const auto keep = [&](const Protocol& protocol) {
      check_witness(protocol, Budget());
      const std::string text = protocol_text(protocol);
      REQUIRE(protocol_text(parse_protocol(text, "again.json")) == text);
      write_protocol(protocol, fmt::format("{}/{}.json", directory, kept++));
    };
    if (oracle->witness) keep(*oracle->witness);
    for (const auto& [encoder, symmetry] :
         {std::pair("tables", "none"), std::pair("tables", "labels"), std::pair("pairs", "none"),
          std::pair("pairs", "labels"), std::pair("smt", ""), std::pair("auto", "")}) {
      const Decision decision = decide_by(encoder, symmetry, instance);
      INFO(encoder << " (" << symmetry << "): " << decision.reason);
      REQUIRE(decision.verdict == right);
      if (const Protocol* witness = decision.evidence ? tables_of(*decision.evidence) : nullptr) keep(*witness);
    }
    if (k % 40 == 39) REQUIRE(second_check() == 0);
  }
  REQUIRE(second_check() == 0);
  std::filesystem::remove(directory);
  for (const char* kind : {"decoder", "encoder", "chain-of-thought"}) {
    fmt::print("models: {}: {} realizable, {} unrealizable\n", kind, seen[kind][Verdict::realizable],
               seen[kind][Verdict::unrealizable]);
    // A sweep that sees one verdict only tests little.
    CHECK(seen[kind][Verdict::realizable] > 0);
    CHECK(seen[kind][Verdict::unrealizable] > 0);
  }
}

TEST_CASE("every model: a protocol satisfies the formula of the inputs that it gets right") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 2000 : 120;
  fmt::print("models, embedded: {} protocols, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  int embedded = 0;
  for (int k = 0; k < count; ++k) {
    const Protocol protocol = random_solving_protocol(*random_small_instance_of_any_model(random, 40), random);
    INFO("protocol " << k << " of seed " << seed << ": " << canonical_json(protocol.instance()));
    for (const char* name : {"tables", "pairs"}) {
      for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels}) {
        const auto encoder = make_encoder(encoder_named(name), protocol.shared_instance(), symmetry);
        const FormulaSize size = encoder->size();
        if (size.all_clauses().value() > 100'000) continue;
        const Budget budget;
        EncodingWatch watch(budget);
        const Formula formula = encoder->encode(watch);
        REQUIRE(size.all_variables().value() == static_cast<std::uint64_t>(formula.variables()));
        REQUIRE(size.all_clauses().value() == static_cast<std::uint64_t>(formula.clauses()));
        REQUIRE(size.literals.value() == static_cast<std::uint64_t>(formula.literals()));
        const Assignment assignment = encoder->embed(protocol);
        INFO(name << ", " << to_string(symmetry));
        REQUIRE(first_falsified_clause(formula, assignment) == -1);
        check_witness(encoder->decode(assignment), Budget());
        ++embedded;
      }
    }
  }
  CHECK(embedded > 2 * count);
}

TEST_CASE("every model: each clause family is missed when it is gone") {
  std::mt19937_64 random(11);
  const int count = slow_lane() ? 2000 : 500;
  for (const char* name : {"tables", "pairs"}) {
    std::map<std::pair<std::string, std::string>, int> missed;  // by family and model
    for (int k = 0; k < count; ++k) {
      const auto instance = random_small_instance_of_any_model(random, 12);
      const auto oracle = brute_force(instance, most_protocols, Budget());
      if (!oracle) continue;
      const auto encoder = make_encoder(encoder_named(name), instance, Symmetry::none);
      const Budget budget;
      EncodingWatch watch(budget);
      const Formula formula = encoder->encode(watch);
      for (const ClauseFamily& family : formula.families()) {
        int& times = missed[{family.name, facts_of(instance->model().kind).kind}];
        const EngineResult result =
            solve_formula(engine_named("cadical"), formula.without_family(family.name), {}, Budget(), nullptr);
        if (result.answer != Answer::satisfiable) continue;
        const bool replays = holds([&] { check_witness(encoder->decode(result.model), Budget()); });
        if (!oracle->realizable || !replays) ++times;
      }
    }
    for (const auto& [what, times] : missed) {
      fmt::print("models: {} without {} ({}): noticed {} times\n", name, what.first, what.second, times);
      CHECK_MESSAGE(times > 0, name << " without " << what.first << " of " << what.second);
    }
  }
}
