// Refutation of three steps in three epochs: row by row of the middle table, then of the last one.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>

#include "protocol/instance.hpp"

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// Which tables z_1 the argument makes use of.
enum class FirstTables {
  constants,  // p_1 different constant ones
  counted,    // some p_1 that exist by counting
};

struct ThreeStepBound {
  FirstTables tables = FirstTables::counted;
  std::uint64_t p1 = 1;
  std::uint64_t r = 1;
  /// ρ = a/b.
  std::uint64_t a = 1;
  std::uint64_t b = 1;
  std::uint64_t p2 = 1;
  std::uint64_t h = 4;
};

struct ThreeStepReport {
  /// Bits that are said about z_3 ahead of its rows, and with each row;
  Integer ahead;
  Integer in_row;
  /// entries of each row that follow from these.
  std::uint64_t entries = 0;
  std::uint64_t rows = 0;
  std::string statement() const;
};

/// Checks that a bound refutes an instance. Claim: then no protocol of the model solves it.
///
/// The instance is a decoder with L = 3 and E ≤ 3, every message has c bits for each of its receiver's tokens, and all
/// inputs are allowed; sizes m, n_1, n_2, q_1, q_2, q_3. C = 2^c. Fewer epochs are three, in the last of which nothing is
/// said; let E = 3. The checker asks for 1 ≤ r ≤ q_1, 1 ≤ a ≤ b, 1 ≤ h ≤ q_2, p_1, p_2 ≥ 1, and
///   (1) (constants) p_1 ≤ q_1 and p_1 ≥ C(r-1) + 1, or
///       (counted) binom(q_1, r-1)^(mC) · (C·(r-1)^m)^p_1 < q_1^(m·p_1);
///   (2) a^n_1 · C^(m·p_1 + m) ≤ b^n_1;
///   (3) binom(q_1, r) · binom(q_2, h-1)^(r·C²) · (C²·(h-1)^r·b)^p_2 < (a·q_2^r)^p_2;
///   (4) C^(κ + 3n_2) < q_3^(h·n_2), with κ = 2n_1·q_1·p_2 + 2m·p_1 + m(1 + min(p_1, C)).
/// Suppose that a protocol solves the task. a_j, b_j, c_j are what player j tells player -1 in epochs 1, 2, 3.
///
/// 1. *Tables z_1.* There is a list P_1 of p_1 tables of which every colouring with C colours has a colour whose tables
///    have at least r values at some z_0. (constants) Some colour has at least r of the constants. (counted) If a colouring
///    of a list has none, then for each colour and z_0 there are r-1 values, among which are those of that colour: of each
///    such choice of sets there are at most C·(r-1)^m tables that some colour allows. So by (1) not every list has such a
///    colouring.
/// 2. *A row w_1.* In epoch 1 player 2 tells player 1, with a z_1 of P_1, and player 0, with its z_0, functions of z_2
///    and these. Take the largest class R of tables z_2 that say the same: |R| ≥ q_2^(n_1·q_1) · C^-(m·p_1 + m). R lies in the
///    product of its projections to rows. So by (2) for some w_1 the rows z_2(w_1, ·) of R, a set A, are at least ρ·q_2^q_1.
/// 3. *Tables z_2.* Choose p_2 rows of A independently and uniformly. Say that a colouring with C² colours and a set I of r
///    positions is bad if each colour has fewer than h values at each i of I. As in 1, with h-1 values for each i and colour,
///    a row of A is allowed with probability at most C²·(h-1)^r·q_2^(q_1-r) / |A|. So by (3) some rows have no bad colouring
///    and set. Let P_2 be a list of tables of R with these rows at w_1.
/// 4. *Ahead of the rows of z_3.* For a z_3 let Y be what player 3 says in epochs 1 and 2 to player 2 with a z_2 of P_2, to
///    player 1 with a z_1 of P_1, to player 0. In epoch 1 these are functions of z_3 and the receiver's input; in epoch 2
///    also of what the receiver heard. Player 2 heard what is in Y; player 1 also player 2, who says the same for all of P_2;
///    player 0 also player 2, likewise, and player 1, a function of z_0 and z_1 with at most min(p_1, C) values for each z_0.
///    So there are at most C^κ different Y; all of this does not depend on w.
/// 5. *A row w_2.* Let w = (w_1, w_2). Colour P_1 by a_1[w, ·]: by 1 there are a z_0 and a list S of P_1 of one colour with r
///    values I at z_0. Fix Y and a_3[w]. Then (a_2, b_2), in runs with w, z_0, z_1 in S and z_2 in P_2, is a function of z_2
///    alone: a_2 is one of w and z_2; b_2 is one of what players 2 and -1 know after epoch 1: z_2, Y, w, and a_0, a_1, a_2,
///    a_3, where a_0 depends on w and z_0 and a_1 is the same for all of S. By 3 there are an i of I and tables of P_2 of one
///    colour with h different values i_2 = z_2(w_1, i). Let z_1 of S have z_1(z_0) = i. In the h runs with w, z_0, z_1 and these
///    z_2, player -1 knows the same after epoch 2: a_0, a_1, a_2, a_3 and b_2 are the same; so is b_3, a function of z_3 and of what
///    it knew; and b_1, b_0 are functions of that and of what players 1 and 0 know after epoch 1, the same by 2 and Y. So c_3 is
///    the same in all of them. What c_2, c_1 and c_0 are in each follows: what players 2, 1, 0 know after epoch 2 follows
///    from the inputs and Y. So given Y, the h right answers z_3(w_2, i_2) follow from (a_3, b_3, c_3): the row z_3(w_2, ·) is one
///    of at most C³·q_3^(q_2-h).
/// 6. *All rows.* Every z_3 has a Y, so q_3^(n_2·q_2) ≤ C^κ · (C³·q_3^(q_2-h))^n_2, against (4). ∎
///
/// Throws CheckFailed if the bound is none or does not refute; Unsupported if its numbers are too large to be compared.
ThreeStepReport check_three_step(const Instance& instance, const ThreeStepBound& bound);

}  // namespace arcsat
