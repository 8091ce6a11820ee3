#include "certify/weighted_counting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

void require_weighted_bound(const TwoStep& sizes, const WeightedBound& bound) {
  if (sizes.m == 0 || sizes.n == 0 || sizes.q1 == 0 || sizes.q2 == 0) throw CheckFailed("found a size of 0");
  if (bound.denominator == 0) throw CheckFailed("found the denominator 0, expected at least 1");
  if (bound.queries == 0 || bound.queries > sizes.n) {
    throw CheckFailed(fmt::format("found {} queries, expected 1 to n = {}", bound.queries, sizes.n));
  }
  require_inputs(sizes, bound.z0, bound.z1);
  if (bound.weights.size() != bound.z1.size()) {
    throw CheckFailed(
        fmt::format("found {} weights for {} tables, expected one for each", bound.weights.size(), bound.z1.size()));
  }
}

/// How many of the C values, or fewer things than that.
Integer most_classes(const TwoStep& sizes, std::size_t things) {
  return sizes.c < 32 ? std::min(Integer(things), Integer(1) << sizes.c) : Integer(things);
}

/// Σ_i min(D, D·cov_i).
Integer covered_entries(const WeightedBound& bound) {
  std::map<std::uint32_t, Integer> weight_of;
  for (std::size_t k = 0; k < bound.z1.size(); ++k) {
    std::set<std::uint32_t> values;
    for (const std::uint32_t position : bound.z0) values.insert(bound.z1[k][position]);
    for (const std::uint32_t value : values) weight_of[value] += bound.weights[k];
  }
  Integer sum = 0;
  for (const auto& [value, weight] : weight_of) sum += std::min(weight, Integer(bound.denominator));
  return sum;
}

}  // namespace

std::string WeightedReport::statement() const {
  return fmt::format(
      "for every n of at least {} (with m={}, q_1 of at least {} and q_2 of at least {}): {} bits that do not depend "
      "on "
      "z_1, and {} on average of what player 1 hears, are too few for {} entries of the last table (all three times "
      "{})",
      queries, sizes.m, sizes.q1, sizes.q2, common.str(), averaged.str(), entries.str(), denominator);
}

WeightedReport check_weighted(const TwoStep& sizes, const WeightedBound& bound) {
  require_weighted_bound(sizes, bound);
  const Integer queries = bound.queries;
  WeightedReport report;
  report.sizes = sizes;
  report.queries = bound.queries;
  report.denominator = bound.denominator;
  report.common = bound.denominator * Integer(sizes.c) *
                  (queries + bound.z0.size() +
                   queries * most_classes(sizes, bound.z0.size()) * most_classes(sizes, bound.z1.size()));
  for (const std::uint32_t weight : bound.weights) report.averaged += Integer(sizes.c) * sizes.m * weight;
  report.entries = queries * covered_entries(bound);
  if (power_within_bounds(2, report.common + report.averaged) >= power_within_bounds(sizes.q2, report.entries)) {
    throw CheckFailed(fmt::format("found {} and {} bits, expected fewer than {} entries have (all three times {})",
                                  report.common.str(), report.averaged.str(), report.entries.str(), bound.denominator));
  }
  return report;
}

WeightedReport check_weighted(const Instance& instance, const WeightedBound& bound) {
  WeightedReport report = check_weighted(two_step_of(instance), bound);
  require_allowed(instance, bound.z0, bound.z1);
  return report;
}

}  // namespace arcsat
