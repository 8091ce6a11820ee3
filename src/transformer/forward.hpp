// Runs a Transformer on one input.
#pragma once

#include <cstdint>
#include <vector>

#include "transformer/machine.hpp"
#include "transformer/prompt.hpp"

namespace arcsat {

/// Not to be shared between threads.
class Forward {
 public:
  /// `transformer` must outlive it.
  explicit Forward(const Transformer& transformer);

  const Prompt& prompt() const { return prompt_; }
  Machine& machine() { return machine_; }

  /// The answer on one input. Throws CheckFailed, naming layer, head and token, if a score is above 0 or a block's sum or the
  /// sum of all that a token hears is no number of p bits; naming the thought, if it is no number of its bits.
  std::int64_t answer(const Values& values);

  /// Of the last run: by layer, 0 for the embedding, then by token: its state.
  const std::vector<std::vector<StateId>>& states() const { return states_; }
  /// Of the last run: what the tokens from `begin` to `end`, of one block, add to a token's sums in a layer, counted from 0.
  Sums sums(std::size_t layer, std::size_t token, std::size_t begin, std::size_t end);
  /// Of the last run: the values of the thoughts.
  const Values& thoughts() const { return thoughts_; }

 private:
  void run_layer(std::size_t layer, std::size_t token);
  /// Whether there was something to add.
  bool add_share(std::size_t layer, std::size_t token, std::size_t sender, Sums& sums) {
    const Machine::Share share = machine_.share(layer, states_[layer][token], states_[layer][sender]);
    if (share == Machine::nothing) return false;
    if (share == Machine::forbidden) refuse(layer, token, sender);
    machine_.add(sums, machine_.sums(share));
    return true;
  }
  [[noreturn]] void refuse(std::size_t layer, std::size_t token, std::size_t sender);
  void require_bits(const Sums& sums, std::size_t layer, std::size_t token, std::size_t sender, bool all) const;

  const Transformer& transformer_;
  Prompt prompt_;
  Machine machine_;
  std::vector<std::vector<StateId>> states_;
  Values thoughts_;
  Sums block_;
  Sums all_;
};

/// "layer 2, head 1, token 3 of player 2", layer and number of the sum counted from 0.
std::string place_in(const Transformer& transformer, std::size_t layer, std::size_t sum, const Token& token);

}  // namespace arcsat
