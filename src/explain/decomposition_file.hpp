// Decompositions as JSON files (format "arcsat-decomposition", version 1).
#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"
#include "explain/decomposition.hpp"

namespace arcsat {

/// {"format": …, "version": 1, "l": l, "epochs": t, "W": [w, …], "Z": [[z_0, …], …, [z_{l-1}, …]], "R": [[z_l, …, z_L], …]},
/// all of them indices.
Json json_of(const Decomposition& decomposition);
/// Throws InputError with a position. Whether it fits a protocol is for check_decomposition to say.
Decomposition parse_decomposition(std::string_view text, const std::string& file);

}  // namespace arcsat
