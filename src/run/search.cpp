#include "run/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace arcsat {

SearchOutcome search(const std::vector<Search>& searches, std::size_t at_once, const SolverFactory& engine, bool proofs,
                     const Budget& budget, Progress* progress) {
  SearchOutcome outcome;
  std::vector<FormulaRun> runs;
  for (const Search& one : searches) {
    std::string proof;
    if (one.refutes && proofs) {
      if (!outcome.directory) outcome.directory = std::make_shared<const PrivateDirectory>();
      proof = outcome.directory->path() / fmt::format("proof-{}", runs.size());
    }
    const auto formula = [&one]() -> const Formula& { return one.encoding->made().formula; };
    runs.push_back({one.name, formula, engine, one.options, proof, one.longer_than});
  }
  const bool any_refutes = std::any_of(searches.begin(), searches.end(), [](const Search& one) { return one.refutes; });
  const auto decides = [&](std::size_t number, const EngineResult& result) {
    if (result.answer == Answer::satisfiable) return searches[number].part == nullptr;
    if (result.answer == Answer::unsatisfiable && progress != nullptr && !searches[number].rules_out.empty()) {
      progress->rule_out(searches[number].rules_out);
    }
    return result.answer == Answer::unsatisfiable && (searches[number].refutes || !any_refutes);
  };
  outcome.results = race_formulas(runs, at_once, budget, progress, decides);
  std::size_t best = 0;
  for (std::size_t k = 0; k < searches.size(); ++k) {
    const bool refutes = searches[k].refutes;
    const std::size_t worth = decides(k, outcome.results[k])              ? 3
                              : refutes && !searches[k].options.conflicts ? 2
                                                                          : refutes;
    if (worth <= best) continue;
    best = worth;
    outcome.told = k;
  }
  outcome.proof = runs[outcome.told].proof_path;
  return outcome;
}

}  // namespace arcsat
