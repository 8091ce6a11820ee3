#include "solve/engines.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.hpp"
#include "solve/isolate.hpp"

namespace arcsat {

namespace {

// A child's result: one character for the answer, then its payload.
constexpr char satisfiable_mark = 'S';
constexpr char unsatisfiable_mark = 'U';
constexpr char unknown_mark = '?';

std::unique_ptr<Solver> make_solver(Engine engine, const EngineOptions& options) {
  switch (engine) {
    case Engine::cryptominisat:
      return make_cryptominisat(options);
    case Engine::cadical:
      return make_cadical(options);
    case Engine::z3:
      return make_z3(options);
  }
  throw InternalError("an engine without a wrapper");
}

/// Closes the proof's file and reports what a full disk swallowed.
class ProofFile {
 public:
  explicit ProofFile(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) throw Error(fmt::format("the proof {} cannot be written: {}", path, std::strerror(errno)));
  }
  ProofFile(const ProofFile&) = delete;
  ProofFile& operator=(const ProofFile&) = delete;
  ~ProofFile() {
    if (file_ != nullptr) std::fclose(file_);
  }
  std::FILE* stream() const { return file_; }
  void finish() {
    std::FILE* file = file_;
    file_ = nullptr;
    const bool failed = std::ferror(file) != 0 || std::fflush(file) != 0;
    if (std::fclose(file) != 0 || failed) throw Error(fmt::format("the proof {} cannot be written", path_));
  }

 private:
  std::string path_;
  std::FILE* file_;
};

std::string solve_in_child(const SolverFactory& engine, const Formula& formula, const EngineOptions& options,
                           const std::string& proof_path) {
  EngineOptions chosen = options;
  if (!proof_path.empty()) chosen.threads = 1;  // no engine proves what several threads found
  std::unique_ptr<Solver> solver = engine(chosen);
  std::unique_ptr<ProofFile> proof;
  if (!proof_path.empty()) {
    proof = std::make_unique<ProofFile>(proof_path);
    solver->trace_proof(proof->stream());
  }
  solver->add_variables(formula.variables());
  for (std::int64_t k = 0; k < formula.clauses(); ++k) solver->add(formula.clause(k));
  switch (solver->solve()) {
    case Answer::unsatisfiable:
      solver.reset();
      if (proof) proof->finish();
      return std::string(1, unsatisfiable_mark);
    case Answer::unknown:
      return std::string(1, unknown_mark) + "the engine gave up";
    case Answer::satisfiable:
      break;
  }
  std::string result(1, satisfiable_mark);
  for (std::int32_t v = 1; v <= formula.variables(); ++v) {
    result.push_back(solver->value(Var::from_dimacs(v)) ? '1' : '0');
  }
  return result;
}

/// The part of a result that every kind of run shares; the payload of a satisfiable answer is left to the caller.
EngineResult common_result(const ChildOutcome& outcome) {
  EngineResult result;
  result.seconds = outcome.seconds;
  result.peak_mebibytes = outcome.peak_mebibytes;
  if (!outcome.completed) {
    result.reason = outcome.reason;
  } else if (outcome.result.size() == 1 && outcome.result[0] == unsatisfiable_mark) {
    result.answer = Answer::unsatisfiable;
  } else if (!outcome.result.empty() && outcome.result[0] == satisfiable_mark) {
    result.answer = Answer::satisfiable;
  } else if (!outcome.result.empty() && outcome.result[0] == unknown_mark) {
    result.reason = outcome.result.substr(1);
  } else {
    result.reason = "the engine's answer was garbled";
  }
  return result;
}

EngineResult unknown_because(EngineResult result, std::string reason) {
  result.answer = Answer::unknown;
  result.reason = std::move(reason);
  return result;
}

/// A run's result, its model read and checked against every clause.
EngineResult formula_result(const FormulaRun& run, const ChildOutcome& outcome) {
  EngineResult result = common_result(outcome);
  if (result.answer != Answer::satisfiable) return result;
  const Formula& formula = run.formula();
  const std::string& bits = outcome.result;  // bits[v] belongs to variable v: the mark stands at 0
  if (bits.size() != static_cast<std::size_t>(formula.variables()) + 1) {
    return unknown_because(std::move(result), "the engine's model was garbled");
  }
  result.model.values.resize(bits.size());
  for (std::size_t v = 1; v < bits.size(); ++v) result.model.values[v] = bits[v] == '1';
  if (const std::int64_t falsified = first_falsified_clause(formula, result.model); falsified >= 0) {
    return unknown_because(std::move(result), fmt::format("the engine's model falsifies clause {}", falsified + 1));
  }
  return result;
}

}  // namespace

