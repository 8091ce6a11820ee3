#include "run/weighted_search.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// Larger tables and longer lists would be long certificates.
constexpr std::uint64_t most_listed_values = std::uint64_t{1} << 16;

}  // namespace

std::optional<WeightedBound> find_weighted_bound(const TwoStep& sizes) {
  const std::uint64_t tables = sizes.m < sizes.q1 ? sizes.q1 : 1;  // one that reaches every value
  if (tables * sizes.m > most_listed_values) return std::nullopt;
  WeightedBound bound;
  bound.queries = sizes.n;
  bound.denominator = std::min(sizes.m, sizes.q1);
  for (std::uint32_t position = 0; position < sizes.m; ++position) bound.z0.push_back(position);
  for (std::uint32_t k = 0; k < tables; ++k) {
    FirstTable& table = bound.z1.emplace_back();
    for (std::uint32_t position = 0; position < sizes.m; ++position) table.push_back((position + k) % sizes.q1);
  }
  bound.weights.assign(tables, tables == 1 ? bound.denominator : 1);
  try {
    check_weighted(sizes, bound);
  } catch (const CheckFailed&) {
    return std::nullopt;
  } catch (const Unsupported&) {
    return std::nullopt;
  }
  return bound;
}

}  // namespace arcsat
