// Refutation of one step: however the positions are put into blocks, the trees cannot serve every table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "certify/block_claim.hpp"

namespace arcsat {

/// How claims about single blocks come to a refutation; check_blocks has the proofs.
enum class Conclusion {
  folds,     // of claims with a fold
  families,  // C ≤ 4: of all claims
  volume,    // of one claim, that two positions do not fit into a block
};

struct BlockBound {
  Conclusion conclusion = Conclusion::folds;
  std::vector<BlockClaim> claims;
};

struct BlockBoundReport {
  OneStep sizes;
  Conclusion conclusion = Conclusion::folds;
  std::size_t claims = 0;
  /// How many of them rest on a formula that is still to be refuted.
  std::size_t by_formula = 0;
  std::string statement() const;
};

/// Checks that the claims hold (block_claim.hpp; those by a formula are taken for granted) and refute. Claim: then no
/// protocol solves these sizes.
///
/// Suppose that a protocol does, that is (one_step.hpp) blocks of sizes k_0 … k_{C-1} with sum m and trees such that for
/// all sets Q_a of min(k_a, q) values some b lies in all B_a(Q_a). A claim about blocks of some size holds for larger
/// blocks, too: trees that serve all larger sets as is said of B serve all smaller ones so, B(Q') ⊇ B(Q) for Q' ⊆ Q.
///
/// *Folds.* Call a block soft if one of its trees serves all its sets, else hard; empty blocks are soft. C copies of that
/// tree have |B(Q)| = C for all Q, so a soft block is smaller than what a claim with the fold C is about. Let h be the
/// number of hard blocks.
///   In each hard block |B(Q)| ≥ h for every Q. For if |B_a(Q)| < h, give each b ∈ B_a(Q) a hard block of its own other
///   than a, and in it a Q that tree b does not serve: with these, no b lies in all B_a(Q_a).
/// So h < C (with h = C, |B(Q)| = C makes the block soft), and a hard block is smaller than what a claim with a fold of
/// at most h is about. With K_h the largest size that is not excluded by a claim with a fold of at most h, m is at most
/// the largest h·K_h + (C-h)·K_C, 0 ≤ h < C. The refutation holds if m is larger. ∎ (K_0 does not count, and K_h ≥ K_C.)
///
/// *Families.* C ≤ 4. Trees may change their names, so a claim holds for all renamings of the b in its lists. A family is
/// a set of parts of [C] that holds, with a part, all that contain it. Let F_a be the family of all parts that contain some
/// B_a(Q). It is {[C]} for an empty block, and no claim about at most k_a positions has all of F_a among the parts that it
/// allows (those of at least `fold` elements, or that contain one of its lists). Let G_j be the family of all parts that contain some B_0 ∩ … ∩ B_j, B_a ∈ F_a: G_j consists of the parts that contain
/// some G ∩ B, G ∈ G_{j-1}, B ∈ F_j; and ∅ is not in G_{C-1}, hence in no G_j and no F_a. The check follows all (j, k_0 +
/// … + k_j, G_j) that there can be; it refutes if none has the sum m after C blocks. ∎
///
/// *Volume.* The claim says that no C trees serve each set of two values once (size 2, fold 1). Then no block has two
/// positions: m ≤ C, or m blocks of one position each. There a tree serves at most C^(2R) values, so each b is right for
/// at most C^(2Rm) tables: q^m ≤ C·C^(2Rm). The refutation holds if m > C or this fails. ∎ (Needs q ≥ 2, else there are no
/// two values: min(2, q) = 1 and the claim is about one.)
///
/// Throws CheckFailed if a claim does not hold or they do not refute; Unsupported if the numbers are too large.
BlockBoundReport check_blocks(const OneStep& sizes, const BlockBound& bound);

}  // namespace arcsat
