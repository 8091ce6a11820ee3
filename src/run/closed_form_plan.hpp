// A plan for decoders: who streams what to whom, one after the other.
#pragma once

#include <optional>

#include "certify/closed_form.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// The first that fits into the instance's messages; none if none does. A *stream* is a number that goes from one player
/// to another in pieces, as many bits an epoch as the message has. Let F_a, for 0 ≤ a ≤ L, be the table that says, for
/// each (w_a … w_{L-1}) and each position of z_a's domain, what the answer is from there on; F_L = z_L, and F_0 is a list
/// of answers for each w.
///  - *Relays*, for some a < L: player L streams F_{L-1} to player L-1 (it knows z_L, and z_{L-1} from the receiver's
///    view), which streams F_{L-2} to player L-2, and so on down to a. With a = L there are none.
///  - Player -1 learns i_{a-1}: i_0 = z_0 from player 0. i_l from player l, which, once player -1 knows i_{l-1},
///    streams i_l, or else, from the first epoch on, the row z_l(w_{l-1}, ·). Instead of all that, i_1 may come from
///    player 0, to which player 1 streams it. Of all epochs at which player -1 may know i_l, the earliest is chosen.
///  - Then player a streams the answer; or, once it has F_a, the row of F_a for w.
///
/// For example, L+1 epochs are enough if messages to players -1 and 0 hold each i_l, and for L = 2 two epochs with 2^c
/// ≥ m are, if 2^c ≥ q_2 and 2^c ≥ q_1^m; or if 2^c ≥ q_2 and player 1's inbox of c·m bits holds m·n_1 answers; or if
/// 2^c ≥ q_1 and 2c bits hold q_1 answers.
std::optional<ClosedForm> plan_by_streams(const DecoderInstance& instance);

}  // namespace arcsat
