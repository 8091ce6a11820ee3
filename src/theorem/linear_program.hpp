// Linear programs over the rationals, solved exactly.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <vector>

namespace arcsat {

using Rational = boost::multiprecision::cpp_rational;

/// The least cost·v over v ≥ 0 with rows[i]·v ≥ least[i] for all i; no cost is negative.
struct LinearProgram {
  std::vector<Rational> cost;
  std::vector<std::vector<Rational>> rows;
  std::vector<Rational> least;
};

struct Optimum {
  Rational value;
  /// v, and a weight ≥ 0 for each row.
  std::vector<Rational> point;
  std::vector<Rational> weights;
};

/// Whether `optimum` is one, in a few exact sums. Claim: the point is feasible and costs `value`; the weighted sum of the rows
/// is at most the costs, entry by entry, so that every feasible point costs at least Σ weights[i]·least[i], which is `value`.
bool is_optimal(const LinearProgram& program, const Optimum& optimum);

/// An optimum, for which is_optimal holds. By the simplex method on the dual program, with Bland's rule, so that it ends. Throws
/// InternalError if no point is feasible.
Optimum minimize(const LinearProgram& program);

}  // namespace arcsat
