#include "evidence/solved_formula.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "cnf/dimacs.hpp"
#include "encoders/instance_formula.hpp"
#include "encoders/smt.hpp"

namespace arcsat {

std::string formula_sha256(const Formula& formula) {
  Sha256 hash;
  for_each_dimacs_chunk(formula, [&](std::string_view chunk) { hash.update(chunk); });
  return hash.hex();
}

Formula encode_again(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                     const std::string& symmetry, const Budget& budget) {
  if (encoder != "tables" && encoder != "pairs" && encoder != "compact") {
    throw CheckFailed(fmt::format("the encoder \"{}\" is not one that gives a formula", encoder));
  }
  const bool known = symmetry == to_string(Symmetry::none) || symmetry == to_string(Symmetry::labels) ||
                     (symmetry == to_string(Symmetry::all) && encoder == "compact");
  if (!known) {
    throw CheckFailed(fmt::format("the symmetry \"{}\" is not one that is known", symmetry));
  }
  EncodingWatch watch(budget);
  return instance_formula(instance, encoder, symmetry_named(symmetry), watch).formula.without_names();
}

std::string encoding_sha256(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                            const std::string& symmetry, const Budget& budget) {
  if (encoder == "smt") return sha256(SmtEncoder(instance).script(budget));
  if (encoder == "xor") {
    EncodingWatch watch(budget);
    return formula_sha256(instance_formula(instance, encoder, std::nullopt, watch).formula);
  }
  return formula_sha256(encode_again(instance, encoder, symmetry, budget));
}

}  // namespace arcsat
