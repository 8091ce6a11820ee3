#include "arcsat/run/encodings.hpp"

#include <fmt/format.h>

#include <new>

#include "arcsat/base/error.hpp"
#include "arcsat/run/measure.hpp"

namespace arcsat {

std::shared_ptr<const EncodedInstance> Encodings::encode(const std::shared_ptr<const Instance>& instance,
                                                         const std::string& encoder) {
  progress_.phase(fmt::format("encoding ({})", encoder));
  const auto started = Budget::Clock::now();
  EncodingWatch watch(budget_, &progress_);
  const bool given = !symmetry_.empty() && encoder == chosen_;
  auto encoded = std::make_shared<const EncodedInstance>(
      encode_instance(instance, encoder, given ? std::optional(symmetry_named(symmetry_)) : std::nullopt, watch));
  seconds_ += seconds_since(started);
  return encoded;
}

std::shared_ptr<const EncodedInstance> Encodings::encode_if_it_fits(const std::shared_ptr<const Instance>& instance,
                                                                    const std::string& encoder, double most_bytes,
                                                                    std::string& reason) {
  try {
    if (encoder != "xor") {
      const double bytes = make_cnf_encoder(encoder, instance, std::nullopt)->size().bytes();
      if (bytes > most_bytes) {
        reason = fmt::format("the formula of all inputs would take {:.0f} MiB, too much for --encoder auto",
                             bytes / (1 << 20));
        return nullptr;
      }
    }
    return encode(instance, encoder);
  } catch (const LimitReached& limit) {
    budget_.check();
    reason = limit.what();
  } catch (const std::bad_alloc&) {
    reason = "out of memory";
  }
  return nullptr;
}

}  // namespace arcsat
