#include "run/decide.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/error.hpp"
#include "base/file.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/protocol_file.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

DecideOptions quiet(const std::string& encoder = "direct", const std::string& engine = "") {
  DecideOptions options;
  options.encoder = &encoder_named(encoder);
  if (!engine.empty()) options.engine = &engine_named(engine);
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 60;
  return options;
}

/// Decides, and checks what holds of every decision.
Decision decided(const Shared& instance, const DecideOptions& options) {
  CAPTURE(canonical_json(*instance));
  Decision decision = decide(instance, options);
  CHECK(decision.statement == statement(*instance, decision.verdict));
  CHECK(decision.reason.empty() == (decision.verdict != Verdict::undecided));
  const Protocol* protocol = decision.evidence ? tables_of(*decision.evidence) : nullptr;
  CHECK((protocol != nullptr) == (decision.verdict == Verdict::realizable));
  if (protocol != nullptr) {
    CHECK(check_witness(*protocol, Budget()).inputs == instance->inputs().size());
  }
  CHECK_FALSE(decision.engine_version.empty());
  return decision;
}

Verdict verdict(const Shared& instance, const DecideOptions& options = quiet()) {
  return decided(instance, options).verdict;
}

/// Takes minutes without a limit.
Shared hard_instance() { return make(Task(2, {1}, {3, 4}), {2, 1, {}}); }

class FakeSolver : public Solver {
 public:
  FakeSolver(Answer answer, std::string proof) : answer_(answer), proof_(std::move(proof)) {}
  void trace_proof(const std::string& path) override { write_file(path, proof_); }
  void finish_proof() override {}
  void add_variables(std::int32_t) override {}
  void add(std::span<const Lit>) override {}
  Answer solve() override { return answer_; }
  bool value(Var) override { return false; }

 private:
  Answer answer_;
  std::string proof_;
};

DecideOptions with_fake(Answer answer, ProofKind proofs = ProofKind::none, const std::string& proof = "") {
  DecideOptions options = quiet();
  options.engine_instead = [=](const EngineOptions&) { return std::make_unique<FakeSolver>(answer, proof); };
  options.proofs_instead = proofs;
  return options;
}

}  // namespace

TEST_CASE("decide: known values for L = 1") {
  constexpr auto yes = Verdict::realizable;
  constexpr auto no = Verdict::unrealizable;
  // One epoch: the smallest c is ⌈m log2 m⌉.
  CHECK(verdict(make(Task::paper_shape(2, {}), {1, 1, {}})) == no);
  CHECK(verdict(make(Task::paper_shape(2, {}), {1, 2, {}})) == yes);
  CHECK(verdict(make(Task::paper_shape(3, {}), {1, 4, {}})) == no);
  CHECK(verdict(make(Task::paper_shape(3, {}), {1, 5, {}})) == yes);
  // Two epochs.
  CHECK(verdict(make(Task::paper_shape(2, {}), {2, 1, {}})) == yes);
  CHECK(verdict(make(Task::paper_shape(3, {}), {2, 1, {}})) == yes);
  CHECK(verdict(make(Task::paper_shape(4, {}), {2, 1, {}})) == no);
  CHECK(verdict(make(Task::paper_shape(2, {}), {2, 0, {}})) == no);
}

TEST_CASE("decide: known values for L = 2") {
  // E = L + 1 with c ≥ ⌈log2 max q⌉.
  CHECK(verdict(make(Task(2, {1}, {2, 2}), {3, 1, {}})) == Verdict::realizable);
  CHECK(verdict(make(Task(2, {1}, {2, 2}), {1, 1, {}})) == Verdict::unrealizable);
  CHECK(verdict(make(Task(1, {2}, {2, 2}), {3, 1, {}})) == Verdict::realizable);
}

TEST_CASE("decide: one possible answer needs no word") {
  for (const std::uint32_t c : {0U, 1U, 31U}) CHECK(verdict(make(Task(1, {}, {1}), {1, c, {}})) == Verdict::realizable);
  CHECK(verdict(make(Task(2, {1}, {2, 1}), {1, 15, {}})) == Verdict::realizable);
}

TEST_CASE("decide: every encoder with every engine") {
  const Shared yes = make(Task(2, {}, {2}), {2, 1, {}});
  const Shared no = make(Task(2, {}, {2}), {1, 1, {}});
  for (const char* encoder : {"direct", "tables", "pairs", "compact", "smt"}) {
    for (const char* engine : {"", "cryptominisat", "cadical", "z3"}) {
      const bool smt = std::string(encoder) == "smt";
      const bool z3 = std::string(engine) == "z3" || (smt && *engine == '\0');
      if (smt && !z3) continue;
      for (const Symmetry symmetry : {Symmetry::labels, Symmetry::none}) {
        if (z3 && symmetry == Symmetry::none) continue;  // slow to start
        DecideOptions options = quiet(encoder, engine);
        options.symmetry = symmetry;
        const Decision realizable = decided(yes, options);
        CHECK(realizable.verdict == Verdict::realizable);
        if (!smt) CHECK(realizable.encoder == make_encoder(encoder_named(encoder), yes, symmetry)->name());
        CHECK(realizable.engine == (z3 ? "z3" : *engine == '\0' ? "cadical" : engine));
        CHECK(realizable.variables > 0);
        CHECK(realizable.clauses > 0);
        const Decision refuted = decided(no, options);
        if (z3) {
          CHECK(refuted.verdict == Verdict::undecided);
          CHECK(refuted.reason.starts_with("z3 refuted the formula, but gives no proof"));
        } else {
          CHECK(refuted.verdict == Verdict::unrealizable);
          CHECK(refuted.evidence);
        }
        CHECK(verdict_words(realizable) == "realizable");
        options.certify = false;
        const Decision believed = decided(no, options);
        CHECK(believed.verdict == Verdict::unrealizable);
        CHECK_FALSE(believed.evidence);
        CHECK(verdict_words(believed) == "unrealizable (not certified)");
      }
    }
  }
}

