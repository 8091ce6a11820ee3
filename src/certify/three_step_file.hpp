// Bounds about three steps as JSON files (format "arcsat-three-steps", version 1).
#pragma once

#include <string>
#include <string_view>

#include "certify/three_step.hpp"

namespace arcsat {

/// {"format":…,"version":1,"tables":"constants"|"counted","p1":…,"r":…,"rho":[a,b],"p2":…,"h":…}
std::string to_json(const ThreeStepBound& bound);
/// Throws InputError with a position.
ThreeStepBound parse_three_step_bound(std::string_view text, const std::string& file);

}  // namespace arcsat
