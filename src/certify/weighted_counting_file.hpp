// weighted-counting.json: a refutation by counting with weights, in a bundle.
#pragma once

#include <string>
#include <string_view>

#include "certify/weighted_counting.hpp"

namespace arcsat {

/// { "format": "arcsat-weighted-counting", "version": 1, "queries": R, "z0": [z_0, …],
///   "z1": [[z_1(0), …, z_1(m-1)], …], "weights": [WEIGHT, …], "denominator": D }
std::string to_json(const WeightedBound& bound);

/// Reads it strictly. Throws InputError with a position.
WeightedBound parse_weighted_bound(std::string_view text, const std::string& file);

}  // namespace arcsat
