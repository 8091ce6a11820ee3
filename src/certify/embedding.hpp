// An instance inside another: who can solve the harder one can solve the easier one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/refusal.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// How a protocol for the harder instance runs on the easier one.
struct Embedding {
  /// Its epochs take place in consecutive blocks of epochs: of each block the last epoch.
  std::vector<int> ends;
  /// Whether player 1 is told what it is to say to player -1, rather than what player 2 tells it in the harder instance.
  bool informed = false;
};

/// What is in the way, if `harder` does not hold `easier` in this way. If nothing is, the claim is: if a protocol solves `harder`, one solves `easier`; so if none
/// solves `easier`, none solves `harder`.
///
/// *Inputs.* Let L be the steps of `easier`. `harder` has at least as many, at least the same m, n_1 … n_{L-1} and q_1 … q_{L-1}, and its
/// q_L, q_{L+1}, … are all at least the q_L of `easier`. An input of `easier` becomes one of `harder`: z_0 and the queries
/// stay, further queries are 0; a table keeps its entries and is 0 elsewhere; a table z_l of a step l > L is the same whatever the query:
/// it maps i to min(i, q_l - 1), and so every i_L to itself. The answer stays what it was. Each player's input becomes one of
/// its own, and the inputs that `easier` allows become inputs that `harder` allows.
///
/// *Runs.* The model is the same, but that thoughts may have more bits. Players of later steps hold constants. Unless players
/// send both ways (an encoder's must have no later steps) they hear each other alone, so that they know nothing else, and what they say is a function of
/// what the receiver knows: it need not be said. Whoever is left runs the protocol for `harder`, whose epoch t is a block of epochs
/// of `easier`. When a block begins both ends of a message know all that it is a function of, since nothing was left out that
/// they ever ask for; so its bits can be spread over the epochs of the block, and it suffices that these have room for it
/// together: the sum of their widths is at least the message's in `harder`. A thought is the same function of the same view; it
/// needs as many bits, or unlimited ones, which hold the view itself. In the last epoch of `harder` nobody asks for what
/// players 0 … L hear, thoughts neither, which see the prompt's players as they were before: it is left out. With sums over tokens
/// the task is the same, and bits of a sum in (Z/2)^c are the sums of these bits.
///
/// *Informed.* Of a decoder with L = 2, two epochs of `harder`, all inputs allowed. What player 2 says to player 1 in epoch 1 is then asked for
/// only in what player 1 says to player -1 in epoch 2, some b bits that are a function of z_1, of what player 2 said and of
/// what player -1 heard in epoch 1: from player 2 (a function of z_2 and w), from player 1 (of z_1 and w) and from player 0, at
/// most min(m, 2^a) different messages for each w, a their width. Player 2 knows z_2, and z_1 too, as it speaks to player 1:
/// it can as well name these b bits for each w and each message of player 0's. They need n_1·min(m, 2^a)·b bits, n_1 and m
/// those of `easier`, in the first block. ∎
Refusal embedding_refused(const Instance& harder, const Instance& easier, const Embedding& embedding);

/// The embedding whose blocks end as early as they can; none if there is none.
std::optional<Embedding> find_embedding(const Instance& harder, const Instance& easier);

/// The protocol for `easier` that one for the harder instance gives, so that the claim can be tried; the caller replays it.
/// Throws CheckFailed if a message is no function of what its ends know, Unsupported where values cannot be enumerated,
/// LimitReached.
Protocol embedded(const Protocol& harder, std::shared_ptr<const Instance> easier, const Embedding& embedding,
                  const Budget& budget);

}  // namespace arcsat
