// Refutation by the induction of Chen, Peng and Wu: a chain of inequalities between the sizes of an instance.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "certify/tail.hpp"
#include "protocol/instance.hpp"

namespace arcsat {

/// How inputs z_0 and z_1 are chosen whose z_1 sound alike to player -1 in epoch 1.
enum class FirstStep {
  single,   // one z_1
  tuples,   // independent z_1: with luck all say the same
  entropy,  // from the largest class of those that say the same
};

struct Chain {
  FirstStep first = FirstStep::entropy;
  /// x_0 … x_{L-1}: of how many inputs of player l the argument makes use.
  std::vector<std::uint64_t> x;
  /// θ_1 … θ_{L-1}: how many values i_l takes on them.
  std::vector<std::uint64_t> theta;
  /// Of θ_1 … θ_{L-1}.
  std::vector<Tail> tails;
};

struct ChainReport {
  /// The last player's table is one of 2^bits classes at most; on one class no answer depends on it,
  Integer bits;
  /// though it has so many entries that are asked for.
  Integer entries;
  /// δ_2 … δ_L.
  std::vector<Integer> deltas;
  std::string statement() const;
};

/// Checks that a chain refutes an instance. Claim: then no protocol of the model solves it.
///
/// The instance is a decoder with L ≥ 2 steps and E ≤ L epochs, every message has c bits for each of its receiver's
/// tokens T_i, and all inputs are allowed. Fewer epochs than L are as many, in the last of which nothing is said; so let
/// E = L. Let C = 2^c and W = n_1⋯n_{L-1}. Suppose that a protocol solves the task.
///
/// *A tail.* p(q, θ, M) is the probability that M independent uniform points of [q] have fewer than θ values; tail.hpp
/// bounds it.
///
/// *H(l)*, for 2 ≤ l ≤ L: there are Z_k of at most x_k inputs of player k, for each k < l, such that the i_{l-1} that come of
/// them and of all w take at least θ_{l-1} values; and a set R of (z_l … z_L), at least 2^(-δ_l) of all, on which what
/// players below l hear in epochs 1 … l from players l and above is a function of w and the inputs from the Z_k alone. For
/// l = L, of epoch L what player -1 hears is enough.
///
/// 1. *z_0 and z_1.* A list Z_1 of x_1 tables and a set Z_0 of x_0 positions with at least θ_1 values z_1(z_0), such that
///    for every w all of Z_1 tell player -1 the same in epoch 1 (a function of z_1 and w):
///    (single) x_1 = 1 and θ_1 ≤ min(x_0, q_1): one table with that many values.
///    (tuples) Some class S of tables that say the same has at least q_1^m·2^(-cW) members. Of x_1 independent uniform tables
///    all are in S with probability at least 2^(-x_1·c·W), and at any Z_0 they show fewer than θ_1 values with probability
///    p(q_1, θ_1, x_0·x_1). If that is less, some tuple is in S and shows θ_1.
///    (entropy) Let z be uniform on S. By Han's inequality some Z_0 of x_0 positions has x_0·log2 q_1 - H(z on Z_0) ≤
///    c·W·x_0/m. So x_1 independent copies, on Z_0, are at most D = c·W·x_0·x_1/m bits of relative entropy away from
///    uniform. If they surely showed fewer than θ_1 values, then log2(1/p) ≤ D by data processing. So p < 2^(-⌈D⌉) suffices.
/// 2. *H(2).* Of each (z_2 … z_L) let what players 2 … L say in epochs 1 and 2 to players -1, 0 and 1 in all runs with Z_0,
///    Z_1 and any w be put down; take the largest class. In epoch 1 a message is a function of the sender's view, which
///    follows from (z_2 … z_L), and of the receiver's input: c·W bits to player -1, c·x_0 to player 0, c·m·x_1 to player 1. In
///    epoch 2 of the receiver's view after epoch 1. Player 1 has heard only what is put down by then: c·m·x_1 bits. Player
///    -1 has heard, beside that, player 1, who says the same for all of Z_1, and player 0, a function of w and z_0 of at most C
///    values: c·W·min(x_0, C). Player 0 has heard player 1: c·x_0·min(x_1, C). So, for L - 1 senders,
///      δ_2 = c(L-1)·[W + x_0 + 2m·x_1 + W·min(x_0, C) + x_0·min(x_1, C)],
///    and if L = 2 what players 0 and 1 hear in epoch 2 is not needed: δ_2 = c·[W + x_0 + m·x_1 + W·min(x_0, C)].
/// 3. *From H(l) to H(l+1)*, l < L. Take θ_{l-1} of the values of i_{l-1}. Choose z_{>l} = (z_{l+1} … z_L) and, independently,
///    x_l tables z_l, uniformly. With f(z_{>l}) the share of the z_l with which it is in R, all x_l are so with probability
///    E[f^x_l] ≥ E[f]^x_l ≥ 2^(-x_l·δ_l). The values z_l(w_{l-1}, i_{l-1}) at all w_{l-1} and these i_{l-1}, of x_l tables, are
///    x_l·n_{l-1}·θ_{l-1} independent points; they are fewer than θ_l with probability p. If p < 2^(-x_l·δ_l - 1), some tuple
///    Z_l has θ_l values, and at least 2^(-x_l·δ_l - 1) of all z_{>l} are in R with each of its members. On these, put down
///    as before what players above l say: to player l in epochs 1 … l+1, whose view follows from z_l and what is put down:
///    c·T_l·x_l bits an epoch; and to players below l in epoch l+1. By H(l), for all of Z_l alike, player -1 has heard
///    before that what follows from w and Z_0 … Z_{l-1}: c·W·x_0⋯x_{l-1} bits; player i ≥ 0 what follows from z_i … z_{l-1}
///    (it hears none below it): c·T_i·x_i⋯x_{l-1}, T_0 = 1. In earlier epochs those heard the same by H(l). So
///      δ_{l+1} = x_l·δ_l + 1 + c(L-l)·[(l+1)·T_l·x_l + (W+1)·x_0⋯x_{l-1} + Σ_{0<i<l} T_i·x_i⋯x_{l-1}],
///    and if l + 1 = L, only what player -1 hears in epoch L is needed: [l·T_l·x_l + W·x_0⋯x_{l-1}].
/// 4. *The end.* By H(L), on at least 2^(-δ_L) of all z_L all that player -1 hears from player L, and by induction over the
///    epochs from the others, is the same function of w and the Z_k. So for each of the θ_{L-1} values of i_{L-1} and each
///    w_{L-1} the entry of z_L asked for is the same on R: |R| ≤ |all z_L| / q_L^(n_{L-1}·θ_{L-1}). So 2^δ_L ≥
///    q_L^(n_{L-1}·θ_{L-1}), unless there is no protocol. ∎
///
/// Throws CheckFailed if the chain is none or does not refute; Unsupported if its numbers are too large to be compared.
ChainReport check_chain(const Instance& instance, const Chain& chain);

}  // namespace arcsat
