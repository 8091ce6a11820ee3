#include "protocol/model.hpp"

#include <fmt/format.h>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "protocol/model_names.hpp"

namespace arcsat {

const char* const model_names = "decoder, encoder or chain-of-thought";

namespace {

struct Facts {
  ModelFacts operator()(const Decoder&) const { return {.kind = "decoder", .protocol = "autoregressive"}; }
  ModelFacts operator()(const Encoder&) const { return {.kind = "encoder", .protocol = "encoder", .both_ways = true}; }
  ModelFacts operator()(const ChainOfThought& chain) const {
    const std::string bits = chain.thought_bits
                                 ? fmt::format("{} bit{}", *chain.thought_bits, *chain.thought_bits == 1 ? "" : "s")
                                 : "unlimited bits";
    return {
        .kind = "chain-of-thought",
        .protocol = "chain-of-thought",
        .beyond = fmt::format("{} thought{} of {}", chain.thoughts, chain.thoughts == 1 ? "" : "s", bits),
        .parameters = {{"thoughts", static_cast<std::uint32_t>(chain.thoughts)}, {"thought_bits", chain.thought_bits}},
        .thoughts = chain.thoughts};
  }
};

}  // namespace

std::string_view to_string(Granularity granularity) {
  switch (granularity) {
    case Granularity::functions:
      return "functions";
    case Granularity::sums:
      return "sums";
  }
  throw InternalError("a granularity without a name");
}

Granularity granularity_named(std::string_view name) {
  for (const Granularity granularity : {Granularity::functions, Granularity::sums}) {
    if (name == to_string(granularity)) return granularity;
  }
  throw InputError(fmt::format("found the granularity {}, expected functions or sums", in_quotes(name)));
}

ModelFacts facts_of(const ModelKind& kind) { return std::visit(Facts(), kind); }

std::string name_of(const Model& model) {
  return facts_of(model.kind).kind + (model.granularity == Granularity::sums ? " by sums over tokens" : "");
}

ModelKind model_kind(std::string_view name, std::optional<int> thoughts, std::optional<ThoughtBits> thought_bits) {
  if (name == "chain-of-thought") {
    if (!thoughts) throw InputError("found no number of thoughts, expected one for the model chain-of-thought");
    if (!thought_bits) throw InputError("found no bits of a thought, expected them for the model chain-of-thought");
    return ChainOfThought{*thoughts, thought_bits->unlimited ? std::nullopt : std::optional(thought_bits->bits)};
  }
  if (name != "decoder" && name != "encoder") {
    throw InputError(fmt::format("found the model {}, expected {}", in_quotes(name), model_names));
  }
  if (thoughts || thought_bits) {
    throw InputError(fmt::format("found thoughts with the model {}, expected them with chain-of-thought only", name));
  }
  return name == "decoder" ? ModelKind(Decoder{}) : ModelKind(Encoder{});
}

}  // namespace arcsat
