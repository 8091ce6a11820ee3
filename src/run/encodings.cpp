#include "run/encodings.hpp"

#include <fmt/format.h>

#include <new>

#include "base/clock.hpp"
#include "base/error.hpp"

namespace arcsat {

Encoding::Encoding(InstanceFormula made)
    : encoder_name_(made.encoder),
      symmetry_(made.symmetry),
      family_(made.family),
      variables_(made.formula.variables()),
      clauses_(made.formula.clauses()),
      made_(std::make_shared<const InstanceFormula>(std::move(made))) {}

Encoding::Encoding(std::shared_ptr<const CnfEncoder> encoder, const Budget& budget)
    : encoder_name_(encoder->name()), symmetry_(to_string(encoder->symmetry())) {
  const FormulaSize size = encoder->size();
  variables_ = static_cast<std::int64_t>(size.all_variables().value());
  clauses_ = static_cast<std::int64_t>(size.all_clauses().value());
  make_ = [encoder = std::move(encoder), &budget] {
    EncodingWatch watch(budget);  // without the progress line: it is the parent process's
    return instance_formula(encoder, watch);
  };
}

std::shared_ptr<const InstanceFormula> Encoding::shared() const {
  if (!made_) made_ = std::make_shared<const InstanceFormula>(make_());
  return made_;
}

std::shared_ptr<const Encoding> Encodings::encode(const std::shared_ptr<const Instance>& instance,
                                                  const EncoderRow& encoder) {
  progress_.phase(fmt::format("encoding ({})", encoder.name));
  const auto started = Clock::now();
  EncodingWatch watch(budget_, &progress_);
  auto encoded = std::make_shared<const Encoding>(instance_formula(encoder, instance, symmetry_of(encoder), watch));
  seconds_ += seconds_since(started);
  return encoded;
}

std::shared_ptr<const Encoding> Encodings::encode_family(const std::shared_ptr<const Instance>& instance,
                                                         const EncoderRow& family, std::string& reason) {
  return unless_limited([&] { return encode(instance, family); }, reason);
}

std::shared_ptr<const Encoding> Encodings::plan(const std::shared_ptr<const Instance>& instance, double most_bytes,
                                                std::string& reason) {
  const auto planned = [&]() -> std::shared_ptr<const Encoding> {
    const EncoderRow& automatic = automatic_encoder();
    std::shared_ptr<const CnfEncoder> encoder = make_encoder(automatic, instance, symmetry_of(automatic));
    const double bytes = encoder->size().bytes();
    budget_.require_memory(bytes, "the formula");
    if (bytes <= most_bytes) return std::make_shared<const Encoding>(std::move(encoder), budget_);
    reason =
        fmt::format("the formula of all inputs would take {:.0f} MiB, too much for --encoder auto", bytes / (1 << 20));
    return nullptr;
  };
  return unless_limited(planned, reason);
}

std::shared_ptr<const Encoding> Encodings::unless_limited(
    const std::function<std::shared_ptr<const Encoding>()>& encode, std::string& reason) const {
  try {
    return encode();
  } catch (const LimitReached& limit) {
    budget_.check();
    reason = limit.what();
  } catch (const std::bad_alloc&) {
    reason = "out of memory";
  }
  return nullptr;
}

}  // namespace arcsat