TEST_CASE("decide: decisions in several threads do not meet") {
  const Shared yes = make(Task(2, {1}, {2, 5}), {2, 1, {}});
  const Shared no = make(Task(2, {}, {2}), {1, 1, {}});
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int k = 0; k < 4; ++k) {
    threads.emplace_back([&, k] {
      for (int round = 0; round < 3; ++round) {
        const bool possible = (k + round) % 2 == 0;
        const Decision decision = decide(possible ? yes : no, quiet("compact"));
        right += decision.evidence && decision.verdict == (possible ? Verdict::realizable : Verdict::unrealizable);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 12);
}

TEST_CASE("decide: an engine that does not read what the encoder writes") {
  const Shared instance = make(Task(2, {}, {2}), {1, 1, {}});
  CHECK_THROWS_WITH_AS(decide(instance, quiet("smt", "cadical")),
                       "found the engine \"cadical\" with the encoder smt, expected z3", InputError);
}

TEST_CASE("decide: limits are undecided, with their reason") {
  const auto undecided = [](const Shared& instance, const DecideOptions& options) {
    const Decision decision = decided(instance, options);
    CHECK(decision.verdict == Verdict::undecided);
    CHECK_FALSE(decision.evidence);
    return decision.reason;
  };
  for (const char* encoder : {"tables", "pairs", "smt"}) {
    CAPTURE(encoder);
    DecideOptions no_time = quiet(encoder);
    no_time.time_limit_seconds = 0;
    CHECK(undecided(hard_instance(), no_time) == "time limit of 0 s reached");
    CHECK(undecided(make(Task(2, {}, {2}), {1, 2, {}}), no_time) == "time limit of 0 s reached");
    DecideOptions little_time = quiet(encoder);
    little_time.time_limit_seconds = 0.5;
    CHECK(undecided(hard_instance(), little_time) == "time limit of 0.5 s reached");
    DecideOptions no_memory = quiet(encoder);
    no_memory.memory_limit_mebibytes = 1;
    CHECK(undecided(hard_instance(), no_memory).starts_with("memory limit of 1 MiB reached"));
  }
  CHECK(undecided(make(Task(26, {}, {2}), {1, 1, {}}), quiet()).starts_with("the instance has 1744830464 allowed"));
  CHECK(undecided(make(Task(1, {}, {2}), {4, 30, {}}), quiet("tables")).starts_with("the tables formula would have"));
}

TEST_CASE("decide: an interrupt is undecided") {
  interrupted = true;
  const Decision decision = decide(hard_instance(), quiet());
  interrupted = false;
  CHECK(decision.verdict == Verdict::undecided);
  CHECK(decision.reason == "interrupted");
}

TEST_CASE("decide: engines that lie decide nothing") {
  const Shared yes = make(Task(2, {}, {2}), {2, 1, {}});
  const Shared no = make(Task(2, {}, {2}), {1, 1, {}});
  for (const Shared& instance : {yes, no}) {
    CHECK(decided(instance, with_fake(Answer::satisfiable)).reason.starts_with("the engine's model falsifies clause "));
    CHECK(decided(instance, with_fake(Answer::unknown)).reason == "the engine gave up");
    CHECK(verdict(instance, with_fake(Answer::unsatisfiable)) == Verdict::undecided);
  }
  for (const ProofKind kind : {ProofKind::drat, ProofKind::frat}) {
    for (const std::string proof : {"", "nonsense", "f 1 0 0\n", "a\x02"}) {
      CHECK(verdict(yes, with_fake(Answer::unsatisfiable, kind, proof)) == Verdict::undecided);
    }
  }
}

TEST_CASE("decide: restrictions and widths reach the encoders") {
  const Task task(2, {}, {2});
  CHECK(verdict(make(task, {1, 0, {}}, {{{0, {1}}, {1, {2}}}, {}, false})) == Verdict::realizable);
  CHECK(verdict(make(task, {1, 1, {}}, {{{1, {0, 3}}}, {}, false})) == Verdict::realizable);
  CHECK(verdict(make(task, {1, 1, {{{1, 1, -1}, 2}}})) == Verdict::realizable);
  CHECK(verdict(make(task, {1, 2, {{{1, 0, -1}, 0}}})) == Verdict::unrealizable);
}

TEST_CASE("decide: the same seed gives the same bytes, and a bundle") {
  std::string directory = (std::filesystem::temp_directory_path() / "arcsat-decide-XXXXXX").string();
  REQUIRE(mkdtemp(directory.data()) != nullptr);
  const Shared instance = make(Task(3, {}, {3}), {2, 1, {}});
  for (const char* name : {"one", "two"}) {
    DecideOptions options = quiet();
    options.seed = 5;
    write_bundle(directory + "/" + name, *instance, decided(instance, options));
  }
  for (const char* file : {"/protocol.json", "/instance.toml"}) {
    CHECK(read_file(directory + "/one" + file) == read_file(directory + "/two" + file));
  }
  CHECK(check_witness(read_protocol(directory + "/one/protocol.json"), Budget()).inputs == 81);
  CHECK(canonical_json(read_instance(directory + "/one/instance.toml")) == canonical_json(*instance));
  std::filesystem::remove_all(directory);
}
