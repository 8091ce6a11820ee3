#include <cadical.hpp>

#include <chrono>
#include <optional>

#include "base/child_process.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "solve/cadical.hpp"
#include "solve/engine.hpp"
#include "solve/proof_file.hpp"

namespace arcsat {

namespace {

/// Is told of each clause that is learned, of which every conflict brings one.
class ConflictCounter : public CaDiCaL::Learner {
 public:
  bool learning(int) override {
    count_conflict();
    return false;  // its literals are not asked for
  }
  void learn(int) override {}
};

class CadicalSolver : public Solver {
 public:
  explicit CadicalSolver(const EngineOptions& options) {
    constexpr std::uint64_t seeds = 2'000'000'001;  // its option's range
    solver_.set("seed", static_cast<int>(options.seed % seeds));
    solver_.set("quiet", 1);
    switch (options.goal) {
      case Goal::any:
        break;
      case Goal::model:
        solver_.configure("sat");
        break;
      case Goal::refutation:
        solver_.configure("unsat");
        break;
    }
    if (options.conflicts) solver_.limit("conflicts", *options.conflicts);
    solver_.connect_learner(&counter_);
  }
  void trace_proof(const std::string& path) override {
    proof_.emplace(path);
    solver_.trace_proof(proof_->stream(), path.c_str());
  }
  void finish_proof() override {
    solver_.close_proof_trace();
    proof_->finish();
  }
  void add_variables(std::int32_t count) override { solver_.reserve(count); }
  void add(std::span<const Lit> clause) override {
    for (const Lit lit : clause) solver_.add(lit.dimacs());
    solver_.add(0);
  }
  Answer solve() override {
    switch (solver_.solve()) {
      case 10:
        return Answer::satisfiable;
      case 20:
        return Answer::unsatisfiable;
      default:
        return Answer::unknown;
    }
  }
  bool value(Var var) override { return solver_.val(var.dimacs()) > 0; }

 private:
  ConflictCounter counter_;
  std::optional<ProofFile> proof_;  // outlives the solver, which writes to it
  CaDiCaL::Solver solver_;
};

std::unique_ptr<Solver> make_cadical(const EngineOptions& options) { return std::make_unique<CadicalSolver>(options); }

std::string cadical_version() { return CaDiCaL::Solver::version(); }

}  // namespace

double cadical_read_seconds(const std::string& path) {
  CaDiCaL::Solver solver;
  solver.set("quiet", 1);
  const auto started = Clock::now();
  int variables = 0;
  if (const char* error = solver.read_dimacs(path.c_str(), variables)) throw Error(error);
  return seconds_since(started);
}

extern const Engine cadical_engine;
const Engine cadical_engine{
    .name = "cadical", .version = cadical_version, .proof = ProofKind::drat, .make = make_cadical};

}  // namespace arcsat
