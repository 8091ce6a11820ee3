#include "transformer/transformer.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_values = std::uint64_t{1} << 16;

std::uint64_t few(std::uint64_t values, const std::string& of) {
  if (values > most_values) {
    throw Unsupported(fmt::format("found {} values of {}, expected at most 2^16 for a Transformer", values, of));
  }
  return values;
}

}  // namespace

std::vector<Token> tokens_of(const Instance& instance) {
  const Task& task = instance.task();
  std::uint64_t number = 0;
  for (Player p = first_player; p <= task.length(); ++p) number += task.tokens(p);
  const auto* chain = std::get_if<ChainOfThought>(&instance.model().kind);
  if (chain != nullptr) number += static_cast<std::uint64_t>(chain->thoughts);
  if (number > Transformer::most_tokens) {
    throw Unsupported(
        fmt::format("found {} tokens, expected at most {} for a Transformer", number, Transformer::most_tokens));
  }
  std::vector<Token> tokens;
  for (Player l = task.length(); l >= 0; --l) {
    for (std::uint32_t k = 0; k < task.tokens(l); ++k) {
      tokens.push_back({l, k, few(task.range(l), fmt::format("player {}'s entries", l))});
    }
  }
  tokens.push_back({first_player, 0, few(task.query_weight(task.length()), "w")});
  if (chain == nullptr) return tokens;
  if (!chain->thought_bits || *chain->thought_bits > 16) {
    throw Unsupported("found thoughts of more than 16 bits, expected at most 16 for a Transformer");
  }
  for (Player s = 1; s <= chain->thoughts; ++s) {
    tokens.push_back({first_player - s, 0, std::uint64_t{1} << *chain->thought_bits});
  }
  return tokens;
}

std::string words_of(const Token& token) {
  if (token.player < first_player) return fmt::format("thought {}", first_player - token.player);
  if (token.player < 1) return fmt::format("player {}", token.player);
  return fmt::format("token {} of player {}", token.position, token.player);
}

std::string words_of(const Transformer& transformer) {
  const ModelFacts facts = facts_of(transformer.instance->model().kind);
  return fmt::format("a {}-layer {} Transformer with {}{}H = {}, d = {}, p = {}, {}", transformer.layers.size(),
                     facts.both_ways ? "encoder" : "decoder", facts.beyond, facts.beyond.empty() ? "" : ", ",
                     transformer.heads, transformer.head_dimension, transformer.precision,
                     transformer.normalised ? "normalised" : "unnormalised");
}

void require_fits(const Transformer& transformer) {
  const Model& model = transformer.instance->model();
  if (!model.widths.empty()) throw CheckFailed("found widths of single messages, expected none with a Transformer");
  if (transformer.layers.size() != static_cast<std::size_t>(model.epochs)) {
    throw CheckFailed(
        fmt::format("found {} layers, expected one for each of {} epochs", transformer.layers.size(), model.epochs));
  }
  if (transformer.bits() > model.bits_per_token) {
    throw CheckFailed(fmt::format("found H({})p = {} bits for each token, block and layer, expected at most {}",
                                  transformer.normalised ? "d+1" : "d", transformer.bits(), model.bits_per_token));
  }
  if (model.granularity == Granularity::sums && transformer.precision > 1) {
    throw CheckFailed(
        fmt::format("found the precision p = {}, expected 1 where sums are in (Z/2)^c", transformer.precision));
  }
}

}  // namespace arcsat
