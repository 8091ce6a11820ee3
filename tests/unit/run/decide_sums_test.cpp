#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "certify/witness.hpp"
#include "check/check.hpp"
#include "run/decide.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

/// In the family; unrealizable; realizable, though the family has no protocol: 27 tables fit into 5 bits.
Shared inside() { return make(Task(2, {2}, {2, 4}), {2, 1, {}}); }
Shared impossible() { return make(Task(2, {}, {2}), {1, 1, {}}); }
Shared outside() { return make(Task(3, {}, {3}), {1, 5, {}}); }

DecideOptions family_options() {
  DecideOptions options;
  options.encoder = &encoder_named("xor");
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 60;
  return options;
}

Decision decided(const Shared& instance, bool certify = true, const std::string& engine = "") {
  DecideOptions options = family_options();
  if (!engine.empty()) options.engine = &engine_named(engine);
  options.certify = certify;
  return decide(instance, options);
}

class FakeEngine : public Solver {
 public:
  explicit FakeEngine(Answer answer) : answer_(answer) {}
  void trace_proof(const std::string&) override { FAIL("a witness needs no proof"); }
  void finish_proof() override {}
  void add_variables(std::int32_t) override {}
  void add(std::span<const Lit>) override {}
  Answer solve() override { return answer_; }
  bool value(Var) override { return false; }

 private:
  Answer answer_;
};

}  // namespace

TEST_CASE("decide by the sums family: every engine") {
  for (const char* engine : {"cadical", "cryptominisat", "z3"}) {
    CHECK(decided(make(Task(2, {1}, {2, 2}), {2, 1, {}}), true, engine).verdict == Verdict::realizable);
    CHECK(decided(impossible(), true, engine).reason == "the sums family has no protocol for it");
  }
}

TEST_CASE("decide by the sums family: limits, and instances that are too large, are undecided in words") {
  const Shared hard = make(Task(2, {2}, {8, 2}), {2, 1, {}});
  const auto reason = [](const Shared& instance, std::optional<double> seconds,
                         std::optional<std::uint64_t> mebibytes) {
    DecideOptions options = family_options();
    options.time_limit_seconds = seconds;
    options.memory_limit_mebibytes = mebibytes;
    const Decision decision = decide(instance, options);
    CHECK(decision.verdict == Verdict::undecided);
    return decision.reason;
  };
  CHECK(reason(inside(), 0.0, {}) == "time limit of 0 s reached");
  CHECK(reason(hard, 1.0, {}) == "time limit of 1 s reached");
  CHECK(reason(hard, {}, 1) == "the formula takes more than 1 MiB, the memory limit");
  CHECK(reason(make(Task(4, {1}, {6, 2}), {1, 1, {}}), {}, {}) ==
        "the instance has 5184 inputs of the players before the last, the encoder xor takes at most 4096");
}

TEST_CASE("decide by the sums family: engines that lie find nothing") {
  for (const Answer answer : {Answer::satisfiable, Answer::unknown, Answer::unsatisfiable}) {
    DecideOptions options = family_options();
    options.engine_instead = [answer](const EngineOptions& given) {
      CHECK(given.goal == Goal::model);
      return std::make_unique<FakeEngine>(answer);
    };
    options.proofs_instead = ProofKind::drat;
    for (const bool certify : {false, true}) {
      options.certify = certify;
      CHECK(decide(inside(), options).verdict == Verdict::undecided);
    }
  }
}

TEST_CASE("decide by the sums family: there is no symmetry to break") {
  DecideOptions options = family_options();
  options.symmetry = Symmetry::labels;
  CHECK_THROWS_WITH_AS(decide(inside(), options), "found the symmetry \"labels\" with the encoder xor, expected none",
                       InputError);
}

TEST_CASE("decide by the sums family: realizable or undecided, never unrealizable") {
  for (const bool certify : {false, true}) {
    const Decision yes = decided(inside(), certify);
    CHECK(yes.verdict == Verdict::realizable);
    REQUIRE(yes.evidence);
    CHECK(std::get<TableWitness>(*yes.evidence).replayed.inputs == inside()->inputs().size());
    CHECK(yes.encoder == "xor");
    CHECK(yes.symmetry.empty());
    CHECK(yes.engine == "cadical");
    for (const Shared& instance : {impossible(), outside(), make(Task(2, {1}, {2, 5}), {2, 1, {}})}) {
      const Decision no = decided(instance, certify);
      CHECK(no.verdict == Verdict::undecided);
      CHECK(no.reason == "the sums family has no protocol for it");
      CHECK_FALSE(no.evidence);
    }
  }
  // More epochs: in the family or not, it is realizable.
  CHECK(decided(make(Task(2, {1}, {3, 4}), {3, 1, {}})).verdict == Verdict::realizable);
  CHECK(decided(inside(), true, "cryptominisat").engine == "cryptominisat");
}

TEST_CASE("decide by the sums family: the bundle is judged anew") {
  std::string directory = (std::filesystem::temp_directory_path() / "arcsat-xor-XXXXXX").string();
  REQUIRE(mkdtemp(directory.data()) != nullptr);
  DecideOptions options = family_options();
  write_bundle(directory + "/bundle", *inside(), decide(inside(), options));
  const CheckReport report = check_bundle(directory + "/bundle", {}, Budget());
  CHECK(report.certificate.verdict() == Verdict::realizable);
  CHECK(report.certificate.method() == "xor");
  CHECK_FALSE(decide(outside(), options).evidence);
  std::filesystem::remove_all(directory);
}

TEST_CASE("decide automatically: by the families, in their turn, on any number of threads") {
  DecideOptions options = family_options();
  options.encoder = &automatic_encoder();
  for (const unsigned threads : {1U, 2U, 3U}) {
    options.threads = threads;
    const Decision copied = decide(inside(), options);
    CHECK(copied.verdict == Verdict::realizable);
    CHECK(copied.encoder == "copies");
    // Six values of i_1 are too many for one bit, so that copies do not apply.
    const Decision added = decide(make(Task(1, {2}, {6, 2}), {2, 1, {}}), options);
    CHECK(added.verdict == Verdict::realizable);
    CHECK(added.encoder == "xor");
    // What the families have not is found elsewhere, or refuted.
    const Decision other = decide(make(Task(2, {1}, {2, 5}), {2, 1, {}}), options);
    CHECK(other.verdict == Verdict::realizable);
    CHECK(other.encoder == "annealing");
    CHECK(other.reason.empty());
    const Decision no = decide(make(Task(2, {1}, {2, 2}), {1, 1, {}}), options);
    CHECK(no.verdict == Verdict::unrealizable);
    CHECK(no.evidence);
    CHECK(no.reason.empty());
    CHECK(no.encoder != "xor");
  }
}

TEST_CASE("decide automatically: the time limit holds where planning a formula would take minutes") {
  // 8128 renamings of the answers alone; 42 million inputs.
  for (const Shared& instance :
       {make(Task(1, {1, 1}, {2, 2, 128}), {3, 1, {}}), make(Task(4, {2}, {6, 2}), {2, 1, {}})}) {
    DecideOptions options = family_options();
    options.encoder = &automatic_encoder();
    options.time_limit_seconds = 1;
    const auto started = Budget::Clock::now();
    const Decision decision = decide(instance, options);
    CHECK(decision.verdict == Verdict::undecided);
    CHECK_FALSE(decision.reason.empty());
    CHECK(std::chrono::duration<double>(Budget::Clock::now() - started).count() < 20);
  }
}
