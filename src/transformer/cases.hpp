// Runs a Transformer on many inputs at once: those on which some tokens have given values, and others any.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "transformer/machine.hpp"
#include "transformer/prompt.hpp"

namespace arcsat {

/// Not to be shared between threads.
///
/// Claim: if `run` gives answers, then on every input with these values the Transformer's scores are at most 0, its sums have
/// p bits, its thoughts their bits, and its answer is one of them.
/// Proof. For each token and layer the set of states that are kept contains the token's state on every such input: of the
/// embedding these are the states of its value, or of all its values. In a layer a state x of the set may hear, from each other
/// token, the share of some state in that token's set; from itself that of x. Where each has one share the sums are known;
/// else all combinations are formed. So the sums, and the state after the layer, are among those formed. What is
/// checked is checked of all of these; of a block's sums by the least and the greatest share of each of its tokens.
/// What cannot be told so is never guessed: then `run` names a token of the prompt to be given a value.
class Cases {
 public:
  /// `transformer` must outlive it.
  explicit Cases(const Transformer& transformer);

  const Prompt& prompt() const { return prompt_; }

  struct Outcome {
    /// Possible answers.
    std::vector<std::int64_t> answers;
    /// A token to be given a value, if the answers are to be fewer; none if there is one answer, or `fault` holds.
    std::optional<std::size_t> split;
    /// Something is wrong on every input with these values.
    bool fault = false;
  };
  Outcome run(const PartialValues& values);

 private:
  /// A set of states by its number, so that what was found out of it is known when it comes again.
  using SetId = std::uint32_t;
  /// What a token in one state may hear from a token in one of several.
  struct Heard {
    /// Ascending, each once.
    std::vector<Machine::Share> shares;
    /// Of each number the least and the greatest; empty if a share is forbidden.
    Sums least;
    Sums greatest;

    bool forbidden() const { return least.empty(); }
  };
  struct Possible {
    SetId set = 0;
    /// Which unknown token of the prompt makes them several.
    std::size_t split = 0;
  };
  struct Stop {
    std::optional<std::size_t> split;
  };

  const std::vector<StateId>& states(const Possible& possible) const { return sets_[possible.set]; }
  bool several(const Possible& possible) const { return states(possible).size() > 1; }
  SetId number_of(std::vector<StateId> states);
  /// Its number in heard_, which is `nothing` if the share is, for sure.
  std::uint32_t heard(std::size_t layer, StateId receiver, SetId senders) {
    const std::vector<std::uint32_t>& row = heard_of_[layer][receiver];
    if (senders < row.size() && row[senders] != unknown) return row[senders];
    return find_heard(layer, receiver, senders);
  }
  std::uint32_t find_heard(std::size_t layer, StateId receiver, SetId senders);
  static constexpr std::uint32_t nothing = 0;
  static constexpr std::uint32_t unknown = UINT32_MAX;

  /// Throws Stop where it cannot tell, or a fault is certain.
  Possible after_layer(std::size_t layer, std::size_t token);
  /// Appends what a token in this state may become.
  void add_next(std::size_t layer, std::size_t token, StateId state, std::vector<StateId>& next, std::size_t& split);
  Possible thought(std::size_t token);
  void require_bits(const Sums& least, const Sums& greatest, std::optional<std::size_t> split) const;
  std::vector<std::int64_t> values_at(const Possible& possible, std::uint32_t coordinate) const;
  void forget();

  const Transformer& transformer_;
  Prompt prompt_;
  Machine machine_;
  std::vector<std::vector<Possible>> possible_;  // by layer, then token
  std::vector<std::vector<StateId>> sets_;
  std::map<std::vector<StateId>, SetId> number_of_;
  std::vector<Heard> heard_;
  std::vector<std::vector<std::vector<std::uint32_t>>> heard_of_;  // by layer, receiver, set: its number in heard_
  std::size_t remembered_ = 0;
};

}  // namespace arcsat
