#include "encoders/encoded_instance.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "encoders/sums_encoder.hpp"

namespace arcsat {

EncodedInstance encode_instance(const std::shared_ptr<const Instance>& instance, std::string_view encoder,
                                std::optional<Symmetry> symmetry, EncodingWatch& watch) {
  if (encoder == "xor") {
    if (symmetry && *symmetry != Symmetry::none) {
      throw InputError(
          fmt::format("found the symmetry \"{}\" with the encoder xor, expected none", to_string(*symmetry)));
    }
    const auto family = std::make_shared<const SumsEncoder>(instance);
    return {"xor", "",
            false, family->encode(watch),
            {},    [family](const Assignment& model) { return family->decode(model); }};
  }
  return encode_instance(make_cnf_encoder(encoder, instance, symmetry), watch);
}

EncodedInstance encode_instance(const std::shared_ptr<const CnfEncoder>& encoder, EncodingWatch& watch) {
  return {std::string(encoder->name()),
          std::string(to_string(encoder->symmetry())),
          true,
          encoder->encode(watch),
          [encoder](const Assignment& model) { return encoder->decode(model); },
          {}};
}

}  // namespace arcsat
