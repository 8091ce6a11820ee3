// The formula that an engine solved, as a certificate names it, and how it is made again from the instance.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/budget.hpp"
#include "cnf/formula.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// Raised whenever an encoder's formula for some instance changes: certificates name the formula that was solved.
constexpr std::int64_t encoder_version = 1;

/// A formula and the engine that solved it.
struct SolvedFormula {
  std::string encoder;
  std::string symmetry;
  /// Of the formula as DIMACS without comments (of the script, for the encoder smt).
  std::string sha256;
  std::int64_t variables = 0;
  std::int64_t clauses = 0;
  std::string engine;
  std::string engine_version;
  std::uint64_t seed = 0;
};

/// SHA-256 of a formula as DIMACS without comments.
std::string formula_sha256(const Formula& formula);

/// The formula of an encoder whose formula can refute, without names. Throws CheckFailed for other encoders, and for a
/// symmetry that it cannot break.
Formula encode_again(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                     const std::string& symmetry, const Budget& budget);

/// SHA-256 of what the encoder gives for the instance, be it a formula or a script. Also accepts encoders
/// whose formulas cannot refute, which encode_again rejects.
std::string encoding_sha256(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                            const std::string& symmetry, const Budget& budget);

}  // namespace arcsat
