// An instance as a formula, by whichever encoder.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cnf/formula.hpp"
#include "encoders/encoder.hpp"
#include "protocol/witness.hpp"

namespace arcsat {

struct InstanceFormula {
  /// The encoder that was used in the end ("direct" and "auto" choose one).
  std::string encoder;
  /// What was broken; empty if there was nothing to break.
  std::string symmetry;
  /// The family of protocols that it speaks of; empty if of all, so that the formula's unsatisfiability refutes the
  /// instance.
  std::string family;
  /// Its variables' names live as long as `decode`.
  Formula formula;
  /// The protocol that a model describes. Throws CheckFailed if it describes none.
  std::function<Witness(const Assignment&)> decode;

  bool complete() const { return family.empty(); }
};

/// Throws what the encoder's encode throws.
InstanceFormula instance_formula(const std::shared_ptr<const CnfEncoder>& encoder, EncodingWatch& watch);

}  // namespace arcsat
