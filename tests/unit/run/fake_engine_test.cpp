// Engines that lie: whatever they say, the verdict is right or undecided.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "base/file.hpp"
#include "run/decide.hpp"

using namespace arcsat;

namespace {

/// Says and writes what it is told.
class FakeEngine : public Solver {
 public:
  FakeEngine(Answer answer, std::string proof, bool model) : answer_(answer), proof_(std::move(proof)), model_(model) {}
  void trace_proof(const std::string& path) override { write_file(path, proof_); }
  void finish_proof() override {}
  void add_variables(std::int32_t) override {}
  void add(std::span<const Lit>) override {}
  Answer solve() override { return answer_; }
  bool value(Var) override { return model_; }

 private:
  Answer answer_;
  std::string proof_;
  bool model_;
};

/// L = 1, E = 1: realizable for m = 2 if and only if c is at least 2.
std::shared_ptr<const Instance> instance(std::uint32_t bits_per_token) {
  return std::make_shared<const Instance>("", Task(2, {}, {2}), Restriction{}, Model{1, bits_per_token, {}});
}

Decision decide_with(const SolverFactory& engine, ProofKind proofs, std::uint32_t bits_per_token) {
  DecideOptions options;
  options.encoder = &encoder_named("direct");
  options.engine_instead = engine;
  options.proofs_instead = proofs;
  options.progress = Progress::Mode::never;
  Decision decision = decide(instance(bits_per_token), options);
  CHECK(decision.evidence.has_value() == (decision.verdict != Verdict::undecided));
  return decision;
}

SolverFactory fake(Answer answer, std::string proof, bool model = false) {
  return [=](const EngineOptions&) { return std::make_unique<FakeEngine>(answer, proof, model); };
}

}  // namespace

TEST_CASE("a refutation with a proof that is none is undecided") {
  const std::string proofs[] = {"",
                                "0\n",
                                "1 0\n0\n",
                                "garbage\n",
                                "999999 0\n0\n",
                                std::string("\0\1\2", 3),
                                "1 -1 0\n",
                                "d 1 0\n",
                                "1 2",
                                std::string(100000, '0')};
  // Realizable, so every refutation is a lie; and unrealizable, where unit propagation does not show it.
  for (const std::string& proof : proofs) {
    for (const ProofKind kind : {ProofKind::drat, ProofKind::frat, ProofKind::none}) {
      CAPTURE(proof.substr(0, 20));
      const Decision decision = decide_with(fake(Answer::unsatisfiable, proof), kind, 2);
      CHECK(decision.verdict == Verdict::undecided);
      CHECK_FALSE(decision.evidence);
      CHECK(decision.reason.find("refuted the formula, but") != std::string::npos);
    }
  }
}

TEST_CASE("a model that satisfies nothing is undecided") {
  for (const bool value : {false, true}) {
    for (const std::uint32_t bits : {0U, 1U, 2U}) {
      const Decision decision = decide_with(fake(Answer::satisfiable, "", value), ProofKind::none, bits);
      CHECK(decision.verdict == Verdict::undecided);
      CHECK(decision.reason.find("the engine's model falsifies clause") == 0);
      CHECK_FALSE(decision.evidence);
    }
  }
}

TEST_CASE("an engine that gives up, throws or dies is undecided, with the reason") {
  CHECK(decide_with(fake(Answer::unknown, ""), ProofKind::none, 1).reason == "the engine gave up");
  const auto throws = [](const EngineOptions&) -> std::unique_ptr<Solver> { throw std::runtime_error("no licence"); };
  CHECK(decide_with(throws, ProofKind::none, 1).reason == "the engine failed: no licence");
  const auto leaves = [](const EngineOptions&) -> std::unique_ptr<Solver> { _exit(0); };
  CHECK(decide_with(leaves, ProofKind::none, 1).reason == "the engine's process ended without an answer");
  const auto leaves_badly = [](const EngineOptions&) -> std::unique_ptr<Solver> { _exit(9); };
  CHECK(decide_with(leaves_badly, ProofKind::none, 1).reason == "the engine's process ended with exit code 9");
}

TEST_CASE("without certification an engine's word is repeated as just that") {
  DecideOptions options;
  options.engine_instead = fake(Answer::unsatisfiable, "");
  options.encoder = &encoder_named("compact");
  options.certify = false;
  options.progress = Progress::Mode::never;
  const Decision decision = decide(instance(2), options);
  CHECK(verdict_words(decision) == "unrealizable (not certified)");
  CHECK_FALSE(decision.evidence);
}
