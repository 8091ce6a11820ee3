// From an engine's proof to a refutation that was checked.
#pragma once

#include <string>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "certify/elaborate.hpp"
#include "certify/lrat_check.hpp"
#include "cnf/formula.hpp"
#include "solve/solver.hpp"

namespace arcsat {

struct Refutation {
  /// Whether our checker accepted the elaborated proof.
  bool accepted = false;
  /// Otherwise why not, in words.
  std::string reason;
  LratReport report;
  double elaborate_seconds = 0;
  double check_seconds = 0;
};

/// Elaborates the proof in `proof_path` into text LRAT at `lrat_path`, in a child process within the budget, and checks
/// the result against the formula. Never throws for a proof that does not hold, nor at a limit: see `accepted`.
Refutation certify_refutation(const Formula& formula, ProofKind kind, const std::string& proof_path,
                              const std::string& lrat_path, const Budget& budget, Progress* progress);

}  // namespace arcsat
