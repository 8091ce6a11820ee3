#include "certify/derivation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <span>

#include "base/error.hpp"
#include "certify/clause_index.hpp"
#include "certify/literal_map.hpp"

namespace arcsat::elaboration {

namespace {

class Loader {
 public:
  Loader(const Formula& formula, ProofReader& proof, const Budget& budget)
      : formula_(formula),
        proof_(proof),
        budget_(budget),
        derivation_{ClauseStore(budget), {}, formula.variables()},
        marks_(affordable(formula.variables())),
        index_(derivation_.store, marks_) {}

  Derivation load() {
    for (std::int64_t k = 0; k < formula_.clauses(); ++k) {
      if (k % 4096 == 0) budget_.check();
      mark(formula_.clause(k));
      index_.insert(derivation_.store.add(literals_, tautology_, static_cast<std::uint32_t>(k + 1)));
    }
    ProofStep step;
    while (proof_.next(step)) {
      if (derivation_.steps.size() % 4096 == 0) budget_.check();
      mark(step.literals);
      derivation_.steps.push_back(step.kind == ProofStep::Kind::add ? add(step) : remove());
    }
    derivation_.variables = std::max(marks_.variables(), 1);
    derivation_.peak_bytes =
        derivation_.store.bytes() + derivation_.steps.capacity() * sizeof(Step) + marks_.bytes() + index_.bytes();
    return std::move(derivation_);
  }

 private:
  Step add(const ProofStep& step) {
    ++derivation_.additions;
    const std::int32_t pivot = step.literals.empty() ? 0 : step.literals.front().dimacs();
    const ClauseRef ref = derivation_.store.add(literals_, tautology_, static_cast<std::uint32_t>(pivot));
    index_.insert(ref);
    return Step::add(ref);
  }

  Step remove() {
    const ClauseRef ref = index_.take(literals_, mark_);
    if (ref == no_clause) {
      ++derivation_.unknown_deleted;
      return Step::nothing();
    }
    // Solvers delete units without meaning to lose them, and a checker that obeyed would reject their proofs.
    if (literals_.size() <= 1) {
      ++derivation_.units_deleted;
      return Step::nothing();
    }
    return tautology_ ? Step::nothing() : Step::remove(ref);
  }

  /// Sets `literals_` to the clause without duplicates and marks exactly these with a new mark.
  void mark(std::span<const Lit> clause) {
    if (mark_ == std::numeric_limits<std::uint32_t>::max()) {
      std::fill(marks_.entries().begin(), marks_.entries().end(), 0);
      mark_ = 0;
    }
    ++mark_;
    literals_.clear();
    tautology_ = false;
    for (const Lit lit : clause) {
      if (lit.var().dimacs() > marks_.variables()) make_room(lit.var());
      if (marks_[lit] == mark_) continue;
      if (marks_[~lit] == mark_) tautology_ = true;
      marks_[lit] = mark_;
      literals_.push_back(lit);
    }
  }

  /// So many variables, or LimitReached: a formula's header or a lemma names many at the cost of a few bytes.
  std::int32_t affordable(std::int32_t variables) const {
    budget_.require_memory(2.0 * sizeof(std::uint32_t) * variables, "the variables of the proof");
    return variables;
  }

  void make_room(Var var) {
    // Whoever introduces variables beyond the formula's spends at least a byte on each. Without this bound a single
    // number of a few bytes could claim gibibytes.
    const std::int64_t most = std::int64_t{formula_.variables()} + static_cast<std::int64_t>(proof_.size());
    if (var.dimacs() > most) {
      throw Unsupported(
          fmt::format("{}: a proof with variable {}, expected at most {}, the variables of the formula "
                      "and one for each byte of the proof",
                      proof_.name(), var.dimacs(), most));
    }
    const std::int64_t roomy = std::int64_t{marks_.variables()} + marks_.variables() / 2;
    marks_.grow(affordable(static_cast<std::int32_t>(std::max<std::int64_t>(var.dimacs(), std::min(roomy, most)))));
  }

  const Formula& formula_;
  ProofReader& proof_;
  const Budget& budget_;
  Derivation derivation_;
  LiteralMap<std::uint32_t> marks_;
  ClauseIndex index_;
  std::vector<Lit> literals_;
  std::uint32_t mark_ = 0;
  bool tautology_ = false;
};

}  // namespace

Derivation load(const Formula& formula, ProofReader& proof, const Budget& budget) {
  if (formula.variables() > 1 << 30) {
    throw Unsupported(fmt::format("a formula of {} variables, expected at most 2^30", formula.variables()));
  }
  if (formula.clauses() >= std::int64_t{1} << 31) {
    throw Unsupported(fmt::format("a formula of {} clauses, expected fewer than 2^31", formula.clauses()));
  }
  return Loader(formula, proof, budget).load();
}

}  // namespace arcsat::elaboration
