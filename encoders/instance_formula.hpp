// An instance as a formula, by whichever encoder.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cnf/formula.hpp"
#include "encoders/encoder.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

struct InstanceFormula {
  /// The encoder that was used in the end ("direct" and "auto" pick one).
  std::string encoder;
  /// What was broken; empty for the encoder xor, which breaks none.
  std::string symmetry;
  /// Whether the formula's unsatisfiability refutes the instance; the encoder xor looks for protocols of sums only.
  bool complete = true;
  /// Its variables' names live as long as the functions below.
  Formula formula;
  /// The protocol that a model describes, as tables. Throws CheckFailed if it describes none. Empty for the encoder
  /// xor.
  std::function<Protocol(const Assignment&)> decode;
  /// Of the encoder xor: as sums.
  std::function<SumsProtocol(const Assignment&)> decode_sums;
};

/// The encoders are those of choose_encoder and "xor". Throws what they throw, and InputError for a symmetry with the
/// encoder xor.
InstanceFormula instance_formula(const std::shared_ptr<const Instance>& instance, std::string_view encoder,
                                 std::optional<Symmetry> symmetry, EncodingWatch& watch);
/// With a given encoder into CNF. Throws what its encode throws.
InstanceFormula instance_formula(const std::shared_ptr<const CnfEncoder>& encoder, EncodingWatch& watch);

}  // namespace arcsat