Engine engine_named(std::string_view name) {
  for (const Engine engine : {Engine::cryptominisat, Engine::cadical, Engine::z3}) {
    if (name == to_string(engine)) return engine;
  }
  throw InputError(fmt::format("found the engine \"{}\", expected cryptominisat, cadical or z3", name));
}

std::string_view to_string(Engine engine) {
  switch (engine) {
    case Engine::cryptominisat:
      return "cryptominisat";
    case Engine::cadical:
      return "cadical";
    case Engine::z3:
      return "z3";
  }
  throw InternalError("an engine without a name");
}

std::string version_of(Engine engine) {
  switch (engine) {
    case Engine::cryptominisat:
      return cryptominisat_version();
    case Engine::cadical:
      return cadical_version();
    case Engine::z3:
      return z3_version();
  }
  throw InternalError("an engine without a version");
}

ProofKind proof_kind(Engine engine) {
  switch (engine) {
    case Engine::cryptominisat:
      return ProofKind::frat;
    case Engine::cadical:
      return ProofKind::drat;
    case Engine::z3:
      return ProofKind::none;
  }
  throw InternalError("an engine without a kind of proof");
}

SolverFactory factory_of(Engine engine) {
  return [engine](const EngineOptions& options) { return make_solver(engine, options); };
}

EngineResult solve_formula(Engine engine, const Formula& formula, const EngineOptions& options, const Budget& budget,
                           Progress* progress, const std::string& proof_path) {
  return solve_formula(factory_of(engine), formula, options, budget, progress, proof_path);
}

EngineResult solve_formula(const SolverFactory& engine, const Formula& formula, const EngineOptions& options,
                           const Budget& budget, Progress* progress, const std::string& proof_path) {
  const auto whatever = [](std::size_t, const EngineResult&) { return true; };
  const auto given = [&]() -> const Formula& { return formula; };
  return race_formulas({{"", given, engine, options, proof_path}}, 1, budget, progress, whatever).front();
}

std::vector<EngineResult> race_formulas(const std::vector<FormulaRun>& runs, std::size_t at_once, const Budget& budget,
                                        Progress* progress,
                                        const std::function<bool(std::size_t, const EngineResult&)>& decides) {
  std::vector<EngineResult> results(runs.size());
  std::vector<IsolatedWork> works;
  for (const FormulaRun& run : runs) {
    const auto work = [&run] { return solve_in_child(run.engine, run.formula(), run.options, run.proof_path); };
    works.push_back({run.name, work});
    if (!run.unless_answered) continue;
    works.back().wanted = [&results, earlier = *run.unless_answered] {
      return results[earlier].answer == Answer::unknown;
    };
  }
  const auto judge = [&](std::size_t number, const ChildOutcome& outcome) {
    results[number] = formula_result(runs[number], outcome);
    return decides(number, results[number]);
  };
  const std::vector<ChildOutcome> outcomes = race_isolated(works, at_once, budget, progress, judge);
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (!outcomes[k].completed) results[k] = common_result(outcomes[k]);  // killed, or never run
  }
  return results;
}

EngineResult solve_script(const std::string& script, const std::vector<std::string>& names,
                          const EngineOptions& options, const Budget& budget, Progress* progress) {
  const auto work = [&] {
    const SmtModel model = solve_smt_with_z3(script, names, options);
    switch (model.answer) {
      case Answer::unsatisfiable:
        return std::string(1, unsatisfiable_mark);
      case Answer::unknown:
        return std::string(1, unknown_mark) + model.reason;
      case Answer::satisfiable:
        break;
    }
    std::string result(1, satisfiable_mark);
    for (const std::uint32_t value : model.values) result += fmt::format("{:08x}", value);
    return result;
  };
  const ChildOutcome outcome = run_isolated(work, budget, progress);
  EngineResult result = common_result(outcome);
  if (result.answer != Answer::satisfiable) return result;
  constexpr std::size_t digits = 8;
  if (outcome.result.size() != 1 + digits * names.size()) {
    return unknown_because(std::move(result), "the engine's model was garbled");
  }
  for (std::size_t k = 0; k < names.size(); ++k) {
    result.values.push_back(
        static_cast<std::uint32_t>(std::stoul(outcome.result.substr(1 + digits * k, digits), nullptr, 16)));
  }
  return result;
}

}  // namespace arcsat
