// The tokens of an instance, and the right answer to what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "transformer/transformer.hpp"

namespace arcsat {

/// By token of the prompt: an entry, z_0, or the index of w.
using Values = std::vector<std::uint64_t>;
/// The same where some are not known yet.
using PartialValues = std::vector<std::optional<std::uint64_t>>;

class Prompt {
 public:
  explicit Prompt(const Instance& instance);

  /// The prompt's, then the thoughts.
  const std::vector<Token>& tokens() const { return tokens_; }
  /// The number of the prompt's tokens alone.
  std::size_t size() const { return size_; }
  /// Tokens of one player, all of them, stand together; where those of this token's player end.
  std::size_t end_of_block(std::size_t token) const { return end_of_block_[token]; }
  std::size_t token_of(Player player, std::uint64_t position = 0) const {
    return first_of_[seat(player)] + static_cast<std::size_t>(position);
  }
  /// Whether a token hears all others or those before it.
  bool both_ways() const { return both_ways_; }
  /// The tokens that one hears are those below this, itself among them.
  std::size_t end_of_heard(std::size_t token) const { return both_ways_ ? tokens_.size() : token + 1; }

  /// What the right answer needs to know next, or the right answer.
  struct Asked {
    std::optional<std::size_t> token;
    std::uint64_t answer = 0;
  };
  Asked asked(const PartialValues& values) const;
  std::uint64_t right_answer(const Values& values) const;

  Values values_of(std::span<const InputIndex> input) const;
  /// "w=0 z0=1 z1=(0,1) z2=(1,1,0,0)".
  std::string words_of(const Values& values) const;

 private:
  template <typename Known>
  Asked follow(const Known& known) const;

  Task task_;
  std::vector<Token> tokens_;
  std::size_t size_ = 0;
  std::vector<std::size_t> end_of_block_;
  std::vector<std::size_t> first_of_;  // by player's seat
  bool both_ways_;
};

}  // namespace arcsat
