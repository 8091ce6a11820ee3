// Lines of thresholds, as _plot.mustache draws them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace arcsat {

/// How far along a row of cells realizable ones go.
struct Threshold {
  /// The largest size that is realizable; 0 if none is.
  std::uint32_t realizable = 0;
  /// The smallest that is not; none if the box ends before.
  std::optional<std::uint32_t> refuted;

  /// Whether some size between the two is open.
  bool open() const { return refuted && *refuted > realizable + 1; }
};

struct Plot {
  struct Line {
    std::string name;
    /// One for each tick; none where there are no cells.
    std::vector<std::optional<Threshold>> points;
  };
  std::string id;
  std::string caption;
  std::string x_axis;
  std::string y_axis;
  std::vector<std::string> ticks;
  /// At most six, so that each has a colour.
  std::vector<Line> lines;
};

Json drawn(const Plot& plot);

}  // namespace arcsat
