// What every encoder into conjunctive normal form offers: encode, decode, embed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "cnf/formula.hpp"
#include "encoders/count.hpp"
#include "encoders/symmetry.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

struct FamilySize {
  std::string name;
  Count size;
};

/// The exact size of a formula, known before it is built.
struct FormulaSize {
  std::vector<FamilySize> variables;
  std::vector<FamilySize> clauses;
  Count literals;

  Count all_variables() const;
  Count all_clauses() const;
  /// Bytes that a Formula of this size takes.
  double bytes() const;
};

/// Watches the budget and reports progress while a formula grows.
class EncodingWatch {
 public:
  explicit EncodingWatch(const Budget& budget, Progress* progress = nullptr) : budget_(budget), progress_(progress) {}
  /// To be called once per clause or so.
  void tick(const Formula& formula) {
    if ((++ticks_ & 0xfff) == 0) look(formula);
  }
  const Budget& budget() const { return budget_; }
  /// For a formula whose size is not known before it is built: from now on LimitReached is thrown when it outgrows the
  /// memory limit or, without one, a quarter of this machine's memory (as it grows it is copied).
  void bound_memory();

 private:
  void look(const Formula& formula);

  const Budget& budget_;
  Progress* progress_;
  std::optional<double> most_bytes_;
  std::uint64_t ticks_ = 0;
};

/// An encoder of one instance. The formula is satisfiable if and only if some protocol solves the instance.
class CnfEncoder {
 public:
  CnfEncoder(std::shared_ptr<const Instance> instance, Symmetry symmetry)
      : instance_(std::move(instance)), symmetry_(symmetry) {}
  virtual ~CnfEncoder() = default;
  CnfEncoder(const CnfEncoder&) = delete;
  CnfEncoder& operator=(const CnfEncoder&) = delete;

  const Instance& instance() const { return *instance_; }
  Symmetry symmetry() const { return symmetry_; }

  virtual std::string_view name() const = 0;

  /// The size of the formula that encode would give.
  virtual FormulaSize size() const = 0;

  /// The formula; its variables' names refer to the encoder, which must outlive their use. Throws LimitReached when
  /// the budget is spent or the size would exceed its memory.
  Formula encode(EncodingWatch& watch) const;

  /// The protocol that a satisfying assignment describes. Throws CheckFailed if it describes none.
  virtual Protocol decode(const Assignment& model) const = 0;

  /// An assignment that describes a protocol with a row for every allowed input, its labels renamed if the formula
  /// breaks their symmetry. It satisfies the formula if the protocol solves the instance: this is why the formula's
  /// unsatisfiability refutes the instance.
  virtual Assignment embed(const Protocol& protocol) const = 0;

 protected:
  virtual void write(Formula& formula, EncodingWatch& watch) const = 0;

  std::shared_ptr<const Instance> instance_;
  Symmetry symmetry_;
  /// The variables without clauses, made by the encoder's constructor unless there are more than 2^31 - 1. `write` finds
  /// them in its formula.
  Formula variables_;
};

/// A reference encoder: its formula speaks of the protocols as they are. With Symmetry::labels the family `labels`
/// follows, which fixes the names of the values of first-epoch messages and of thoughts.
class ReferenceEncoder : public CnfEncoder {
 public:
  using CnfEncoder::CnfEncoder;

  FormulaSize size() const final;
  Assignment embed(const Protocol& protocol) const final;

 protected:
  void write(Formula& formula, EncodingWatch& watch) const final;

  virtual FormulaSize reference_size() const = 0;
  virtual void write_reference(Formula& formula, EncodingWatch& watch) const = 0;
  virtual Assignment embed_as_it_is(const Protocol& protocol) const = 0;
  /// A bit of what a term of a slot that matters is on an input.
  virtual Var sent_bit(std::size_t slot, std::size_t term, std::uint64_t input, unsigned bit) const = 0;

  /// With Symmetry::all, what the family `labels` says instead: its size, its clauses, and the protocol with its labels
  /// renamed so that it keeps to them.
  virtual void count_all_labels(Count& clauses, Count& literals) const;
  virtual void write_all_labels(Formula& formula, EncodingWatch& watch) const;
  virtual Protocol with_all_labels(const Protocol& protocol) const;

 private:
  void write_labels(Formula& formula, EncodingWatch& watch) const;
};

/// "epoch=1 from=2 to=-1", "epoch=1 from=2 to=1 token=0" or "thought=1", in the names of variables.
std::string words_in_names(const Slot& slot);
/// The same of a term: if it is one of several, " term=" and the sender's token follow.
std::string words_in_names(const Scheme& scheme, const Slot& slot, std::size_t term);

/// The number of bits that tell `values` values apart.
unsigned bits_for(std::uint64_t values);

}  // namespace arcsat
