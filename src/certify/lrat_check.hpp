// A small checker of LRAT refutations (for the format see lrat_reader.hpp). It shares no code with the elaborator that
// writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/budget.hpp"
#include "certify/lrat_reader.hpp"
#include "cnf/formula.hpp"

namespace arcsat {

/// What a proof refuted and how; returned only when every step held.
struct LratReport {
  std::int64_t variables = 0;
  std::int64_t clauses = 0;
  std::int64_t clauses_used = 0;  // original clauses that some hint names
  std::int64_t lemmas = 0;        // the empty clause included
  std::int64_t rat_lemmas = 0;    // those of them that needed the RAT rule
  std::int64_t deletions = 0;     // deleted clauses
  std::int64_t hints = 0;
  std::uint64_t proof_bytes = 0;

  /// What was proved, as part of a sentence.
  std::string statement() const;
};

/// Checks that `proof` refutes `formula`, each step exactly as its hints say. It is stricter than the format: no hint
/// may be superfluous (left over after the conflict, satisfied, with two unassigned literals), RAT candidates ascend,
/// lemmas have no duplicate literals and are no tautologies, variables are those of the formula, what is deleted is
/// alive, and the line of the empty clause is the last. `file_name` is for messages. Throws CheckFailed `file:line:
/// step ID: …` at the first fault, LimitReached when the budget is used up.
LratReport check_lrat(const Formula& formula, const ByteSource& proof, const std::string& file_name,
                      const Budget& budget);
inline LratReport check_lrat(const Formula& formula, std::string_view proof, const std::string& file_name,
                             const Budget& budget) {
  return check_lrat(formula, source_of(proof), file_name, budget);
}

}  // namespace arcsat
