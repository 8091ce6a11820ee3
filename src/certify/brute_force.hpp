// The oracle: tries every protocol.
#pragma once

#include <cstdint>
#include <optional>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

struct BruteForceResult {
  /// Whether some protocol solves the instance.
  bool realizable = false;
  /// Protocols tried, two being the same if they send the same values on all allowed inputs.
  std::uint64_t protocols = 0;
  /// The messages of a protocol that solves the instance, as a protocol with the outputs that are right.
  std::optional<Protocol> witness;
};

/// Enumerates the values of all protocols, slot by slot, without any search heuristic, bound or symmetry: every
/// assignment of values to the pairs of views that the allowed inputs reach. A protocol solves the instance if inputs
/// with equal final views have equal answers. None if there are more than `most_protocols`.
std::optional<BruteForceResult> brute_force(std::shared_ptr<const Instance> instance, std::uint64_t most_protocols,
                                            const Budget& budget);

}  // namespace arcsat
