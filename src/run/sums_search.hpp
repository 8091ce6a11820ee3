// Searches for a protocol of sums.
#pragma once

#include <cstdint>

#include "run/context.hpp"

namespace arcsat {

/// In conflicts, so that one thread does the same everywhere: minutes.
constexpr std::int32_t long_sums_search = 1'000'000;

/// A search of context.sums. It never refutes.
inline Search sums_search(const Context& context, std::uint64_t other_seed) {
  Search search = {"searching the sums family", context.sums, context.engine_options(Goal::model, other_seed)};
  search.rules_out = "no protocol in the sums family";
  return search;
}

}  // namespace arcsat
