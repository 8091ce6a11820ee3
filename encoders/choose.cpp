#include "encoders/choose.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "encoders/compact.hpp"
#include "encoders/pairs.hpp"
#include "encoders/tables.hpp"

namespace arcsat {

namespace {

std::unique_ptr<CnfEncoder> smaller_reference(const std::shared_ptr<const Instance>& instance, Symmetry symmetry) {
  auto tables = std::make_unique<TablesEncoder>(instance, symmetry);
  auto pairs = std::make_unique<PairsEncoder>(instance, symmetry);
  if (tables->size().bytes() <= pairs->size().bytes()) return tables;
  return pairs;
}

/// The compact formula is quicker to refute unless it is many times larger.
std::unique_ptr<CnfEncoder> compact_unless_large(const DecoderInstance& instance, std::optional<Symmetry> symmetry) {
  constexpr double many = 8;
  auto compact = std::make_unique<CompactEncoder>(instance, symmetry.value_or(Symmetry::all));
  if (symmetry == Symmetry::all) return compact;
  auto pairs = std::make_unique<PairsEncoder>(instance.shared(), symmetry.value_or(Symmetry::labels));
  if (compact->size().bytes() <= many * pairs->size().bytes()) return compact;
  return pairs;
}

}  // namespace

std::string for_decoders_alone(std::string_view encoder, const Instance& instance) {
  return fmt::format("found the encoder {} with the model {}, expected one of auto, direct, tables, pairs, smt",
                     encoder, facts_of(instance.model().kind).kind);
}

std::unique_ptr<CnfEncoder> choose_encoder(std::string_view name, std::shared_ptr<const Instance> instance,
                                           std::optional<Symmetry> symmetry) {
  // To plan the compact formula takes about a microsecond an input, which no budget ends.
  const unsigned most_inputs = name == "compact" || name == "auto" ? 22 : 26;
  if (instance->inputs().size() > std::uint64_t{1} << most_inputs) {
    throw LimitReached(fmt::format("the instance has {} allowed inputs, the encoder {} takes at most 2^{}",
                                   instance->inputs().size(), name, most_inputs));
  }
  const std::optional<DecoderInstance> decoder = as_decoder(instance);
  if (name == "auto" && decoder) return compact_unless_large(*decoder, symmetry);
  if (name == "auto") name = "direct";
  if (name == "compact") {
    if (!decoder) throw InputError(for_decoders_alone(name, *instance));
    return std::make_unique<CompactEncoder>(*decoder, symmetry.value_or(Symmetry::all));
  }
  if (symmetry == Symmetry::all) {
    throw InputError(fmt::format("found the symmetry \"all\" with the encoder {}, expected the encoder compact", name));
  }
  const Symmetry most = symmetry.value_or(Symmetry::labels);
  if (name == "direct") return smaller_reference(instance, most);
  if (name == "tables") return std::make_unique<TablesEncoder>(std::move(instance), most);
  if (name == "pairs") return std::make_unique<PairsEncoder>(std::move(instance), most);
  throw InputError(fmt::format("found the encoder \"{}\", expected auto, direct, tables, pairs or compact", name));
}

}  // namespace arcsat
