#include "encoders/reachable.hpp"

#include <unordered_map>

namespace arcsat {

ReachablePairs::ReachablePairs(const InputSet& inputs, Player sender, Player receiver) {
  std::unordered_map<std::uint64_t, std::uint32_t> number_of;
  const std::uint64_t projections = inputs.projections(receiver);
  pair_of_.reserve(projections);
  for (std::uint64_t p = 0; p < projections; ++p) {
    const std::uint64_t k = inputs.first_input(receiver, p);
    const Pair pair{inputs.value(sender, k), inputs.value(receiver, k)};
    const std::uint64_t key = std::uint64_t{pair.sender} << 32 | pair.receiver;
    const auto [place, fresh] = number_of.try_emplace(key, static_cast<std::uint32_t>(pairs_.size()));
    if (fresh) pairs_.push_back(pair);
    pair_of_.push_back(place->second);
  }
}

ReachableInputs::ReachableInputs(const InputSet& inputs, Player player) {
  std::unordered_map<InputIndex, std::uint32_t> number_of;
  const std::uint64_t projections = inputs.projections(player);
  value_of_.reserve(projections);
  for (std::uint64_t p = 0; p < projections; ++p) {
    const InputIndex value = inputs.value(player, inputs.first_input(player, p));
    const auto [place, fresh] = number_of.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
    if (fresh) values_.push_back(value);
    value_of_.push_back(place->second);
  }
}

}  // namespace arcsat
