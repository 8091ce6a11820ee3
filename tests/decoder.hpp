// Instances of which a test knows that they are decoders.
#pragma once

#include "protocol/decoder_instance.hpp"

namespace arcsat::test {

inline DecoderInstance decoder(std::shared_ptr<const Instance> instance) {
  return as_decoder(std::move(instance)).value();
}
inline DecoderInstance decoder(const Instance& instance) { return decoder(std::make_shared<const Instance>(instance)); }

}  // namespace arcsat::test
