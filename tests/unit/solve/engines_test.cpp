#include "solve/engines.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "../../formula.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

const Budget no_limit;

/// `pigeons` into one hole fewer: unsatisfiable, and hard for resolution.
Formula pigeonhole(std::int32_t pigeons) {
  const std::int32_t holes = pigeons - 1;
  const auto in = [&](std::int32_t pigeon, std::int32_t hole) { return pigeon * holes + hole + 1; };
  std::vector<std::vector<std::int32_t>> clauses;
  for (std::int32_t p = 0; p < pigeons; ++p) {
    clauses.emplace_back();
    for (std::int32_t h = 0; h < holes; ++h) clauses.back().push_back(in(p, h));
  }
  for (std::int32_t h = 0; h < holes; ++h) {
    for (std::int32_t p = 0; p < pigeons; ++p) {
      for (std::int32_t other = 0; other < p; ++other) clauses.push_back({-in(p, h), -in(other, h)});
    }
  }
  return formula_of(pigeons * holes, clauses);
}

EngineResult solved(const Engine& engine, const Formula& formula, const Budget& budget = no_limit,
                    std::uint64_t seed = 0) {
  return solve_formula(engine, formula, {seed, 1}, budget, nullptr);
}

/// Every assignment tried.
bool satisfiable_by_trying(const Formula& formula) {
  for (std::uint64_t k = 0; k >> formula.variables() == 0; ++k) {
    Assignment assignment;
    for (std::int32_t v = 0; v <= formula.variables(); ++v) assignment.values.push_back((2 * k >> v & 1) != 0);
    if (first_falsified_clause(formula, assignment) < 0) return true;
  }
  return false;
}

void check_sat(const Formula& formula) {
  for (const Engine* engine : engines()) {
    CAPTURE(engine->name);
    const EngineResult result = solved(*engine, formula);
    CHECK(result.answer == Answer::satisfiable);
    CHECK(result.reason.empty());
    REQUIRE(result.model.values.size() == static_cast<std::size_t>(formula.variables()) + 1);
    CHECK(first_falsified_clause(formula, result.model) == -1);
  }
}

void check_unsat(const Formula& formula) {
  for (const Engine* engine : engines()) {
    CAPTURE(engine->name);
    const EngineResult result = solved(*engine, formula);
    CHECK(result.answer == Answer::unsatisfiable);
    CHECK(result.reason.empty());
    CHECK(result.model.values.empty());
  }
}

/// An engine that says what it is told.
class FakeSolver : public Solver {
 public:
  FakeSolver(Answer answer, bool value) : answer_(answer), value_(value) {}
  void trace_proof(const std::string& path) override { write_file(path, "proof"); }
  void finish_proof() override {}
  void add_variables(std::int32_t) override {}
  void add(std::span<const Lit>) override {}
  Answer solve() override { return answer_; }
  bool value(Var) override { return value_; }

 private:
  Answer answer_;
  bool value_;
};

SolverFactory fake(Answer answer, bool value = false) {
  return [=](const EngineOptions&) { return std::make_unique<FakeSolver>(answer, value); };
}

EngineResult solved_by(const SolverFactory& engine, const Formula& formula, const std::string& proof = "") {
  return solve_formula(engine, formula, {}, no_limit, nullptr, proof);
}

}  // namespace

TEST_CASE("engines: satisfiable, the smallest formulas included") {
  check_sat(formula_of(0, {}));
  check_sat(formula_of(1, {}));
  check_sat(formula_of(5, {}));
  check_sat(formula_of(1, {{1}}));
  check_sat(formula_of(1, {{-1}}));
  check_sat(formula_of(3, {{3}}));  // variables 1 and 2 are in no clause
  check_sat(formula_of(2, {{1, -1}, {2, 2, 2}}));
  check_sat(formula_of(3, {{1, 2}, {-1, 3}, {-3, -2}, {-1, -2}}));
}

TEST_CASE("engines: unsatisfiable, the smallest formulas included") {
  check_unsat(formula_of(0, {{}}));
  check_unsat(formula_of(2, {{1, 2}, {}}));
  check_unsat(formula_of(2, {{}, {1, 2}}));
  check_unsat(formula_of(1, {{1}, {-1}}));
  check_unsat(formula_of(2, {{1}, {-1, 2}, {-2}}));
  check_unsat(formula_of(2, {{1, 2}, {-1, 2}, {1, -2}, {-1, -2}}));
  check_unsat(pigeonhole(4));
}

TEST_CASE("engines: the answer of trying every assignment, with any seed") {
  std::mt19937_64 random(31);
  int satisfiable = 0;
  for (int round = 0; round < 6; ++round) {
    std::vector<std::vector<std::int32_t>> clauses;
    for (int k = 0; k < 30 + 6 * round; ++k) {
      clauses.emplace_back();
      for (int l = 0; l < 3; ++l) {
        const auto variable = static_cast<std::int32_t>(1 + random() % 8);
        clauses.back().push_back(random() % 2 == 0 ? variable : -variable);
      }
    }
    const Formula formula = formula_of(8, clauses);
    const bool expected = satisfiable_by_trying(formula);
    satisfiable += expected ? 1 : 0;
    for (const Engine* engine : engines()) {
      for (const std::uint64_t seed : {std::uint64_t{0}, UINT64_MAX}) {
        if (engine->name == "z3" && seed == 0) continue;  // slow to start
        CHECK(solved(*engine, formula, no_limit, seed).answer ==
              (expected ? Answer::satisfiable : Answer::unsatisfiable));
      }
    }
  }
  CHECK(satisfiable > 0);
  CHECK(satisfiable < 5);
}

