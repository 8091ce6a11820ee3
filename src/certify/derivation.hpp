// A formula and its proof in memory: the clauses, and in which order the proof adds and deletes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/budget.hpp"
#include "certify/clause_store.hpp"
#include "certify/proof_reader.hpp"
#include "cnf/formula.hpp"

namespace arcsat::elaboration {

/// What one step of the proof does to which clause, in four bytes.
class Step {
 public:
  static Step add(ClauseRef ref) { return Step(static_cast<std::uint32_t>(ref)); }
  static Step remove(ClauseRef ref) { return Step(static_cast<std::uint32_t>(ref) | remove_bit); }
  /// A deletion that is ignored: nothing changes.
  static Step nothing() { return Step(0xffffffff); }

  bool is_nothing() const { return word_ == 0xffffffff; }
  bool removes() const { return (word_ & remove_bit) != 0; }
  ClauseRef clause() const { return ClauseRef{word_ & ~remove_bit}; }

 private:
  static constexpr std::uint32_t remove_bit = 1U << 31;
  explicit Step(std::uint32_t word) : word_(word) {}
  std::uint32_t word_;
};

struct Derivation {
  ClauseStore store;                 // the formula's clauses, numbered from 1 in their tags, then the lemmas
  std::vector<Step> steps;           // one for each step of the proof
  std::int32_t variables = 0;        // of the formula and of the lemmas
  std::int64_t additions = 0;        // steps that add a lemma
  std::int64_t unknown_deleted = 0;  // deletions of clauses that are not there: ignored, as drat-trim does
  std::int64_t units_deleted = 0;    // deletions of unit clauses: ignored, as drat-trim does
  std::size_t peak_bytes = 0;        // while loading
};

/// Reads the whole proof. Throws what the reader throws, LimitReached, and Unsupported for what is too large.
Derivation load(const Formula& formula, ProofReader& proof, const Budget& budget);

}  // namespace arcsat::elaboration
