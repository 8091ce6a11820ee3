// counting.json: a counting bound in a bundle.
#pragma once

#include <string>
#include <string_view>

#include "certify/counting.hpp"

namespace arcsat {

/// { "format": "arcsat-counting", "version": 2,
///   "knows": [{"player", "after"}, …], "contexts": [[w, z_0, …, z_{L-1}], …],
///   "messages": [{"epoch", "from", "to", "bits", "situations"}, …], "bits": "15", "answers": "65536" }
/// The bound, and what it comes to (for readers; the numbers are decimal strings where they may be large). An input is
/// written in its form: an index, the list of its entries, or {"default": v, "entries": [[position, value], …]}.
std::string to_json(const CountingBound& bound, const CountingReport& report);

/// Reads the bound strictly. Throws InputError with a position.
CountingBound parse_counting_bound(std::string_view text, const std::string& file);

}  // namespace arcsat
