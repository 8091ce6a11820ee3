// Orders of contexts that leave no messages, one control after another.
#pragma once

#include <optional>

#include "certify/adaptive_counting.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

/// What an attempt of the search may use.
struct AdaptiveChoice {
  std::vector<FirstTable> z1;
  bool whole = false;
  std::optional<std::uint32_t> split;
  std::uint64_t share = 1;
  /// The contexts from which orders are made.
  std::vector<AdaptiveContext> contexts;
};

/// For each control an order that leaves nothing; none if for some control none was found, or when the limit is reached.
std::optional<AdaptivePhase> orders_for_every_control(const TwoStep& sizes, const AdaptiveChoice& choice,
                                                      StepLimit& limit);

}  // namespace arcsat
