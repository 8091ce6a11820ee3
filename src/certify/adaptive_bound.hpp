// What an adaptive counting bound says: tables, and orders of contexts. adaptive_counting.hpp has the claim.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "certify/two_step.hpp"

namespace arcsat {

/// A context (w, z_0, z_1); the table by its place in the bound's list.
struct AdaptiveContext {
  std::uint32_t w = 0;
  std::uint32_t z0 = 0;
  std::size_t table = 0;
  friend bool operator==(const AdaptiveContext&, const AdaptiveContext&) = default;
};

/// In which order a z_2 is chosen: at each context the entry that the context asks for.
using AdaptiveOrder = std::vector<AdaptiveContext>;

/// Which messages a part of z_2, in queries of its own, leaves none of, whatever the control.
struct AdaptivePhase {
  /// How many of the C values of d[split] it is about; 1 if there is no split.
  std::uint64_t share = 1;
  /// For each control some order leaves nothing.
  std::vector<AdaptiveOrder> orders;
};

struct AdaptiveBound {
  std::vector<FirstTable> z1;
  /// Places of the tables for which e[z_1] is counted (c·m bits, once for all contexts). For the others b1 is (c bits
  /// for each w and value of a0).
  std::vector<std::size_t> whole;
  /// The z_0 whose d the phases share out.
  std::optional<std::uint32_t> split;
  std::vector<AdaptivePhase> phases;
};

}  // namespace arcsat
