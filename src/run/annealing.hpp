// Looks for a protocol of two steps in two epochs from the side of those who do not hold z_2.
#pragma once

#include <cstdint>
#include <optional>

#include "base/budget.hpp"
#include "protocol/decoder_instance.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// Simulated annealing over what the players other than player 2 do (TwoStepDecoder), for as many tables z_2 served as
/// can be; some run serves all, or nothing is found. It finds protocols that are no sums, and no search is needed for
/// what player 2 says. With several threads each has a seed of its own; with one, the same seed does the same. None if
/// the instance is of another kind or too large (ServedTables). Whether what is returned is right is for check_witness
/// to say. Some seconds' work at most; throws LimitReached once the budget's time is over.
std::optional<Protocol> find_by_annealing(const DecoderInstance& instance, std::uint64_t seed, unsigned threads,
                                          const Budget& budget);

}  // namespace arcsat
