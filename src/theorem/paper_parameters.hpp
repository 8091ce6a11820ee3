// The sizes for which Chen, Peng and Wu carry out their induction (arXiv 2412.02975), and what their Theorem 1.1 asks for.
#pragma once

#include "theorem/chain_inequalities.hpp"

namespace arcsat {

/// K = (Hdp·L)^8·8^(2L²), x_l = K^(8^(L-l-1)), n_l = x_l^4, m = K·x_0⋯x_{L-1}, N_l = m·n_1⋯n_l, in the paper's shape:
/// q_1 = m = N_0 and q_{l+1} = N_l; c = 2Hdp.
struct PaperParameters {
  PaperParameters(int length, const Integer& width);

  int length;
  /// Hdp.
  Integer width;
  Integer K;
  /// N_0 … N_{L-1}.
  std::vector<Integer> N;
  /// θ_l is a quarter of the number of points.
  ChainNumbers numbers;
};

/// Theorem 1.1 assumes Hdp ≤ n^(2^-4L), n the tokens of the prompt; that is n ≥ Hdp^(2^4L).
struct Premise {
  /// 2^4L.
  std::uint64_t exponent;
  /// Whether it implies that the prompt is as long as that of the paper's parameters: Hdp^(2^4L) ≥ the tokens of these.
  bool implies_parameters;
  /// The least Hdp for which it does.
  Integer least_width;
};
Premise premise_of(const PaperParameters& parameters);

/// Whether base^exponent ≥ number, exactly.
bool power_reaches(const Integer& base, std::uint64_t exponent, const Integer& number);

}  // namespace arcsat
