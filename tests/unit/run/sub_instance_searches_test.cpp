#include "run/sub_instance_searches.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "check/check.hpp"
#include "protocol/sub_instance.hpp"
#include "run/decide.hpp"

using namespace arcsat;

namespace {

std::shared_ptr<const Instance> make(Task task, Model model = {2, 1, {}}) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, std::move(model));
}

DecideOptions quiet() {
  DecideOptions options;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 120;
  return options;
}

std::string temporary_directory() {
  std::string directory = (std::filesystem::temp_directory_path() / "arcsat-parts-XXXXXX").string();
  REQUIRE(mkdtemp(directory.data()) != nullptr);
  return directory;
}

}  // namespace

TEST_CASE("parts: the user's own choice refutes the whole, and its bundle is accepted") {
  // One bit cannot hold two positions of z_1, whatever the others are.
  const auto whole = make(Task(3, {}, {3}), {1, 3, {}});
  DecideOptions options = quiet();
  options.refute_on = Restriction{{{0, {0, 2}}, {1, {0, 1, 2, 9, 10, 11, 18, 19, 20}}}, {}, false};
  const std::string directory = temporary_directory();
  const Decision decision = decide(whole, options);
  CHECK(decision.verdict == Verdict::unrealizable);
  CHECK(decision.evidence);
  REQUIRE(decision.part);
  CHECK(decision.part->inputs().size() == 18);
  CHECK(decision.statement == statement(*whole, Verdict::unrealizable));
  write_bundle(directory + "/bundle", *whole, decision);
  CHECK(std::filesystem::exists(directory + "/bundle/sub-instance.toml"));
  const CheckReport report = check_bundle(directory + "/bundle", {}, Budget());
  CHECK(report.statement == decision.statement);
  CHECK(report.done[1] == "a sub-instance: 18 of the 81 allowed inputs, each allowed, with the same message widths");
  std::filesystem::remove_all(directory);
}

TEST_CASE("parts: that a part is realizable says nothing") {
  DecideOptions options = quiet();
  options.refute_on = Restriction{{{0, {0}}}, {}, false};
  const Decision decision = decide(make(Task(2, {}, {2}), {1, 1, {}}), options);
  CHECK(decision.verdict == Verdict::undecided);
  CHECK(decision.reason == "some protocol is right on the chosen inputs, which says nothing of the others");
  CHECK_FALSE(decision.part);
}

TEST_CASE("parts: a choice that is none") {
  DecideOptions options = quiet();
  options.refute_on = Restriction{{{1, {9}}}, {}, false};
  CHECK_THROWS_AS(decide(make(Task(2, {}, {2}), {1, 1, {}}), options), InputError);
  options.refute_on = Restriction{{{1, {0, 1}}}, {}, false};
  const auto restricted =
      std::make_shared<const Instance>("", Task(2, {}, {2}), Restriction{{{1, {0, 2}}}, {}, false}, Model{1, 1, {}});
  CHECK_THROWS_WITH_AS(decide(restricted, options),
                       "found a sub-instance with an input that is not allowed, expected inputs of the instance",
                       InputError);
  options.encoder = &encoder_named("xor");
  CHECK_THROWS_AS(decide(make(Task(2, {}, {2})), options), InputError);
}

TEST_CASE("parts: each is searched for a moment, then for a while unless that gave an answer; and shrunk") {
  const auto whole = make(Task(2, {1}, {3, 4}));
  const Budget budget;
  Progress progress(Progress::Mode::never);
  Encodings encodings(budget, progress, automatic_encoder(), std::nullopt);
  const std::vector<Search> searches = searches_of_sub_instances(*whole, {0, 1, Goal::refutation}, 3, encodings);
  REQUIRE(searches.size() % 2 == 0);
  const std::size_t parts = searches.size() / 2;
  REQUIRE(parts > 3);
  for (std::size_t k = 0; k < parts; ++k) {
    CHECK(searches[k].refutes);
    CHECK(searches[k].part != nullptr);
    CHECK_FALSE(searches[k].longer_than);
    CHECK(searches[parts + k].part == searches[k].part);
    CHECK(searches[parts + k].longer_than == 3 + k);
    CHECK(*searches[parts + k].options.conflicts > *searches[k].options.conflicts);
  }
  // 32 of the 64 tables: refuted in seconds, and so are fewer.
  const auto half = [](const Search& one) { return one.part->restriction().lists.at(2).size() == 32; };
  const auto found = std::find_if(searches.begin() + static_cast<std::ptrdiff_t>(parts), searches.end(), half);
  REQUIRE(found != searches.end());
  Search told = *found;
  told.longer_than.reset();
  SearchOutcome outcome = search({told}, 1, engine_named("cadical").make, true, budget, nullptr);
  REQUIRE(outcome.results.front().answer == Answer::unsatisfiable);
  shrink(told, outcome, encodings, engine_named("cadical").make, budget, nullptr);
  CHECK(told.part->restriction().lists.at(2).size() < 32);
  require_sub_instance(*told.part, *whole, budget);
  CHECK(outcome.results.front().answer == Answer::unsatisfiable);
  CHECK(std::filesystem::file_size(outcome.proof) > 0);
}

