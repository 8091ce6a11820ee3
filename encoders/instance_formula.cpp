#include "encoders/instance_formula.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "encoders/choose.hpp"
#include "encoders/sums_encoder.hpp"

namespace arcsat {

InstanceFormula instance_formula(const std::shared_ptr<const Instance>& instance, std::string_view encoder,
                                 std::optional<Symmetry> symmetry, EncodingWatch& watch) {
  if (encoder == "xor") {
    if (symmetry && *symmetry != Symmetry::none) {
      throw InputError(
          fmt::format("found the symmetry \"{}\" with the encoder xor, expected none", to_string(*symmetry)));
    }
    const std::optional<DecoderInstance> decoder = as_decoder(instance);
    if (!decoder) throw InputError(for_decoders_alone("xor", *instance));
    const auto encoder_of_sums = std::make_shared<const SumsEncoder>(*decoder);
    InstanceFormula made{"xor", "", false, encoder_of_sums->encode(watch), {}, {}};
    made.decode_sums = [encoder_of_sums](const Assignment& model) { return encoder_of_sums->decode(model); };
    return made;
  }
  return instance_formula(choose_encoder(encoder, instance, symmetry), watch);
}

InstanceFormula instance_formula(const std::shared_ptr<const CnfEncoder>& encoder, EncodingWatch& watch) {
  return {std::string(encoder->name()),
          std::string(to_string(encoder->symmetry())),
          true,
          encoder->encode(watch),
          [encoder](const Assignment& model) { return encoder->decode(model); },
          {}};
}

}  // namespace arcsat
