#include "transformer/forward.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

std::string place_in(const Transformer& transformer, std::size_t layer, std::size_t sum, const Token& token) {
  const std::size_t numbers_of_head = transformer.numbers() / transformer.heads;
  return fmt::format("layer {}, head {}, {}", layer + 1, sum / numbers_of_head + 1, words_of(token));
}

Forward::Forward(const Transformer& transformer)
    : transformer_(transformer),
      prompt_(*transformer.instance),
      machine_(transformer),
      states_(transformer.layers.size() + 1, std::vector<StateId>(prompt_.tokens().size())),
      block_(transformer.numbers()),
      all_(transformer.numbers()) {}

void Forward::refuse(std::size_t layer, std::size_t token, std::size_t sender) {
  const unsigned head = machine_.forbidding_head(layer, states_[layer][token], states_[layer][sender]);
  throw CheckFailed(fmt::format("layer {}, head {}, {}: found a score above 0 for {}, expected at most 0", layer + 1,
                                head, words_of(prompt_.tokens()[token]), words_of(prompt_.tokens()[sender])));
}

void Forward::require_bits(const Sums& sums, std::size_t layer, std::size_t token, std::size_t sender, bool all) const {
  const std::optional<std::size_t> place = machine_.overflow(sums);
  if (!place) return;
  const Player block = prompt_.tokens()[sender].player;
  throw CheckFailed(fmt::format("{}: found the sum {} over {}, expected one from 0 to 2^{} - 1",
                                place_in(transformer_, layer, *place, prompt_.tokens()[token]), sums[*place],
                                all                    ? "all that it hears"
                                : block < first_player ? words_of(prompt_.tokens()[sender])
                                                       : fmt::format("player {}", block),
                                transformer_.precision));
}

void Forward::run_layer(std::size_t layer, std::size_t token) {
  const std::size_t end = prompt_.end_of_heard(token);
  std::fill(all_.begin(), all_.end(), 0);
  for (std::size_t begin = 0; begin < end;) {
    const std::size_t end_of_block = std::min(end, prompt_.end_of_block(begin));
    bool heard = false;
    std::fill(block_.begin(), block_.end(), 0);
    for (std::size_t sender = begin; sender < end_of_block; ++sender) {
      heard |= add_share(layer, token, sender, block_);
    }
    if (heard) {
      require_bits(block_, layer, token, begin, false);
      machine_.add(all_, block_);
    }
    begin = end_of_block;
  }
  require_bits(all_, layer, token, token, true);
  states_[layer + 1][token] = machine_.updated(layer, states_[layer][token], all_);
}

Sums Forward::sums(std::size_t layer, std::size_t token, std::size_t begin, std::size_t end) {
  Sums sums(transformer_.numbers(), 0);
  for (std::size_t sender = begin; sender < end; ++sender) add_share(layer, token, sender, sums);
  return sums;
}

std::int64_t Forward::answer(const Values& values) {
  if (machine_.full()) machine_.forget();
  const std::vector<Token>& tokens = prompt_.tokens();
  const std::size_t layers = transformer_.layers.size();
  for (std::size_t token = 0; token < prompt_.size(); ++token) {
    states_[0][token] = machine_.embedded(token, values[token]);
  }
  thoughts_.clear();
  if (prompt_.both_ways()) {
    for (std::size_t layer = 0; layer < layers; ++layer) {
      for (std::size_t token = 0; token < tokens.size(); ++token) run_layer(layer, token);
    }
    return machine_.at(states_[layers].back(), transformer_.answer);
  }
  for (std::size_t token = 0; token < tokens.size(); ++token) {
    if (token >= prompt_.size()) {
      const std::int64_t thought = machine_.at(states_[layers][token - 1], transformer_.thought);
      if (thought < 0 || static_cast<std::uint64_t>(thought) >= tokens[token].values) {
        throw CheckFailed(fmt::format("{}: found the value {}, expected one from 0 to {}", words_of(tokens[token]),
                                      thought, tokens[token].values - 1));
      }
      thoughts_.push_back(static_cast<std::uint64_t>(thought));
      states_[0][token] = machine_.embedded(token, thoughts_.back());
    }
    for (std::size_t layer = 0; layer < layers; ++layer) run_layer(layer, token);
  }
  return machine_.at(states_[layers].back(), transformer_.answer);
}

}  // namespace arcsat
