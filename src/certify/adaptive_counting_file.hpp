// adaptive-counting.json: a refutation by counting that sees the control first, in a bundle.
#pragma once

#include <string>
#include <string_view>

#include "certify/adaptive_counting.hpp"

namespace arcsat {

/// { "format": "arcsat-adaptive-counting", "version": 1, "z1": [[z_1(0), …, z_1(m-1)], …], "whole": [PLACE IN z1, …],
///   "split": z_0,  (optional)
///   "phases": [{"share": r, "orders": [[[w, z_0, PLACE IN z1], …], …]}, …] }
std::string to_json(const AdaptiveBound& bound);

/// Reads it strictly. Throws InputError with a position.
AdaptiveBound parse_adaptive_bound(std::string_view text, const std::string& file);

}  // namespace arcsat
