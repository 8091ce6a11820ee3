#include <cadical.hpp>

#include <chrono>

#include "base/error.hpp"
#include "solve/solver.hpp"

namespace arcsat {

namespace {

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
  }
  ~CadicalSolver() override {
    if (tracing_) solver_.close_proof_trace();
  }
  void trace_proof(std::FILE* file) override { tracing_ = solver_.trace_proof(file, "proof"); }
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
  CaDiCaL::Solver solver_;
  bool tracing_ = false;
};

}  // namespace

std::unique_ptr<Solver> make_cadical(const EngineOptions& options) { return std::make_unique<CadicalSolver>(options); }

double cadical_read_seconds(const std::string& path) {
  CaDiCaL::Solver solver;
  solver.set("quiet", 1);
  const auto started = std::chrono::steady_clock::now();
  int variables = 0;
  if (const char* error = solver.read_dimacs(path.c_str(), variables)) throw Error(error);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

std::string cadical_version() { return CaDiCaL::Solver::version(); }

}  // namespace arcsat
