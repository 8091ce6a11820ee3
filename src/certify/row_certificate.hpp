// Refutation row by row: whatever player -1 hears of z_1 and z_0, some contexts of a row look alike to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "certify/two_step.hpp"

namespace arcsat {

/// Some of the tables and of the positions (by their places in the certificate's lists) and a weight.
struct RowPart {
  std::vector<std::size_t> tables;
  std::vector<std::size_t> positions;
  std::uint32_t weight = 1;
};

/// A template is a list of parts; it fits a control at a query w if a1[w, ·] is constant on each part's tables and
/// a0[w, ·] on each part's positions.
using RowTemplate = std::vector<RowPart>;

struct RowCertificate {
  std::vector<std::uint32_t> z0;
  std::vector<FirstTable> z1;
  /// A part's weight counts as weight/denominator.
  std::uint32_t denominator = 1;
  std::vector<RowTemplate> templates;
};

struct RowReport {
  TwoStep sizes;
  /// The least n that the certificate refutes; it refutes every larger n, too, and larger q_1 and q_2.
  std::uint32_t least_n = 0;
  /// What is said ahead of the rows, in bits: e of the tables and d of the positions.
  Integer ahead;
  /// In words, e.g. "for every n of at least 19: …".
  std::string statement() const;
};

/// Checks that the certificate refutes the sizes. Claim: then no protocol solves them, whatever its control.
///
/// Notation as in TwoStep. Let P be the tables z_1 and J the positions z_0 of the certificate, D its denominator.
/// Suppose that some protocol solves the task. For a table z_2 let Y = ((e[z_1])_{z_1 ∈ P}, (d[z_0])_{z_0 ∈ J}); there
/// are at most C^(m·|P|+|J|) different Y.
///
/// 1. *One part.* Fix Y, w and the value of a2[w], and let a1[w, ·] be constant on S ⊆ P and a0[w, ·] on A ⊆ J. Let I =
///    {z_1(z_0) : z_1 ∈ S, z_0 ∈ A}. In all contexts (w, z_0, z_1) with z_1 ∈ S and z_0 ∈ A player -1 has the same view
///    after epoch 1, so that for one z_2 it hears the same b2 in all of them. What it hears from players 1 and 0 follows
///    in each from Y, the control and this view. So its answers in all of them follow from b2, and they are the entries
///    of the row z_2(w, ·) at I: at I the rows of the tables z_2 with this Y and this a2[w] take at most C different
///    values.
/// 2. *One row.* Let a template with the parts (S_k, A_k), k = 1 … r, and weights λ_k = weight/D fit the control at w,
///    cov_i = Σ λ_k over the k with i ∈ I_k. By the inequality of Atserias, Grohe and Marx (Shearer's, for counting) a
///    set of rows has at most Π_k |its values at I_k|^λ_k · Π_i |its values at i|^max(0, 1-cov_i) members, as each i is
///    covered with weight at least 1. So, over the C values of a2[w], the tables z_2 with this Y have at most
///        C^(1+Σλ_k) · q_2^(q_1 - g/D),   g = Σ_i min(D, D·cov_i),
///    different rows at w. Its loss is C^(D+Σweight) / q_2^g: this number of rows, to the D, over all q_2^(D·q_1).
/// 3. *All rows.* A control colours P by a1[w, ·] and J by a0[w, ·] with C colours each. If at every w some template
///    fits, then at most C^(m|P|+|J|) · Π_w (rows at w) tables z_2 are served. With W the largest loss of a template
///    this is less than q_2^(n·q_1) if C^(D·(m|P|+|J|)) · W^n < 1. The checker colours P and J in all ways, up to
///    renaming, and compares in integers. ∎
///
/// 4. *Every n.* If the inequality holds for n, then W < 1, so that it holds for every larger n. Neither the templates
///    nor the losses depend on q_1, as long as the values of P lie in it, and larger q_2 make every loss smaller.
///
/// Throws CheckFailed if the certificate is none or does not refute; LimitReached or Unsupported if it asks for more
/// work than the checker does.
RowReport check_rows(const TwoStep& sizes, const RowCertificate& certificate);

/// The same of an instance, whose restrictions must allow the certificate's inputs.
RowReport check_rows(const Instance& instance, const RowCertificate& certificate);

}  // namespace arcsat