TEST_CASE("engines: the same seed gives the same model") {
  std::vector<std::vector<std::int32_t>> clauses;
  for (std::int32_t v = 1; v <= 40; ++v) clauses.push_back({v, -(v % 40 + 1), (v * 7) % 40 + 1});
  const Formula formula = formula_of(40, clauses);
  for (const Engine* engine : engines()) {
    for (const std::uint64_t seed : {1U, 2U}) {
      CHECK(solved(*engine, formula, no_limit, seed).model.values ==
            solved(*engine, formula, no_limit, seed).model.values);
    }
  }
}

TEST_CASE("engines: a hard formula ends with the time limit") {
  const Formula hard = pigeonhole(13);
  for (const Engine* engine : engines()) {
    CAPTURE(engine->name);
    const EngineResult result = solved(*engine, hard, Budget(0.4, {}));
    CHECK(result.answer == Answer::unknown);
    CHECK(result.reason == "time limit of 0.4 s reached");
    CHECK(result.seconds >= 0.3);
    CHECK(result.seconds < 1.4);
    CHECK(result.peak_mebibytes > 1);
  }
}

TEST_CASE("engines: a hard formula ends with the limit on conflicts, far from the time limit") {
  const Formula hard = pigeonhole(13);
  for (const Engine* engine : engines()) {
    CAPTURE(engine->name);
    EngineOptions options;
    options.conflicts = 200;
    const EngineResult result = solve_formula(*engine, hard, options, Budget(60.0, std::nullopt), nullptr);
    CHECK(result.answer == Answer::unknown);
    CHECK(result.reason == "the engine gave up");
    CHECK(result.seconds < 30);
    // It is a limit on conflicts, not on formulas: an easy one is solved all the same.
    CHECK(solve_formula(*engine, pigeonhole(4), options, no_limit, nullptr).answer == Answer::unsatisfiable);
  }
}

TEST_CASE("engines: the memory limit is unknown, in words") {
  const Formula hard = pigeonhole(13);
  for (const Engine* engine : engines()) {
    CAPTURE(engine->name);
    const EngineResult result = solved(*engine, hard, Budget(20.0, 1));
    CHECK(result.answer == Answer::unknown);
    // An engine may crash over the first allocation that fails before anybody has looked at its size.
    const bool crashed = result.reason.starts_with("the engine");
    CHECK((crashed || result.reason == "memory limit of 1 MiB reached"));
    CHECK(result.seconds < 2);
  }
}

TEST_CASE("engines: an interrupt is unknown, in words") {
  const Formula hard = pigeonhole(13);
  struct sigaction action {};
  struct sigaction old {};
  action.sa_handler = [](int) { interrupted = true; };
  sigaction(SIGALRM, &action, &old);
  for (const Engine* engine : engines()) {
    const itimerval timer = {{0, 0}, {0, 150'000}};
    setitimer(ITIMER_REAL, &timer, nullptr);
    const EngineResult result = solved(*engine, hard);
    interrupted = false;
    CHECK(result.answer == Answer::unknown);
    CHECK(result.reason == "interrupted");
    CHECK(result.seconds < 2);
  }
  sigaction(SIGALRM, &old, nullptr);
  CHECK(solved(engine_named("cadical"), formula_of(1, {{1}})).answer == Answer::satisfiable);
}

TEST_CASE("engines: a model that is none is not believed") {
  const Formula formula = formula_of(2, {{-1}, {1, 2}});
  const EngineResult all_false = solved_by(fake(Answer::satisfiable), formula);
  CHECK(all_false.answer == Answer::unknown);
  CHECK(all_false.reason == "the engine's model falsifies clause 2");
  CHECK(solved_by(fake(Answer::satisfiable, true), formula).reason == "the engine's model falsifies clause 1");
  CHECK(solved_by(fake(Answer::satisfiable, true), formula_of(1, {{1}})).answer == Answer::satisfiable);
  CHECK(solved_by(fake(Answer::unknown), formula).reason == "the engine gave up");
  CHECK(solved_by([](const EngineOptions&) -> std::unique_ptr<Solver> { throw Error("no licence"); }, formula).reason ==
        "the engine failed: no licence");
}

TEST_CASE("engines: a proof is written, or the answer is unknown") {
  std::string path = (std::filesystem::temp_directory_path() / "arcsat-proof-XXXXXX").string();
  close(mkstemp(path.data()));
  const Formula formula = pigeonhole(4);
  CHECK(solved_by(fake(Answer::unsatisfiable), formula, path).answer == Answer::unsatisfiable);
  CHECK(read_file(path) == "proof");
  for (const Engine* engine : engines_with_proofs()) {
    const EngineResult result = solve_formula(*engine, formula, {}, no_limit, nullptr, path);
    CHECK(result.answer == Answer::unsatisfiable);
    CHECK(read_file(path).size() > 10);
  }
  unlink(path.c_str());
  const EngineResult by_z3 = solve_formula(engine_named("z3"), formula, {}, no_limit, nullptr, path);
  CHECK(by_z3.answer == Answer::unknown);
  CHECK(by_z3.reason == "the engine failed: z3 writes no proof that could be checked");
  unlink(path.c_str());
  for (const char* bad : {"/no/such/proof", "/dev/full"}) {
    const EngineResult result = solve_formula(engine_named("cadical"), formula, {}, no_limit, nullptr, bad);
    CHECK(result.answer == Answer::unknown);
    CHECK(result.reason.starts_with(fmt::format("the engine failed: the proof {} cannot be written", bad)));
  }
}
