#include "solve/engines.hpp"

#include <fmt/format.h>

#include "base/child_process.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

// A child's result: one character for the answer, then its payload.
constexpr char satisfiable_mark = 'S';
constexpr char unsatisfiable_mark = 'U';
constexpr char unknown_mark = '?';

std::string solve_in_child(const SolverFactory& engine, const Formula& formula, const EngineOptions& options,
                           const std::string& proof_path) {
  EngineOptions chosen = options;
  if (!proof_path.empty()) chosen.threads = 1;  // no engine proves what several threads found
  const std::unique_ptr<Solver> solver = engine(chosen);
  if (!proof_path.empty()) solver->trace_proof(proof_path);
  solver->add_variables(formula.variables());
  for (std::int64_t k = 0; k < formula.clauses(); ++k) solver->add(formula.clause(k));
  switch (solver->solve()) {
    case Answer::unsatisfiable:
      if (!proof_path.empty()) solver->finish_proof();
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

EngineResult solve_formula(const Engine& engine, const Formula& formula, const EngineOptions& options,
                           const Budget& budget, Progress* progress, const std::string& proof_path) {
  return solve_formula(engine.make, formula, options, budget, progress, proof_path);
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
  const std::vector<ChildOutcome> outcomes = race_isolated("the engine", works, at_once, budget, progress, judge);
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (!outcomes[k].completed) results[k] = common_result(outcomes[k]);  // killed, or never run
  }
  return results;
}

EngineResult solve_script(const Engine& engine, const std::string& script, const std::vector<std::string>& names,
                          const EngineOptions& options, const Budget& budget, Progress* progress) {
  const auto work = [&] {
    const ScriptModel model = engine.solve_script(script, names, options);
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
  const ChildOutcome outcome = run_isolated("the engine", work, budget, progress);
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
