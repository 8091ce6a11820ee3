// An atlas: its cells in grids, with links to their evidence, and what thresholds follow from them.
#pragma once

#include <string>

#include "check/atlas.hpp"

namespace arcsat {

/// Of an atlas that check_atlas has judged: grids, thresholds, and what each bundle rests on; a page of its own for each would make
/// hundreds.
std::string atlas_page(const std::string& directory, const AtlasReport& atlas);

}  // namespace arcsat
