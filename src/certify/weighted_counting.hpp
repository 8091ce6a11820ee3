// Refutation by counting with weights: what player 2 tells player 1 of the tables z_1, averaged over them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "certify/two_step.hpp"

namespace arcsat {

struct WeightedBound {
  /// The queries 0 … queries-1.
  std::uint32_t queries = 1;
  std::vector<std::uint32_t> z0;
  std::vector<FirstTable> z1;
  /// Of each table; it counts as weight/denominator.
  std::vector<std::uint32_t> weights;
  std::uint32_t denominator = 1;
};

struct WeightedReport {
  TwoStep sizes;
  std::uint32_t queries = 0;
  /// Bits that every player may hear, and bits of e on average, times the denominator.
  Integer common;
  Integer averaged;
  /// The denominator times the entries of z_2 that are covered.
  Integer entries;
  std::uint32_t denominator = 1;
  std::string statement() const;
};

/// Checks that the bound refutes the sizes. Claim: then no protocol solves them.
///
/// Notation as in TwoStep. Let R be the first `queries` queries, J the positions z_0, P the tables z_1 with weights
/// λ_k = weight/D, and suppose that some protocol solves the task.
///
/// 1. Call U = (a2[w], d[z_0], b2[w, a0, a1]) over R and J *common*: it has at most c·(|R| + |J| + |R|·min(|J|, C)·
///    min(|P|, C)) bits, since at each w the pairs (a0[w, z_0], a1[w, z_1]) take at most that many values.
/// 2. Given U and the control, for each z_1 ∈ P the entries of z_2 at R × z_1(J) follow from e[z_1]: in each context
///    player -1's view after epoch 1 is known, b2 stands in U, b1 follows from e[z_1], b0 from d[z_0]. So the tables z_2
///    with this U, restricted to R × [q_1], take at most C^m values at R × z_1(J).
/// 3. By the inequality of Atserias, Grohe and Marx (Shearer's, for counting), with cov_i = Σ λ_k over the k with
///    i ∈ z_1(J), there are at most Π_k C^(m·λ_k) · Π_i q_2^(|R|·max(0, 1-cov_i)) such restrictions. Over all U they must
///    be q_2^(|R|·q_1). So, to the D,
///        D·(bits of U) + c·m·Σ weight ≥ log2(q_2)·|R|·Σ_i min(D, D·cov_i).
///    The bound refutes if this fails, compared in integers. ∎
///
/// 4. q_1 is not in it, as long as the values of P lie in [q_1]; nor is n, from |R| on; larger q_2 only help.
///
/// With the q_1 ≥ m tables z_1(a) = (a + k) mod q_1 and weights 1/m, it is this statement: realizable only if
/// n·q_1·log2(q_2) ≤ c·(n + m + n·min(m, C)·C + q_1).
///
/// Throws CheckFailed if the bound is none or does not refute; Unsupported if its numbers are too large.
WeightedReport check_weighted(const TwoStep& sizes, const WeightedBound& bound);

/// The same of an instance, whose restrictions must allow the bound's inputs.
WeightedReport check_weighted(const Instance& instance, const WeightedBound& bound);

}  // namespace arcsat
