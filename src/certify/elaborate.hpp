// From a proof as the solvers write it to LRAT, which a simple checker can follow.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "base/budget.hpp"
#include "certify/lrat_writer.hpp"
#include "certify/proof_reader.hpp"
#include "cnf/formula.hpp"

namespace arcsat {

struct ElaborationReport {
  std::int64_t steps = 0;                   // additions and deletions in the proof that was read
  std::int64_t lemmas = 0;                  // the additions among them
  std::int64_t ignored_unknown = 0;         // deletions of clauses that were not there
  std::int64_t ignored_unit_or_reason = 0;  // deletions that would have undone a unit propagation
  std::int64_t lemmas_before_conflict = 0;  // after that many lemmas unit propagation refutes the formula
  std::int64_t core_lemmas = 0;             // written, without the empty clause at the end
  std::int64_t rat_lemmas = 0;              // of these, neither RUP
  std::int64_t core_originals = 0;          // clauses of the formula that the LRAT proof uses
  std::int64_t hints = 0;
  std::int64_t deletions = 0;    // clauses that the LRAT proof deletes
  std::uint64_t peak_bytes = 0;  // of memory, without the formula and the mapped proof; an estimate
};

/// Checks backwards from the conflict that `proof` refutes `formula`, and writes what the refutation needs to `out` as
/// an LRAT proof: the formula's clauses are 1, 2, … in their order, lemmas follow without gaps, the last one is the
/// empty clause; every clause is deleted after its last use, hints are in the order of propagation, literals are
/// ascending but for the pivot of a RAT lemma, which comes first.
///
/// As drat-trim does, it takes the first literal of a lemma for its pivot and ignores the deletion of a clause that is
/// unit, that is the reason of a literal, or that is not there. The proof may lack the empty clause, or go on after
/// the conflict.
///
/// Throws CheckFailed if a lemma that is needed is neither RUP nor RAT or if the proof ends without a conflict,
/// InputError if it is malformed, Unsupported if it is too large, LimitReached at a limit of `budget`, Error if `out`
/// cannot be written.
ElaborationReport elaborate(const Formula& formula, ProofReader& proof, std::FILE* out, LratFormat format,
                            const Budget& budget);

/// The same for a proof in a file.
ElaborationReport elaborate(const Formula& formula, const std::string& proof_path, ProofFormat proof_format,
                            std::FILE* out, LratFormat format, const Budget& budget);

}  // namespace arcsat
