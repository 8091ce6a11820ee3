#include "run/decision.hpp"

namespace arcsat {

std::string verdict_words(const Decision& decision) {
  const std::string verdict(to_string(decision.verdict));
  const bool waived = decision.verdict == Verdict::unrealizable && !decision.evidence;
  return waived ? verdict + " (not certified)" : verdict;
}

void write_bundle(const std::string& directory, const Instance& instance, const Decision& decision) {
  std::optional<SolvedFormula> solved;
  if (decision.formula_hash) {
    solved = SolvedFormula{.encoder = decision.encoder,
                           .symmetry = decision.symmetry,
                           .sha256 = decision.formula_hash(),
                           .variables = decision.variables,
                           .clauses = decision.clauses,
                           .engine = decision.engine,
                           .engine_version = decision.engine_version,
                           .seed = decision.seed};
  }
  write_bundle(directory, instance, decision.evidence.value(), std::move(solved), decision.encoder,
               {decision.encode_seconds, decision.solve_seconds, decision.elaborate_seconds, decision.check_seconds});
}

}  // namespace arcsat
