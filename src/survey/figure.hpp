// The figure of a paper: how a threshold moves with several sizes, a curve for each value of one more.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "survey/frontier.hpp"

namespace arcsat {

struct Figure {
  /// What every instance has, in words: "L = 2, m = 2, …".
  std::string start;
  /// Of what a curve is for each value: "E".
  std::string curves;
  std::vector<std::uint32_t> values;
  /// For each size along which it moves, a frontier for each of the values.
  std::vector<std::vector<Frontier>> panels;
};

/// A panel for each size: a mark at each threshold, a bar over what is open, an arrow where it is beyond the values that were
/// looked at. A picture by itself, which needs no colours.
std::string svg_of(const Figure& figure);
/// A line for each threshold, with a header.
std::string csv_of(const Figure& figure);

}  // namespace arcsat
