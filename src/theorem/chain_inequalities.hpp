// The inequalities of the paper's induction, one by one, for sizes without limit.
#pragma once

#include <string>
#include <vector>

#include "certify/chain.hpp"
#include "theorem/magnitude.hpp"

namespace arcsat {

/// Sizes of a task with L ≥ 2 steps, and the numbers that the induction chooses; as in certify/chain.hpp.
struct ChainNumbers {
  Integer c;
  Integer m;
  std::vector<Integer> n;      // n_1 … n_{L-1}
  std::vector<Integer> q;      // q_1 … q_L
  std::vector<Integer> x;      // x_0 … x_{L-1}
  std::vector<Integer> theta;  // θ_1 … θ_{L-1}
  std::vector<Tail> tails;     // of θ_1 … θ_{L-1}, none of them Tail::none

  std::size_t length() const { return q.size(); }
  /// T_l, l ≥ 1.
  Integer tokens(std::size_t l) const { return l == 1 ? m : n[l - 2] * q[l - 2]; }
  /// 1 + 1 + T_1 + … + T_L, how many tokens the prompt has.
  Integer prompt() const;
};

/// The induction as in the paper; or with the first step by entropy, messages of c bits counted as at most 2^c, and, at the
/// end, only what player -1 hears.
enum class Variant { paper, sharp };
std::string_view to_string(Variant variant);

/// left ≥ right, or left > right if it is strict, both whole numbers.
struct Inequality {
  std::string name;
  std::string left_words;
  std::string right_words;
  Integer left = 0;
  Integer right = 0;
  bool strict = false;
  /// Whether the sides are numbers of bits; in "x_0 <= m" and "theta_l <= q_l" they are not.
  bool of_bits = true;

  bool holds() const { return strict ? left > right : left >= right; }
  /// log2 of left / right, ∞ if right is 0.
  double slack_bits() const;
};

/// Claim: if all hold, then no decoder of L epochs and c bits a token solves the task; for certify/chain.hpp proves that the
/// sharp ones suffice, and the paper's imply them: a first step by tuples asks for a chance below 2^(-x_1·c·W), and each
/// δ of the paper is at least the sharp one.
///
/// x_0 ≤ m; θ_l ≤ q_l; with e_l the bits that the tail of θ_l shows (certify/tail.hpp),
///   (C1)  e_1 ≥ x_1·c·W + 1 (paper), e_1 ≥ ⌈c·W·x_0·x_1/m⌉ (sharp), of x_0·x_1 points;
///   (C_l) e_l ≥ x_l·δ_l + 1, of x_l·n_{l-1}·θ_{l-1} points, 2 ≤ l < L;
///   (CF)  2^δ_L < q_L^(n_{L-1}·θ_{L-1}): if the power is short ⌈its log2⌉ > δ_L; else n_{L-1}·θ_{L-1}·⌊log2 q_L⌋ > δ_L or, for
///         a q_L below 2^64 that is no power of two, n_{L-1}·θ_{L-1}·⌊log2 q_L^1024⌋ / 1024 ≥ δ_L.
/// Throws Unsupported if a tail is too large to be written out.
std::vector<Inequality> chain_inequalities(const ChainNumbers& numbers, Variant variant);

/// Of those between bits the one with the least slack.
const Inequality* tightest(const std::vector<Inequality>& inequalities);

}  // namespace arcsat