TEST_CASE("encodings: what would be too large is not planned; what is planned is known before it is made") {
  const auto instance = make(Task(2, {1}, {3, 4}));
  const Budget budget;
  Progress progress(Progress::Mode::never);
  Encodings encodings(budget, progress, automatic_encoder(), std::nullopt);
  std::string reason;
  CHECK_FALSE(encodings.plan(instance, 1e6, reason));
  CHECK(reason.ends_with(" MiB, too much for --encoder auto"));
  reason.clear();
  const auto planned = encodings.plan(instance, 1e9, reason);
  CHECK(reason.empty());
  REQUIRE(planned);
  const auto made = encodings.encode(instance, encoder_named("auto"));
  CHECK(planned->encoder() == made->encoder());
  CHECK(planned->symmetry() == made->symmetry());
  CHECK(planned->variables() == made->variables());
  CHECK(planned->clauses() == made->clauses());
  CHECK(planned->clauses() == planned->made().formula.clauses());
  CHECK_FALSE(encodings.encode_family(instance, encoder_named("xor"), reason)->complete());
  CHECK_FALSE(
      Encodings(Budget(std::nullopt, 1), progress, automatic_encoder(), std::nullopt).plan(instance, 1e9, reason));
  CHECK(reason.starts_with("memory limit of 1 MiB reached"));
}

TEST_CASE("searches: a longer one of what had an answer is not run") {
  const auto whole = make(Task(2, {}, {2}), {1, 1, {}});
  const Budget budget;
  Progress progress(Progress::Mode::never);
  Encodings encodings(budget, progress, automatic_encoder(), std::nullopt);
  const auto encoded = encodings.encode(whole, encoder_named("compact"));
  const auto realizable = encodings.encode(make(Task(2, {}, {2}), {1, 2, {}}), encoder_named("compact"));
  // A model of a part decides nothing, so the search goes on; its longer search is left out.
  const std::vector<Search> searches = {{"part", realizable, {}, true, whole},
                                        {"part again", realizable, {}, true, whole, 0},
                                        {"whole", encoded, {}, true}};
  const SearchOutcome outcome = search(searches, 1, engine_named("cadical").make, false, budget, nullptr);
  CHECK(outcome.results[0].answer == Answer::satisfiable);
  CHECK(outcome.results[1].answer == Answer::unknown);
  CHECK(outcome.results[1].reason == "not needed");
  CHECK(outcome.results[2].answer == Answer::unsatisfiable);
  CHECK(outcome.told == 2);
}

TEST_CASE("searches: the reason why there is no verdict is that of the one without a bound") {
  // Without symmetry breaking it takes minutes.
  const auto hard = make(Task(2, {1}, {3, 4}));
  const Budget budget(5, std::nullopt);
  Progress progress(Progress::Mode::never);
  Encodings encodings(budget, progress, encoder_named("compact"), Symmetry::none);
  const auto encoded = encodings.encode(hard, encoder_named("compact"));
  EngineOptions bounded;
  bounded.conflicts = 10;
  const std::vector<Search> searches = {
      {"model", encoded, bounded}, {"refuting", encoded, {}, true}, {"part", encoded, bounded, true, hard}};
  const SearchOutcome outcome = search(searches, 2, engine_named("cadical").make, false, budget, nullptr);
  CHECK(outcome.told == 1);
  CHECK(outcome.results[1].reason == "time limit of 5 s reached");
  CHECK(outcome.results[2].reason == "the engine gave up");
}
