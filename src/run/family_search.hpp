// Searches for a protocol of a family.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <memory>

#include "run/context.hpp"

namespace arcsat {

/// In conflicts, so that one thread does the same everywhere: minutes.
constexpr std::int32_t long_family_search = 1'000'000;

/// It never refutes. `other_seed` for another seed than the user's.
inline Search family_search(const Context& context, const std::shared_ptr<const Encoding>& family,
                            std::uint64_t other_seed) {
  Search search = {fmt::format("searching the {} family", family->family()), family,
                   context.engine_options(Goal::model, other_seed)};
  search.rules_out = fmt::format("no protocol in the {} family", family->family());
  return search;
}

}  // namespace arcsat
