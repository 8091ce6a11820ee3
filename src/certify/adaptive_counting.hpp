// Refutation by counting that sees the control first: z_2 is chosen entry by entry so that few messages remain.
#pragma once

#include <cstdint>
#include <string>

#include "certify/adaptive_bound.hpp"
#include "certify/two_step.hpp"

namespace arcsat {

struct AdaptiveReport {
  TwoStep sizes;
  std::size_t orders = 0;
  /// How many queries and which positions it uses: the same bound refutes all larger n, q_1 and q_2, and if no table
  /// is counted whole all larger m.
  std::uint32_t queries = 0;
  bool for_every_m = false;
  std::string statement() const;
};

/// Checks that the bound refutes the sizes. Claim: then no protocol solves them, whatever its control.
///
/// Notation as in TwoStep. Let a protocol be given; its control and the functions that give b1, b0 and the answer are
/// fixed, and what is said for one z_2 is an assignment to *slots*. In a context (w, z_0, z_1) the answer is a function
/// of the values of these slots:
///   a2[w] and d[z_0]             c bits each;
///   b2[w, a0[w, z_0], a1[w, z_1]]  c bits: player 2 knows z_2 and player -1's view, which for one z_2 (so that a2[w] is
///                                fixed) is told by w, a0 and a1;
///   e[z_1], c·m bits, from which b1 follows; or b1[w, a0[w, z_0], z_1] itself, c bits: for one z_2 player 1's view is
///                                told by z_1, and a1[w, z_1] too.
/// b0 follows from d[z_0] and the control. Each slot occurs in all contexts that name it, so that it is counted once.
///
/// 1. *One order.* Choose z_2 along the contexts of an order, which ask for different entries. Let N be the number of
///    assignments to the slots read so far that give the entries chosen so far; at first 1 (or, of a split, `share`:
///    the values of d[split] that the phase is about; then this slot is read already). A context that reads slots
///    of k new bits turns these into N·2^k; each gives one answer; so some value in [q_2] is given by at most
///    ⌊N·2^k/q_2⌋ of them. Let z_2 have this value there. If N becomes 0, no assignment in which d[split] is one of these
///    values gives all of the chosen entries.
/// 2. *Every control.* Which slots are the same depends only on the partitions of the tables by a1[w, ·] and of the
///    positions by a0[w, ·], each into at most C classes, at each w. The checker tries all of them that an order can
///    tell apart; while classes are not fixed, it takes slots to be the same only where w and the table (the position)
///    are. That counts no slot later than a coarser partition does, so N is never too small.
/// 3. *All phases.* With a split the shares add up to C at least, and the phases are in different queries, so that their
///    choices are of different entries of one z_2. For this z_2 the protocol's own assignment has some d[split]; the
///    phase that is about this value leaves no assignment, a contradiction. Without a split there is one phase. ∎
///
/// 4. *Larger sizes.* The bound says nothing of other queries, positions and values, so it holds for larger n and q_1;
///    for larger q_2, as N falls; if no e is counted, then for larger m, too (with tables that are prolonged in any
///    way).
///
/// With one phase for each value of d, in its own query, and C contexts in each, it is this statement: q_2 > C²,
/// q_1 ≥ C and n ≥ C are impossible for every m.
///
/// Throws CheckFailed if the bound is none or does not refute; LimitReached or Unsupported if it asks for more work than
/// the checker does.
AdaptiveReport check_adaptive(const TwoStep& sizes, const AdaptiveBound& bound);

/// The same of an instance, whose restrictions must allow the bound's inputs.
AdaptiveReport check_adaptive(const Instance& instance, const AdaptiveBound& bound);

}  // namespace arcsat
