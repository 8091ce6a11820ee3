// Looks for a protocol of two steps in two epochs where only z_1 and z_2 are free: boxes that cover the tables z_2.
#pragma once

#include <cstdint>
#include <optional>

#include "base/budget.hpp"
#include "protocol/decoder_instance.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// Of decoders with L = 2, E = 2, m = n_1 = 1 and q_1 ≤ C = 2^c, all inputs allowed. A *box* is a set of C² values (all, if
/// there are fewer) for each of the q_1 positions of z_2. C² boxes that cover [q_2]^(q_1) give a protocol: player 2
/// tells -1 and 0 in epoch 1 in which box (a, s) its table is, and 1 and, in epoch 2, -1 which of the C² values (v, u)
/// of that box stands at the position i_1; 1 tells -1 in epoch 1 what i_1 is; in epoch 2 player 0 passes on s, and 1 u.
///
/// Simulated annealing over the boxes for as few uncovered tables as can be: some run leaves none, or nothing is
/// found. With several threads each has a seed of its own; with one, the same seed does the same. Whether what is
/// returned is right is for check_witness to say. Some seconds' work at most; throws LimitReached once the budget's
/// time is over.
std::optional<Protocol> find_by_boxes(const DecoderInstance& instance, std::uint64_t seed, unsigned threads,
                                      const Budget& budget);

}  // namespace arcsat
