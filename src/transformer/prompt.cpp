#include "transformer/prompt.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace arcsat {

Prompt::Prompt(const Instance& instance)
    : task_(instance.task()),
      tokens_(arcsat::tokens_of(instance)),
      end_of_block_(tokens_.size()),
      first_of_(static_cast<std::size_t>(task_.players())),
      both_ways_(facts_of(instance.model().kind).both_ways) {
  for (std::size_t t = tokens_.size(); t-- > 0;) {
    const bool last = t + 1 == tokens_.size() || tokens_[t + 1].player != tokens_[t].player;
    end_of_block_[t] = last ? t + 1 : end_of_block_[t + 1];
    if (tokens_[t].player < first_player) continue;
    first_of_[seat(tokens_[t].player)] = t;
    size_ = std::max(size_, t + 1);
  }
}

/// `known(token)` is its value, if that is known.
template <typename Known>
Prompt::Asked Prompt::follow(const Known& known) const {
  const std::optional<std::uint64_t> z0 = known(token_of(0));
  if (!z0) return {token_of(0)};
  std::uint64_t intermediate = *z0;
  for (Player l = 1; l <= task_.length(); ++l) {
    std::uint64_t query = 0;
    if (l > 1) {
      const std::optional<std::uint64_t> w = known(token_of(first_player));
      if (!w) return {token_of(first_player)};
      query = task_.query(*w, l - 1);
    }
    const std::size_t token = token_of(l, task_.position(l, query, intermediate));
    const std::optional<std::uint64_t> entry = known(token);
    if (!entry) return {token};
    intermediate = *entry;
  }
  return {std::nullopt, intermediate};
}

Prompt::Asked Prompt::asked(const PartialValues& values) const {
  return follow([&](std::size_t token) { return values[token]; });
}

std::uint64_t Prompt::right_answer(const Values& values) const {
  return follow([&](std::size_t token) { return std::optional(values[token]); }).answer;
}

Values Prompt::values_of(std::span<const InputIndex> input) const {
  Values values;
  for (std::size_t t = 0; t < size_; ++t) {
    const Token& token = tokens_[t];
    const InputIndex index = input[seat(token.player)];
    values.push_back(token.player >= 1 ? task_.entry(token.player, index, token.position) : index);
  }
  return values;
}

std::string Prompt::words_of(const Values& values) const {
  std::string words = fmt::format("w={} z0={}", values[token_of(first_player)], values[token_of(0)]);
  for (Player l = 1; l <= task_.length(); ++l) {
    const std::size_t first = token_of(l);
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(end_of_block_[first]);
    words += fmt::format(" z{}=({})", l, fmt::join(begin, end, ","));
  }
  return words;
}

}  // namespace arcsat
