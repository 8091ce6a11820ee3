// Two steps in two epochs: the sizes and the inputs that arguments about them speak of.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <vector>

#include "protocol/instance.hpp"

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// A table z_1 : [m] → [q_1], as a table: its index may be far too large for a number of the machine.
using FirstTable = std::vector<std::uint32_t>;

/// The decoder with L = 2, E = 2 and c bits per token, z_2 unrestricted. C = 2^c.
///
/// What is said, in the words of the arguments (w is the query, z_2(w, z_1(z_0)) the answer; contexts are (w, z_0,
/// z_1)):
///   epoch 1: a2[w] and d[z_0] and e[z_1], what player 2 tells -1, 0 and 1 (c, c and c·m bits);
///            a1[w, z_1] and a0[w, z_0], what 1 and 0 tell -1, and f[z_0, z_1], what 1 tells 0: the *control*, which
///            does not depend on z_2;
///   epoch 2, to player -1: b2, which player 2 computes from z_2 and player -1's view (w, a2[w], a1, a0);
///            b1 from (z_1, e[z_1]) and this view; b0 from (z_0, d[z_0], f) and this view. c bits each.
/// So for each z_2, b2 is a slot for each (w, a0[w, z_0], a1[w, z_1]), and b1 one for each (w, a0[w, z_0], z_1).
struct TwoStep {
  std::uint32_t m = 1;
  /// How many queries w are allowed. Queries are alike, so an argument calls them 0 … n-1.
  std::uint32_t n = 1;
  std::uint32_t q1 = 1;
  std::uint32_t q2 = 1;
  std::uint32_t c = 0;

  friend bool operator==(const TwoStep&, const TwoStep&) = default;
};

/// Throws CheckFailed, in words, if the instance is none: another L or E, widths of its own, a restricted z_2, or
/// inputs that are listed as tuples.
TwoStep two_step_of(const Instance& instance);

/// Throws CheckFailed unless `z0` and `z1` are positions and tables of these sizes, each once.
void require_inputs(const TwoStep& sizes, const std::vector<std::uint32_t>& z0, const std::vector<FirstTable>& z1);

/// Throws CheckFailed unless the instance allows them.
void require_allowed(const Instance& instance, const std::vector<std::uint32_t>& z0, const std::vector<FirstTable>& z1);

/// base^exponent. Throws Unsupported if it may have more than 2^22 bits, so that no file can ask for more.
Integer power_within_bounds(const Integer& base, const Integer& exponent);

}  // namespace arcsat
