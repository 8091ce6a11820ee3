#include "certify/elaborate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "certify/derivation.hpp"
#include "certify/justification.hpp"
#include "certify/lemma_check.hpp"
#include "certify/mapped_file.hpp"
#include "certify/propagation.hpp"
#include "certify/top_level.hpp"

namespace arcsat {

namespace elaboration {

namespace {

/// The literals as LRAT wants them: ascending by variable, behind the pivot if there is one.
std::vector<Lit> in_order(std::span<const Lit> clause, std::optional<Lit> pivot) {
  std::vector<Lit> literals(clause.begin(), clause.end());
  std::sort(literals.begin(), literals.end(),
            [&](Lit a, Lit b) { return std::pair(a != pivot, a.var()) < std::pair(b != pivot, b.var()); });
  return literals;
}

class Elaborator {
 public:
  Elaborator(const Formula& formula, ProofReader& proof, const Budget& budget)
      : budget_(budget),
        proof_name_(proof.name()),
        derivation_(load(formula, proof, budget)),
        store_(derivation_.store),
        propagation_(store_, derivation_.variables, budget),
        top_level_(store_, propagation_),
        log_(budget, store_.bytes()) {
    report_.steps = static_cast<std::int64_t>(derivation_.steps.size());
    report_.lemmas = derivation_.additions;
    report_.ignored_unknown = derivation_.unknown_deleted;
    report_.ignored_unit_or_reason = derivation_.units_deleted;
    report_.peak_bytes = derivation_.peak_bytes;
    originals_end_ = store_.first();
    for (std::int64_t k = 0; k < formula.clauses(); ++k) originals_end_ = store_.after(originals_end_);
    next_id_ = static_cast<std::uint32_t>(formula.clauses() + 1);
  }

  ElaborationReport elaborate(std::FILE* out, LratFormat format) {
    go_forth();
    go_back();
    LratWriter writer(out, format);
    write(writer);
    writer.finish();
    return report_;
  }

 private:
  /// Takes the steps until unit propagation finds a conflict.
  void go_forth() {
    ClauseRef conflict = no_clause;
    for (ClauseRef ref = store_.first(); ref != originals_end_ && conflict == no_clause; ref = store_.after(ref)) {
      conflict = top_level_.add(ref);
    }
    if (conflict == no_clause) conflict = propagation_.propagate();
    while (conflict == no_clause && steps_taken_ < derivation_.steps.size()) {
      Step& step = derivation_.steps[steps_taken_++];
      if (steps_taken_ % 4096 == 0) budget_.check();
      if (step.is_nothing()) continue;
      if (!step.removes()) {
        ++report_.lemmas_before_conflict;
        conflict = top_level_.add(step.clause());
        if (conflict == no_clause) conflict = propagation_.propagate();
      } else if (top_level_.is_reason(step.clause())) {
        ++report_.ignored_unit_or_reason;
        step = Step::nothing();
      } else {
        top_level_.remove(step.clause());
      }
    }
    if (conflict == no_clause) {
      throw CheckFailed(fmt::format("{}: the proof ends after {} steps without a conflict, expected a refutation",
                                    proof_name_, derivation_.steps.size()));
    }
    conflict_ = conflict;
    note_peak();
  }

  /// Undoes the steps one by one and checks each lemma that the core has come to need.
  void go_back() {
    LemmaCheck check(store_, propagation_, derivation_.variables);
    Justification justification;
    check.explain(conflict_, justification);
    keep(justification);
    watch_active_clauses();
    for (std::size_t k = steps_taken_; k-- > 0;) {
      if (k % 4096 == 0) budget_.check();
      const Step step = derivation_.steps[k];
      if (step.is_nothing()) continue;
      const ClauseRef ref = step.clause();
      if (step.removes()) {
        top_level_.restore(ref);
        continue;
      }
      top_level_.retract(ref);
      if (!store_[ref].core()) continue;
      if (!check.check(ref, justification)) {
        const Lit pivot = Lit::from_dimacs(static_cast<std::int32_t>(store_[ref].tag));
        throw CheckFailed(fmt::format("{}: step {} adds the clause {}0, which is neither a RUP nor a RAT lemma",
                                      proof_name_, k + 1, to_text(in_order(store_[ref].literals(), pivot))));
      }
      keep(justification);
      ++report_.core_lemmas;
      if (justification.rat) ++report_.rat_lemmas;
    }
    note_peak();
  }

  /// Forgets the watches of the way forth: a clause that was deleted there must not be watched twice once it is back.
  void watch_active_clauses() {
    propagation_.unwatch_all();
    for (ClauseRef ref = store_.first(); ref != store_.end(); ref = store_.after(ref)) {
      if (store_[ref].active() && !store_[ref].tautology()) propagation_.watch(ref);
    }
  }

