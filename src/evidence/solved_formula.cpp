#include "evidence/solved_formula.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "cnf/dimacs.hpp"
#include "encoders/encoder_table.hpp"
#include "encoders/smt.hpp"

namespace arcsat {

namespace {

/// The encoder that a certificate names; null if it is none that it may name.
const EncoderRow* row_of(const std::string& encoder) {
  for (const EncoderRow* row : encoders()) {
    if (row->name == encoder && !row->chooses) return row;
  }
  return nullptr;
}

}  // namespace

std::string formula_sha256(const Formula& formula) {
  Sha256 hash;
  for_each_dimacs_chunk(formula, [&](std::string_view chunk) { hash.update(chunk); });
  return hash.hex();
}

Formula encode_again(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                     const std::string& symmetry, const Budget& budget) {
  const EncoderRow* row = row_of(encoder);
  if (row == nullptr || !row->refutes()) {
    throw CheckFailed(fmt::format("the encoder \"{}\" is not one that gives a formula", encoder));
  }
  for (const Symmetry known : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
    if (symmetry != to_string(known) || known > row->most) continue;
    EncodingWatch watch(budget);
    return instance_formula(*row, instance, known, watch).formula.without_names();
  }
  throw CheckFailed(fmt::format("the symmetry \"{}\" is not one that is known", symmetry));
}

std::string encoding_sha256(const std::shared_ptr<const Instance>& instance, const std::string& encoder,
                            const std::string& symmetry, const Budget& budget) {
  const EncoderRow* row = row_of(encoder);
  if (row == nullptr || row->refutes()) return formula_sha256(encode_again(instance, encoder, symmetry, budget));
  if (row->writes_script()) return sha256(SmtEncoder(instance).script(budget));
  EncodingWatch watch(budget);
  return formula_sha256(instance_formula(*row, instance, std::nullopt, watch).formula);
}

}  // namespace arcsat
