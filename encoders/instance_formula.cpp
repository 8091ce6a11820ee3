#include "encoders/instance_formula.hpp"

namespace arcsat {

InstanceFormula instance_formula(const std::shared_ptr<const CnfEncoder>& encoder, EncodingWatch& watch) {
  return {.encoder = std::string(encoder->name()),
          .symmetry = std::string(to_string(encoder->symmetry())),
          .family = {},
          .formula = encoder->encode(watch),
          .decode = [encoder](const Assignment& model) { return encoder->decode(model); }};
}

}  // namespace arcsat
