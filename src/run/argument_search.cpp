#include "run/argument_search.hpp"

#include "base/error.hpp"
#include "run/adaptive_search.hpp"
#include "run/row_search.hpp"
#include "run/weighted_search.hpp"

namespace arcsat {

namespace {

std::optional<TwoStep> sizes_of(const Instance& instance) {
  const auto& lists = instance.restriction().lists;
  if (lists.contains(0) || lists.contains(1)) return std::nullopt;
  try {
    return two_step_of(instance);
  } catch (const CheckFailed&) {  // it is of another kind
    return std::nullopt;
  }
}

/// What `attempt` finds. A bound of its search or its checker ends this attempt, not the decision.
template <typename Attempt>
std::optional<Evidence> within_bounds(const Budget& budget, const Attempt& attempt) {
  try {
    return attempt();
  } catch (const LimitReached&) {
    budget.check();
  } catch (const Unsupported&) {  // numbers too large to compare
  }
  return std::nullopt;
}

std::optional<Evidence> by_weights(const Instance& instance, const TwoStep& sizes) {
  auto found = find_weighted_bound(sizes);
  if (!found) return std::nullopt;
  WeightedReport report = check_weighted(instance, *found);
  return WeightedRefutation{std::move(*found), std::move(report)};
}

std::optional<Evidence> by_rows(const Instance& instance, const TwoStep& sizes, const Budget& budget) {
  auto found = find_row_certificate(sizes, budget);
  if (!found) return std::nullopt;
  RowReport report = check_rows(instance, *found);
  return RowRefutation{std::move(*found), std::move(report)};
}

std::optional<Evidence> by_orders(const Instance& instance, const TwoStep& sizes, const Budget& budget) {
  auto found = find_adaptive_bound(sizes, budget);
  if (!found) return std::nullopt;
  AdaptiveReport report = check_adaptive(instance, *found);
  return AdaptiveRefutation{std::move(*found), std::move(report)};
}

}  // namespace

std::optional<Evidence> find_argument(const DecoderInstance& decoder, const Budget& budget) {
  const Instance& instance = *decoder;
  const std::optional<TwoStep> sizes = sizes_of(instance);
  if (!sizes) return std::nullopt;
  if (auto found = within_bounds(budget, [&] { return by_weights(instance, *sizes); })) return found;
  if (auto found = within_bounds(budget, [&] { return by_rows(instance, *sizes, budget); })) return found;
  return within_bounds(budget, [&] { return by_orders(instance, *sizes, budget); });
}

}  // namespace arcsat
