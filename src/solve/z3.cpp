#include <fmt/format.h>
#include <z3++.h>

#include <map>

#include "base/error.hpp"
#include "solve/engine.hpp"

namespace arcsat {

namespace {

/// Rethrows Z3's exceptions, which are not std::exceptions with a usable text in every version, as ours.
template <typename Work>
auto translated(Work work) {
  try {
    return work();
  } catch (const z3::exception& error) {
    throw Error(fmt::format("z3: {}", error.msg()));
  }
}

Answer answer_of(z3::check_result result) {
  switch (result) {
    case z3::sat:
      return Answer::satisfiable;
    case z3::unsat:
      return Answer::unsatisfiable;
    case z3::unknown:
      return Answer::unknown;
  }
  return Answer::unknown;
}

void set_options(z3::context& context, z3::solver& solver, const EngineOptions& options) {
  z3::params params(context);
  params.set("random_seed", static_cast<unsigned>(options.seed));
  if (options.conflicts) params.set("max_conflicts", static_cast<unsigned>(*options.conflicts));
  solver.set(params);
}

class Z3Solver : public Solver {
 public:
  explicit Z3Solver(const EngineOptions& options)
      : solver_(z3::tactic(context_, "sat").mk_solver()), empty_clause_(false) {
    translated([&] { set_options(context_, solver_, options); });
  }
  void trace_proof(const std::string&) override { throw Error("z3 writes no proof that could be checked"); }
  void finish_proof() override { throw InternalError("a proof of z3"); }
  void add_variables(std::int32_t count) override {
    translated([&] {
      for (std::int32_t k = 0; k < count; ++k) {
        variables_.push_back(
            context_.constant(context_.int_symbol(static_cast<int>(variables_.size())), context_.bool_sort()));
      }
    });
  }
  void add(std::span<const Lit> clause) override {
    if (clause.empty()) empty_clause_ = true;
    translated([&] {
      z3::expr_vector literals(context_);
      for (const Lit lit : clause) {
        const z3::expr& variable = variables_[static_cast<std::size_t>(lit.var().dimacs() - 1)];
        literals.push_back(lit.positive() ? variable : !variable);
      }
      if (!clause.empty()) solver_.add(z3::mk_or(literals));
    });
  }
  Answer solve() override {
    if (empty_clause_) return Answer::unsatisfiable;
    return translated([&] {
      const Answer answer = answer_of(solver_.check());
      if (answer == Answer::satisfiable) model_ = std::make_unique<z3::model>(solver_.get_model());
      return answer;
    });
  }
  bool value(Var var) override {
    return translated(
        [&] { return model_->eval(variables_[static_cast<std::size_t>(var.dimacs() - 1)], true).is_true(); });
  }

 private:
  z3::context context_;
  z3::solver solver_;
  bool empty_clause_;
  std::vector<z3::expr> variables_;
  std::unique_ptr<z3::model> model_;
};

std::unique_ptr<Solver> make_z3(const EngineOptions& options) { return std::make_unique<Z3Solver>(options); }

std::string z3_version() { return Z3_get_full_version(); }

ScriptModel solve_script_with_z3(const std::string& script, const std::vector<std::string>& names,
                                 const EngineOptions& options) {
  return translated([&] {
    z3::context context;
    z3::solver solver(context, "QF_UFBV");
    set_options(context, solver, options);
    solver.from_string(script.c_str());
    ScriptModel result;
    result.answer = answer_of(solver.check());
    if (result.answer == Answer::unknown) result.reason = solver.reason_unknown();
    if (result.answer != Answer::satisfiable) return result;
    const z3::model model = solver.get_model();
    // The script's constants are looked up by name among those that the model interprets; the others are free.
    std::map<std::string, std::uint32_t> value_of;
    for (unsigned k = 0; k < model.num_consts(); ++k) {
      const z3::func_decl constant = model.get_const_decl(k);
      const z3::expr value = model.get_const_interp(constant);
      if (value.is_bv()) value_of[constant.name().str()] = static_cast<std::uint32_t>(value.get_numeral_uint64());
    }
    for (const std::string& name : names) {
      const auto found = value_of.find(name);
      result.values.push_back(found == value_of.end() ? 0 : found->second);
    }
    return result;
  });
}

}  // namespace

extern const Engine z3_engine;
const Engine z3_engine{.name = "z3", .version = z3_version, .make = make_z3, .solve_script = solve_script_with_z3};

}  // namespace arcsat
