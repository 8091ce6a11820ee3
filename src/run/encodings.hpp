// Instances as formulas, within a decision's budget.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "encoders/encoder_table.hpp"

namespace arcsat {

/// A lazily built formula. Encoder and size are known at once; clauses are built on first access. A forked child that
/// builds them does not share them with its parent.
class Encoding {
 public:
  explicit Encoding(InstanceFormula made);
  /// `budget` must outlive it.
  Encoding(std::shared_ptr<const CnfEncoder> encoder, const Budget& budget);

  /// Throws what instance_formula throws.
  const InstanceFormula& made() const { return *shared(); }
  std::shared_ptr<const InstanceFormula> shared() const;

  /// As in InstanceFormula; what is said of a formula that was not made yet is exact, too.
  const std::string& encoder() const { return encoder_name_; }
  const std::string& symmetry() const { return symmetry_; }
  const std::string& family() const { return family_; }
  bool complete() const { return family_.empty(); }
  std::int64_t variables() const { return variables_; }
  std::int64_t clauses() const { return clauses_; }

 private:
  std::string encoder_name_;
  std::string symmetry_;
  std::string family_;
  std::int64_t variables_;
  std::int64_t clauses_;
  std::function<InstanceFormula()> make_;
  mutable std::shared_ptr<const InstanceFormula> made_;
};

class Encodings {
 public:
  /// With `symmetry` the encoder `chosen` breaks that, the others the most that they can.
  Encodings(const Budget& budget, Progress& progress, const EncoderRow& chosen, std::optional<Symmetry> symmetry)
      : budget_(budget), progress_(progress), chosen_(chosen), symmetry_(symmetry) {}

  /// Made. Throws what instance_formula throws.
  std::shared_ptr<const Encoding> encode(const std::shared_ptr<const Instance>& instance, const EncoderRow& encoder);
  /// That of a family of protocols, made; none, with the reason, if it cannot be. Throws LimitReached once the time is
  /// over.
  std::shared_ptr<const Encoding> encode_family(const std::shared_ptr<const Instance>& instance,
                                                const EncoderRow& family, std::string& reason);
  /// That of the encoder "auto", to be made; none, with the reason, if it would take more than `most_bytes` or cannot
  /// be. Throws LimitReached once the time is over.
  std::shared_ptr<const Encoding> plan(const std::shared_ptr<const Instance>& instance, double most_bytes,
                                       std::string& reason);
  /// Spent on those that were made.
  double seconds() const { return seconds_; }

 private:
  std::shared_ptr<const Encoding> unless_limited(const std::function<std::shared_ptr<const Encoding>()>& encode,
                                                 std::string& reason) const;

  const Budget& budget_;
  Progress& progress_;
  std::optional<Symmetry> symmetry_of(const EncoderRow& encoder) const {
    return &encoder == &chosen_ ? symmetry_ : std::nullopt;
  }

  const EncoderRow& chosen_;
  std::optional<Symmetry> symmetry_;
  double seconds_ = 0;
};

}  // namespace arcsat
