// Engines on formulas and scripts, each in a child process within a budget.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "cnf/formula.hpp"
#include "solve/engine.hpp"

namespace arcsat {

struct EngineResult {
  Answer answer = Answer::unknown;
  /// Why the answer is unknown, in words.
  std::string reason;
  /// Of a formula: its model, if satisfiable.
  Assignment model;
  /// Of an SMT script: the values asked for, if satisfiable.
  std::vector<std::uint32_t> values;
  double seconds = 0;
  double peak_mebibytes = 0;
};

/// Both never throw for what an engine does: a limit, an interrupt, an exception, a crash give the answer unknown. A
/// model of a formula has been checked against every clause; if it falsifies one, the answer is unknown, too. With a
/// `proof_path` the engine's proof is written there; a proof that cannot be written whole gives unknown.
EngineResult solve_formula(const Engine& engine, const Formula& formula, const EngineOptions& options,
                           const Budget& budget, Progress* progress, const std::string& proof_path = "");
/// The same with an engine from elsewhere (a fake one, in tests).
using SolverFactory = std::function<std::unique_ptr<Solver>(const EngineOptions&)>;
EngineResult solve_formula(const SolverFactory& engine, const Formula& formula, const EngineOptions& options,
                           const Budget& budget, Progress* progress, const std::string& proof_path = "");
/// One of several engine runs on formulas.
struct FormulaRun {
  /// For the progress line.
  std::string name;
  /// Called in the run's process, and here if there is a model to check.
  std::function<const Formula&()> formula;
  SolverFactory engine;
  EngineOptions options;
  /// Where its proof goes; empty for none.
  std::string proof_path;
  /// The number of an earlier run on the same formula: if that one had an answer, this one is not run.
  std::optional<std::size_t> unless_answered = std::nullopt;
};
/// Races them as race_isolated does: started in their order, `at_once` at a time, until `decides` says of a result that
/// no other is needed. The results are in the order of the runs.
std::vector<EngineResult> race_formulas(const std::vector<FormulaRun>& runs, std::size_t at_once, const Budget& budget,
                                        Progress* progress,
                                        const std::function<bool(std::size_t, const EngineResult&)>& decides);
/// The engine is one that reads scripts.
EngineResult solve_script(const Engine& engine, const std::string& script, const std::vector<std::string>& names,
                          const EngineOptions& options, const Budget& budget, Progress* progress);

}  // namespace arcsat