  void keep(const Justification& justification) {
    log_.push(justification, store_.end());
    report_.hints += static_cast<std::int64_t>(justification.hints.size());
    for (const auto& resolvent : justification.resolvents) {
      report_.hints += static_cast<std::int64_t>(resolvent.hints.size());
    }
  }

  void write(LratWriter& writer) {
    delete_unused_originals(writer);
    Justification justification;
    for (std::size_t k = 0; k < steps_taken_; ++k) {
      if (k % 4096 == 0) budget_.check();
      const Step step = derivation_.steps[k];
      if (step.is_nothing() || step.removes() || !store_[step.clause()].core()) continue;
      log_.pop(justification, store_.end());
      Clause& lemma = store_[step.clause()];
      std::optional<Lit> pivot;
      if (justification.rat) pivot = Lit::from_dimacs(static_cast<std::int32_t>(lemma.tag));
      lemma.tag = next_id_++;
      write_lemma(writer, lemma.tag, in_order(lemma.literals(), pivot), justification);
      write_deletions(writer, lemma.tag);
    }
    log_.pop(justification, store_.end());
    write_lemma(writer, next_id_, {}, justification);
  }

  /// A RAT lemma must answer for every clause with its negated pivot that has not been deleted. Without RAT lemmas the
  /// clauses that nobody uses are not worth their mention.
  void delete_unused_originals(LratWriter& writer) {
    deleted_ids_.clear();
    for (ClauseRef ref = store_.first(); ref != originals_end_; ref = store_.after(ref)) {
      if (store_[ref].core()) {
        ++report_.core_originals;
      } else if (report_.rat_lemmas > 0) {
        deleted_ids_.push_back(store_[ref].tag);
      }
    }
    write_deletions(writer, next_id_ - 1);
  }

  void write_lemma(LratWriter& writer, std::uint32_t id, const std::vector<Lit>& literals,
                   const Justification& justification) {
    hint_ids_.clear();
    deleted_ids_.clear();
    append_ids(justification.hints);
    for (const auto& resolvent : justification.resolvents) {
      hint_ids_.push_back(-std::int64_t{store_[resolvent.candidate].tag});
      append_ids(resolvent.hints);
    }
    writer.add(id, literals, hint_ids_);
  }

  void append_ids(const std::vector<Hint>& hints) {
    for (const Hint& hint : hints) {
      hint_ids_.push_back(store_[hint.clause].tag);
      if (hint.last_use) deleted_ids_.push_back(store_[hint.clause].tag);
    }
  }

  void write_deletions(LratWriter& writer, std::uint32_t last_id) {
    if (deleted_ids_.empty()) return;
    std::sort(deleted_ids_.begin(), deleted_ids_.end());
    writer.remove(last_id, deleted_ids_);
    report_.deletions += static_cast<std::int64_t>(deleted_ids_.size());
  }

  void note_peak() {
    const std::uint64_t bytes =
        store_.bytes() + derivation_.steps.capacity() * sizeof(Step) + propagation_.bytes() + log_.bytes();
    report_.peak_bytes = std::max(report_.peak_bytes, bytes);
  }

  static std::string to_text(const std::vector<Lit>& literals) {
    std::string text;
    for (const Lit lit : literals) text += fmt::format("{} ", lit.dimacs());
    return text;
  }

  const Budget& budget_;
  std::string proof_name_;
  Derivation derivation_;
  ClauseStore& store_;
  Propagation propagation_;
  TopLevel top_level_;
  JustificationLog log_;
  ElaborationReport report_;
  ClauseRef originals_end_ = no_clause;
  ClauseRef conflict_ = no_clause;
  std::size_t steps_taken_ = 0;
  std::uint32_t next_id_ = 1;
  std::vector<std::int64_t> hint_ids_;
  std::vector<std::int64_t> deleted_ids_;
};

}  // namespace

}  // namespace elaboration

ElaborationReport elaborate(const Formula& formula, ProofReader& proof, std::FILE* out, LratFormat format,
                            const Budget& budget) {
  return elaboration::Elaborator(formula, proof, budget).elaborate(out, format);
}

ElaborationReport elaborate(const Formula& formula, const std::string& proof_path, ProofFormat proof_format,
                            std::FILE* out, LratFormat format, const Budget& budget) {
  const MappedFile file(proof_path);
  ProofReader proof(file.bytes(), proof_path, proof_format);
  return elaborate(formula, proof, out, format, budget);
}

}  // namespace arcsat
