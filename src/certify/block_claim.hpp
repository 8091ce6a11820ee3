// A claim about a block of positions: that C trees cannot serve all its sets of values often enough.
#pragma once

#include <cstdint>
#include <vector>

#include "certify/one_step.hpp"

namespace arcsat {

/// Notation of one_step.hpp: k values at most stand in a block of `size` positions, k = min(size, q), and B(Q) is the set
/// of the b ∈ [C] whose tree serves Q.
struct BlockClaim {
  /// At least 1.
  std::uint32_t size = 1;
  /// It is said of trees such that |B(Q)| ≥ fold for every Q of k values, fold from 1 to C. 0: of the lists below.
  std::uint32_t fold = 0;
  /// It is said of trees such that for every Q of k values B(Q) contains one of these lists of b's.
  std::vector<std::vector<std::uint32_t>> served_by;
  /// With `served_by`: of each b.
  std::vector<std::uint32_t> weights;
  /// Whether the claim rests on a formula (encoders/cover_formula.hpp) rather than on numbers.
  bool by_formula = false;

  friend bool operator==(const BlockClaim&, const BlockClaim&) = default;
};

/// Checks the claim: there are no C trees of which that can be said. Claims by a formula are checked for their form only.
///
/// Let w_b be the weights and t the least Σ_{b ∈ B} w_b over the lists B; with a fold, w_b = 1 and t = fold. So
/// Σ_{b ∈ B(Q)} w_b ≥ t for every Q. One of these must hold:
///
/// 1. *Reach*: t > 0 and k > C^R. Proof: a strategy of player 1 leaves player 0 C^R leaves, and so many labels. ∎
/// 2. *Counting*: t·C(q, k) > (Σ w_b)·N_k, where N_k is the number of sets of k leaves of a tree that some strategy
///    leaves reachable. Proof: a tree serves at most N_k sets of k values, since each is the labels of k such leaves.
///    Summing over the Q gives t·C(q, k) ≤ Σ_b w_b·N_k. ∎
/// 3. *Degrees*: q·⌈t·C(q-1, k-1) / D⌉ > (Σ w_b)·C^(2R), where D is the number of the sets of 2 that hold a given leaf.
///    Proof: let y be a value that o_b leaves of tree b have as label. Every Q ∋ y that tree b serves is the labels of a
///    set of 2 with one of these leaves; so there are at most o_b·D. Summing over the Q ∋ y, Σ_b w_b·o_b·D ≥
///    t·C(q-1, k-1), and Σ_b w_b·o_b, an integer, is at least the quotient rounded up. Sum over y: a leaf has one
///    label. ∎ (If D is 0, the claim holds as soon as t > 0: then k > C^R.)
///
/// N_k and D as polynomials in x, by rounds: sets of leaves of a tree of r rounds are counted by S_r(x), S_0 = 1 + x, and
/// S_r = 1 + C·(S_{r-1}^C - 1), since a set that is not empty has one v_1, and below it parts, one for each u_1, each
/// maybe empty. Those with a given leaf, less that leaf: T_0 = 1, T_r = T_{r-1}·S_{r-1}^(C-1), for v_1 and the part with
/// the leaf are given.
///
/// Throws CheckFailed if the claim is none or does not hold, Unsupported if its numbers are too large.
void require_claim(const OneStep& sizes, const BlockClaim& claim);

/// Whether numbers alone show the claim, as above.
bool shown_by_numbers(const OneStep& sizes, const BlockClaim& claim);

/// S_R up to the power `most`, and T_R. Throws Unsupported if they are too large.
std::vector<Integer> reachable_sets(const OneStep& sizes, std::uint32_t most);
std::vector<Integer> reachable_sets_with_a_leaf(const OneStep& sizes, std::uint32_t most);

}  // namespace arcsat
