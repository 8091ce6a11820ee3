// The formula that a certificate speaks of, made again from the instance.
#pragma once

#include <memory>
#include <string>

#include "base/budget.hpp"
#include "cnf/formula.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// SHA-256 of a formula as DIMACS without comments.
std::string formula_sha256(const Formula& formula);

/// The formula of an encoder into CNF ("tables" or "pairs"), without names. Throws CheckFailed for other encoders.
Formula encode_again(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                     const std::string& symmetry, const Budget& budget);

/// SHA-256 of what the encoder gives for the instance, be it a formula or (encoder "smt") a script. The formula of the
/// encoder "xor", whose models give protocols but which cannot refute, has its place here only.
std::string encoding_sha256(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                            const std::string& symmetry, const Budget& budget);

}  // namespace arcsat
