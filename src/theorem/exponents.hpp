// How long a prompt the induction needs, as a power of Hdp: the best exponents, by linear programming.
#pragma once

#include "theorem/chain_inequalities.hpp"
#include "theorem/linear_program.hpp"

namespace arcsat {

/// The induction shows that L layers need Hdp ≥ n^(1/k - o(1)), n the tokens of the prompt, if sizes are chosen so that n =
/// c^(k + o(1)) and its inequalities (chain_inequalities.hpp) hold for c → ∞. Every size is written as a power of c, in the
/// paper's shape; factors c^o(1), such as log q and constants, do not count, and a sum is as large as its largest term.
///
/// Variables, all ≥ 0, the exponents of: m; n_1 … n_{L-1}; x_0 … x_{L-1}; θ_1 … θ_{L-1}; δ_2 … δ_L. With W = Σ n_l, T_l =
/// m + n_1 + … + n_{l-1} (the exponent of N_{l-1} = q_l, which are the tokens of z_l), P_1 = x_0 + x_1 and P_l =
/// x_l + n_{l-1} + θ_{l-1} (the points):
///   minimize m + W, the exponent of N_{L-1}, which is that of the prompt, subject to
///   x_0 ≤ m;  θ_l ≤ T_l, θ_l ≤ P_l for 1 ≤ l < L;
///   (C1)  x_1 + 1 + W ≤ P_1 (paper);  1 + W + P_1 - m ≤ P_1 (sharp)
///         for M points have less than a share of [q] with a chance of 2^-O(M log q) at least;
///   (C_l) x_l + δ_l ≤ P_l for 2 ≤ l < L;
///   δ_2 ≥ 1 + each of W, x_0, m + x_1, W + x_0, x_0 + x_1;  the last not if L = 2 and sharp;
///   δ_{l+1} ≥ x_l + δ_l, 1 + T_l + x_l, 1 + W + x_0 + … + x_{l-1}, and, but for l + 1 = L if sharp,
///         1 + T_i + x_i + … + x_{l-1} for 0 < i < l;
///   (CF)  δ_L ≤ n_{L-1} + θ_{L-1}.
/// Here 2^c is more than any power of c, so that the minima with 2^c are not seen.
LinearProgram exponent_program(int length, Variant variant);

/// Exponents k for which Hdp ≥ n^(1/k), for L steps.
struct Exponents {
  int length;
  /// 2^(4L).
  Integer theorem;
  /// Of the paper's parameters, which are powers of K = (Hdp·L)^8·8^(2L²).
  Integer parameters;
  /// The optima for the paper's induction and with the sharp first step.
  Optimum paper;
  Optimum sharp;
};
Exponents exponents_of(int length);

}  // namespace arcsat
