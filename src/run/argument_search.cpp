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

}  // namespace

std::optional<Evidence> find_argument(const DecoderInstance& decoder, const Budget& budget) {
  const Instance& instance = *decoder;
  const std::optional<TwoStep> sizes = sizes_of(instance);
  if (!sizes) return std::nullopt;
  if (auto found = find_weighted_bound(*sizes)) {
    WeightedReport report = check_weighted(instance, *found);
    return WeightedRefutation{std::move(*found), std::move(report)};
  }
  if (auto found = find_row_certificate(*sizes, budget)) {
    RowReport report = check_rows(instance, *found);
    return RowRefutation{std::move(*found), std::move(report)};
  }
  if (auto found = find_adaptive_bound(*sizes, budget)) {
    AdaptiveReport report = check_adaptive(instance, *found);
    return AdaptiveRefutation{std::move(*found), std::move(report)};
  }
  return std::nullopt;
}

}  // namespace arcsat
