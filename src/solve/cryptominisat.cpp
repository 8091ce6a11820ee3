#include <cryptominisat5/cryptominisat.h>

#include <optional>

#include "solve/engine.hpp"
#include "solve/proof_file.hpp"

namespace arcsat {

namespace {

class CryptominisatSolver : public Solver {
 public:
  explicit CryptominisatSolver(const EngineOptions& options) {
    solver_.emplace();
    solver_->set_num_threads(options.threads == 0 ? 1 : options.threads);
    solver_->set_seed(static_cast<std::uint32_t>(options.seed));
    solver_->set_single_run();
    if (options.conflicts) solver_->set_max_confl(static_cast<std::uint64_t>(*options.conflicts));
  }
  void trace_proof(const std::string& path) override {
    proof_.emplace(path);
    // The proof is of one thread, over the formula's own variables, and knows clauses only.
    solver_->set_num_threads(1);
    solver_->set_no_bva();
    solver_->set_find_xors(false);
    solver_->set_frat(proof_->stream());
  }
  void finish_proof() override {
    solver_.reset();  // only then is all of it written
    proof_->finish();
  }
  void add_variables(std::int32_t count) override { solver_->new_vars(static_cast<std::size_t>(count)); }
  void add(std::span<const Lit> clause) override {
    clause_.clear();
    for (const Lit lit : clause) {
      clause_.emplace_back(static_cast<std::uint32_t>(lit.var().dimacs() - 1), !lit.positive());
    }
    // False means that the formula is already refuted; solve() then says so.
    solver_->add_clause(clause_);
  }
  Answer solve() override {
    const CMSat::lbool result = solver_->solve();
    if (result == CMSat::l_True) return Answer::satisfiable;
    if (result == CMSat::l_False) return Answer::unsatisfiable;
    return Answer::unknown;
  }
  bool value(Var var) override {
    return solver_->get_model()[static_cast<std::size_t>(var.dimacs() - 1)] == CMSat::l_True;
  }

 private:
  std::optional<ProofFile> proof_;  // outlives the solver, which writes to it
  std::optional<CMSat::SATSolver> solver_;
  std::vector<CMSat::Lit> clause_;
};

std::unique_ptr<Solver> make_cryptominisat(const EngineOptions& options) {
  return std::make_unique<CryptominisatSolver>(options);
}

std::string cryptominisat_version() { return CMSat::SATSolver::get_version(); }

}  // namespace

extern const Engine cryptominisat_engine;
const Engine cryptominisat_engine{.name = "cryptominisat",
                                  .version = cryptominisat_version,
                                  .proof = ProofKind::frat,
                                  .threads = true,
                                  .make = make_cryptominisat};

}  // namespace arcsat
