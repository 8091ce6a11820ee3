// Brute force, the encoders that take every model, simulation and the second checker agree on every model.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "holds.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/model_order.hpp"
#include "protocol/protocol_file.hpp"
#include "random_instances.hpp"
#include "run/decide.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Way = std::pair<const char*, std::optional<Symmetry>>;

constexpr std::uint64_t most_protocols = std::uint64_t{1} << 18;

Decision decide_by(const char* encoder, std::optional<Symmetry> symmetry,
                   const std::shared_ptr<const Instance>& instance) {
  DecideOptions options;
  options.encoder = &encoder_named(encoder);
  options.symmetry = symmetry;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 120;
  options.certify = !options.encoder->writes_script();
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
    ++seen[name_of(instance->model())][right];
    const auto keep = [&](const Protocol& protocol) {
      check_witness(protocol, Budget());
      const std::string text = protocol_text(protocol);
      REQUIRE(protocol_text(parse_protocol(text, "again.json")) == text);
      write_protocol(protocol, fmt::format("{}/{}.json", directory, kept++));
    };
    if (oracle->witness) keep(*oracle->witness);
    for (const auto& [encoder, symmetry] :
         {Way("tables", Symmetry::none), Way("tables", Symmetry::labels), Way("tables", Symmetry::all),
          Way("pairs", Symmetry::none), Way("pairs", Symmetry::labels), Way("smt", std::nullopt),
          Way("auto", std::nullopt)}) {
      const Decision decision = decide_by(encoder, symmetry, instance);
      INFO(encoder << " (" << (symmetry ? to_string(*symmetry) : "its own choice") << "): " << decision.reason);
      REQUIRE(decision.verdict == right);
      if (const Protocol* witness = decision.evidence ? tables_of(*decision.evidence) : nullptr) keep(*witness);
    }
    if (k % 40 == 39) REQUIRE(second_check() == 0);
  }
  REQUIRE(second_check() == 0);
  std::filesystem::remove(directory);
  std::map<Verdict, int> in_all;
  for (const auto& [model, verdicts] : seen) {
    for (const auto& [verdict, times] : verdicts) {
      fmt::print("models: {}: {} {}\n", model, times, to_string(verdict));
      in_all[verdict] += times;
      // A sweep that sees one verdict only tests little; a short one may do so of a model.
      CHECK((times > 0 && (!slow_lane() || verdicts.size() == 2)));
    }
  }
  CHECK(seen.size() == 6);
  CHECK(in_all[Verdict::realizable] > count / 10);
  CHECK(in_all[Verdict::unrealizable] > count / 10);
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
      for (const Symmetry symmetry : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
        if (symmetry == Symmetry::all && std::string_view(name) == "pairs") continue;
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

TEST_CASE("every model: what solves it is carried over to each model that is at least as strong, never the reverse") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 2000 : 120;
  fmt::print("models, in order: {} protocols, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  int carried = 0;
  for (int k = 0; k < count; ++k) {
    const Protocol protocol = random_solving_protocol(*random_small_instance_of_any_model(random, 40), random);
    const Instance& weaker = protocol.instance();
    INFO("protocol " << k << " of seed " << seed << ": " << canonical_json(weaker));
    for (const ModelKind& kind : {ModelKind(Decoder{}), ModelKind(Encoder{}), ModelKind(ChainOfThought{1, 2}),
                                  ModelKind(ChainOfThought{3, std::nullopt})}) {
      for (const Granularity granularity : {Granularity::functions, Granularity::sums}) {
        constexpr std::uint32_t bits = 2;  // no random message has more
        Model model{weaker.epochs(), bits, {}, kind, granularity};
        const auto stronger = std::make_shared<const Instance>("", weaker.task(), weaker.restriction(), model);
        const bool in_order = !weaker_refused(weaker, *stronger);
        const bool backwards =
            (granularity == Granularity::sums && weaker.model().granularity == Granularity::functions) ||
            (!std::holds_alternative<Decoder>(weaker.model().kind) && kind.index() != weaker.model().kind.index());
        REQUIRE_FALSE((in_order && backwards));
        if (!in_order) continue;
        check_witness(carried_over(protocol, stronger, Budget()), Budget());
        ++carried;
      }
    }
  }
  CHECK(carried > 2 * count);
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
        int& times = missed[{family.name, name_of(instance->model())}];
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
