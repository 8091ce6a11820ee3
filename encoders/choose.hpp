// The encoders into conjunctive normal form by name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "encoders/encoder.hpp"

namespace arcsat {

/// "tables", "pairs", "compact", "direct" (tables, or pairs where its formula takes less memory), "auto" (compact,
/// unless pairs is many times smaller; direct for other models than the decoder). Without a symmetry the most that the encoder can break. Throws InputError for
/// any other name and for Symmetry::all with an encoder that cannot break it, LimitReached for an instance with more
/// than 2^26 allowed inputs (compact and auto: 2^22), each of which is a clause at least.
std::unique_ptr<CnfEncoder> choose_encoder(std::string_view name, std::shared_ptr<const Instance> instance,
                                           std::optional<Symmetry> symmetry);

/// Why an encoder that relies on the decoder refuses an instance of another model.
std::string for_decoders_alone(std::string_view encoder, const Instance& instance);

}  // namespace arcsat
