// What a Transformer does with single states, in exact integers and remembered: few states occur on millions of inputs.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "transformer/transformer.hpp"

namespace arcsat {

using StateId = std::uint32_t;

/// The sums of a block, or one token's share of them: of each head the d parts of N, then that of D. Unnormalised, N is
/// taken mod 2^p and D, which nobody asks for, is left out.
using Sums = std::vector<std::int64_t>;

/// Not to be shared between threads.
class Machine {
 public:
  /// The integers of a state may grow beyond any word.
  using Number = boost::multiprecision::cpp_int;
  using State = std::vector<Number>;

  /// `transformer` must outlive it.
  explicit Machine(const Transformer& transformer);

  const Transformer& transformer() const { return transformer_; }

  /// The first state of a token with a value.
  StateId embedded(std::size_t token, std::uint64_t value);

  /// What a token in state `sender` adds to the sums of one in state `receiver`, by number: shares are numbered so that
  /// equal shares have equal numbers, `nothing` for none of weight 0, `forbidden` if some score is above 0. Throws
  /// Unsupported if a share is 2^62 or more.
  using Share = std::uint32_t;
  static constexpr Share nothing = 0;
  static constexpr Share forbidden = 1;
  Share share(std::size_t layer, StateId receiver, StateId sender) {
    const std::vector<Share>& row = shares_[layer][receiver];
    if (sender < row.size() && row[sender] != unknown) return row[sender];
    return find_share(layer, receiver, sender);
  }
  /// A share that is not forbidden.
  const Sums& sums(Share share) const { return pool_[share]; }
  /// The first head, counted from 1, whose score is above 0; 0 if none is.
  unsigned forbidding_head(std::size_t layer, StateId receiver, StateId sender);

  /// Adds a share: mod 2^p, or exactly; then it throws Unsupported at 2^63.
  void add(Sums& sums, const Sums& share) const;
  /// Where one of a block's sums is no number of p bits; none if all are.
  std::optional<std::size_t> overflow(const Sums& sums) const;

  /// The state that one becomes whose heads heard these sums.
  StateId updated(std::size_t layer, StateId state, const Sums& sums);

  /// One coordinate; the largest or least number there is if it has more than 63 bits.
  std::int64_t at(StateId state, std::uint32_t coordinate) const;
  const State& state(StateId id) const { return states_[id]; }

  /// Whether it remembers so much that `forget` is due: between two inputs, as all numbers of states and shares end with it.
  bool full() const { return states_.size() > most_states || remembered_ > most_remembered; }
  void forget();

 private:
  static constexpr Share unknown = UINT32_MAX;
  static constexpr std::size_t most_states = 1 << 13;
  static constexpr std::size_t most_remembered = std::size_t{1} << 24;

  struct HashOfSums {
    std::size_t operator()(const Sums& sums) const;
  };
  struct HashOfState {
    std::size_t operator()(const State& state) const;
  };
  using Next = std::unordered_map<Sums, StateId, HashOfSums>;

  /// What a head makes of a state: Q x, K x and V x.
  struct Projected {
    std::vector<Number> query;
    std::vector<Number> key;
    std::vector<Number> value;
    /// Q x and K x once more, if all their numbers are less than 2^48.
    std::vector<std::int64_t> small_query;
    std::vector<std::int64_t> small_key;
  };

  Share find_share(std::size_t layer, StateId receiver, StateId sender);
  /// By head.
  const std::vector<Projected>& projected(std::size_t layer, StateId state);
  static Number score(const Projected& receiver, const Projected& sender);
  StateId number_of(State state);
  State next_state(const Layer& layer, const State& state, const Sums& heard) const;
  /// y of the sums.
  Sums heard(const Sums& sums) const;

  const Transformer& transformer_;
  std::vector<std::vector<std::optional<StateId>>> embedded_;  // by token, then value
  std::vector<State> states_;
  std::unordered_map<State, StateId, HashOfState> number_of_;
  std::vector<std::vector<std::vector<Projected>>> projected_;  // by layer, state, head
  std::vector<std::vector<std::vector<Share>>> shares_;         // by layer, receiver, sender
  std::vector<std::vector<Next>> next_;                         // by layer, then state
  std::vector<Sums> pool_;
  std::unordered_map<Sums, Share, HashOfSums> share_of_;
  std::size_t remembered_ = 0;
};

}  // namespace arcsat
