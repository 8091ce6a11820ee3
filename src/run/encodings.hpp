// Instances as formulas, within a decision's budget.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "arcsat/base/budget.hpp"
#include "arcsat/base/progress.hpp"
#include "arcsat/encoders/encoded_instance.hpp"

namespace arcsat {

class Encodings {
 public:
  /// With `symmetry` the encoder named `chosen` breaks that, the others the most that they can.
  Encodings(const Budget& budget, Progress& progress, std::string chosen, std::string symmetry)
      : budget_(budget), progress_(progress), chosen_(std::move(chosen)), symmetry_(std::move(symmetry)) {}

  /// Throws what encode_instance throws.
  std::shared_ptr<const EncodedInstance> encode(const std::shared_ptr<const Instance>& instance,
                                                const std::string& encoder);
  /// None, with the reason, if the formula would take more than `most_bytes` (of an encoder into CNF that can refute)
  /// or cannot be made. Throws LimitReached once the time is over.
  std::shared_ptr<const EncodedInstance> encode_if_it_fits(const std::shared_ptr<const Instance>& instance,
                                                           const std::string& encoder, double most_bytes,
                                                           std::string& reason);
  /// Spent on all of them.
  double seconds() const { return seconds_; }

 private:
  const Budget& budget_;
  Progress& progress_;
  std::string chosen_;
  std::string symmetry_;
  double seconds_ = 0;
};

}  // namespace arcsat
