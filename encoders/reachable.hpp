// Which pairs of sender's and receiver's inputs the allowed inputs reach.
#pragma once

#include <cstdint>
#include <vector>

#include "protocol/instance.hpp"

namespace arcsat {

/// The distinct pairs (a_j, a_i) of a sender's and a receiver's inputs over the allowed inputs, numbered by first use.
class ReachablePairs {
 public:
  ReachablePairs(const InputSet& inputs, Player sender, Player receiver);

  struct Pair {
    InputIndex sender;
    InputIndex receiver;
  };

  std::size_t size() const { return pairs_.size(); }
  const Pair& pair(std::size_t number) const { return pairs_[number]; }
  /// The number of the pair that a projection at the receiver's level has.
  std::uint32_t of(std::uint64_t projection) const { return pair_of_[projection]; }

 private:
  std::vector<Pair> pairs_;
  std::vector<std::uint32_t> pair_of_;
};

/// The distinct inputs that a player holds, numbered by first use, over the projections at its own level.
class ReachableInputs {
 public:
  ReachableInputs(const InputSet& inputs, Player player);

  std::size_t size() const { return values_.size(); }
  InputIndex value(std::size_t number) const { return values_[number]; }
  std::uint32_t of(std::uint64_t projection) const { return value_of_[projection]; }

 private:
  std::vector<InputIndex> values_;
  std::vector<std::uint32_t> value_of_;
};

}  // namespace arcsat
