// An exported atlas: cells with verdicts, each by a bundle beside it or by the order from one that is.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "check/atlas_file.hpp"
#include "check/check.hpp"

namespace arcsat {

struct AtlasReport {
  std::size_t realizable = 0;
  std::size_t unrealizable = 0;
  std::size_t undecided = 0;
  std::size_t bundles = 0;
  std::size_t derived = 0;
  /// Of the derived ones, those whose protocol was written down and run on all inputs.
  std::size_t replayed = 0;
  /// What was judged, in the order of the file; and what was proved of each bundle, by its name in the cells.
  std::vector<AtlasCell> cells;
  std::map<std::string, CheckReport> judged;
  std::string words() const;
};

/// Judges the directory: atlas.json lists each cell once; each bundle in it holds, has the verdict of its cell and is cited once; each other
/// verdict follows by its rule from a bundle's; the tables say the same; there is nothing else. Derived protocols for at most
/// 2^12 inputs are run on each. Throws as check_bundle does.
AtlasReport check_atlas(const std::string& directory, const CheckOptions& options, const Budget& budget);

bool is_atlas(const std::string& directory);

}  // namespace arcsat
