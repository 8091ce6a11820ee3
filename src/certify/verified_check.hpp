// A bridge to ACL2's LRAT checker, whose soundness is a theorem that ACL2 has proved: Heule, Hunt, Kaufmann, Wetzler,
// "Efficient, Verified Checking of Propositional Proofs", ITP 2017; books/projects/sat/lrat/incremental in ACL2.
//
// What is relied on: ACL2, its Lisp and their compiled code; that the book's certificate is genuine (we insist on one,
// without skipped proofs, added axioms or trust tags); and the few lines here that read the answer. ACL2's DIMACS
// reader is not verified, so ACL2 writes down the formula that it refuted and we compare it with the file.
#pragma once

#include <filesystem>
#include <string>

#include "base/budget.hpp"
#include "certify/lrat_reader.hpp"
#include "cnf/formula.hpp"

namespace arcsat {

struct VerifiedCheckResult {
  enum class Status {
    verified,       // the proof refutes the formula
    rejected,       // the checker found a fault, or it read another formula than the file has
    not_available,  // no ACL2, or its books are not installed, or the formula is none that it reads
    limit           // no answer: time limit, memory limit, interrupt or a crash of the checker
  };
  Status status = Status::limit;
  std::string words;  // what was found, for a reader
};

struct VerifiedChecker {
  /// The program; looked up in PATH unless it has a slash.
  std::string acl2 = "acl2";
  /// Where the checker's saved image (about 330 MB, made once for each version of ACL2) is kept. Whoever can write
  /// there decides what is verified. Empty: `arcsat` in $XDG_CACHE_HOME or in ~/.cache.
  std::filesystem::path cache_directory;
};

/// Has ACL2 check that the binary proof `clrat` (see clrat.hpp) refutes the DIMACS file `dimacs`. ACL2's checker can
/// use neither a formula with duplicate literals in a clause, with a tautology or with an empty clause, nor a file
/// without a final newline; they are rejected. Without a memory limit it takes up to 25 bytes per byte of the binary
/// proof, with one it collects garbage earlier, but needs about 700 MiB at least. Throws InputError if a file is
/// missing.
VerifiedCheckResult check_verified(const std::filesystem::path& dimacs, const std::filesystem::path& clrat,
                                   const VerifiedChecker& checker, const Budget& budget);

/// The same for a formula and a proof in text form; `file_name` is for messages. Throws CheckFailed if the proof is
/// malformed.
VerifiedCheckResult check_verified(const Formula& formula, const ByteSource& lrat, const std::string& file_name,
                                   const VerifiedChecker& checker, const Budget& budget);

}  // namespace arcsat
