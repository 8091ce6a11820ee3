// One step (L = 1): the sizes, and what a protocol for it comes to: blocks of positions and labelled trees.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

#include "protocol/instance.hpp"

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// The decoder with L = 1, E epochs and c bits per token, all inputs allowed. C = 2^c.
///
/// A *tree* has R = E-1 rounds. In each, player 1 picks a v in [C], knowing the earlier u's, then player 0 picks a u in
/// [C]; so a leaf is (v_1, u_1, …, v_R, u_R), and each has a label in [q]. A tree *serves* a set Q ⊆ [q] if player 1 has
/// a strategy such that each value of Q is the label of a leaf that player 0 can then reach. (R = 0: one leaf.)
///
/// **Theorem.** A protocol exists if and only if there are a partition of [m] into blocks A_0 … A_{C-1}, some maybe
/// empty, and a tree f[a, b] for each a, b ∈ [C] such that for each z ∈ [q]^m some b is *right*: for each a the tree
/// f[a, b] serves z(A_a).
///
/// Proof. Only if: in epoch 1 player -1 hears a ∈ [C] from player 0, a function of z_0, and b ∈ [C] from player 1, a
/// function of z_1 (player -1 knows nothing yet). Let A_a be the z_0 with which a is said. In epoch t ≥ 2 it hears v
/// and u of round t-1: v depends on z_1 and player -1's view, that is (b follows from z_1, and the earlier v's from the
/// rest) on z_1, a and the earlier u's; so z_1 and a give a strategy. u is some value in [C]. The answer is a function of
/// (a, b, v_1, u_1, …), so for each a and b it labels a tree. For z_0 ∈ A_a the run ends in a leaf that the strategy of
/// (z_1, a) reaches, and its label, if the protocol is right, is z_1(z_0). So f[a, b] serves z_1(A_a), b being z_1's.
/// If: player 0 says a with z_0 ∈ A_a, player 1 some right b. Player 1 plays a strategy by which f[a, b] serves
/// z_1(A_a): it knows z_1 and sees player -1's view. Player 0 is to play u's that lead to a leaf with the label
/// z_1(z_0). It does not know z_1, but player 1 knows all of this, z_0 too when it writes to player 0, and tells it in
/// epoch t-1 the u of epoch t, c bits. The label of the leaf is the answer. ∎
///
/// **Corollary.** Let k be the size of a block and B(Q) the set of the b whose tree for this block serves Q. A protocol
/// exists if and only if blocks and trees can be chosen so that for all Q_a ⊆ [q] with |Q_a| = min(k_a, q) some b lies
/// in every B_a(Q_a). Proof: z(A_a) has at most min(k_a, q) values, every set of so many occurs, independently for the
/// blocks, and what serves a set serves its parts. ∎ Which positions are in which block does not matter, but how many.
struct OneStep {
  std::uint32_t m = 1;
  std::uint32_t q = 1;
  std::uint32_t c = 0;
  std::uint32_t epochs = 1;

  std::uint32_t rounds() const { return epochs - 1; }
  friend bool operator==(const OneStep&, const OneStep&) = default;
};

/// Throws CheckFailed, in words, if the instance is none: another L or model, widths of its own, or restricted inputs.
OneStep one_step_of(const Instance& instance);

/// C^exponent. Throws Unsupported if it has more than 2^20 bits.
Integer power_of_c(const OneStep& sizes, std::uint64_t exponent);

/// Labels that a strategy can reach: C^(E-1). No tree serves more values, and one can serve any so many.
Integer reach(const OneStep& sizes);
/// Leaves of a tree: C^(2(E-1)).
Integer leaves(const OneStep& sizes);

}  // namespace arcsat
