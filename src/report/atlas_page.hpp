// An atlas: its cells in grids, with links to their evidence, and what thresholds follow from them.
#pragma once

#include <map>
#include <string>

#include "check/atlas.hpp"

namespace arcsat {

/// Of an atlas that check_atlas has judged. `pages`: the address of each bundle's page, by the bundle's name in the cells.
std::string atlas_page(const std::string& directory, const AtlasReport& atlas,
                       const std::map<std::string, std::string>& pages);

}  // namespace arcsat
