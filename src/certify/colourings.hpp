// Every colouring: what an argument says of each control that there may be is tried on all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace arcsat {

/// Things to be coloured, in this order. Each belongs to a group, named by a number; colours of different groups have
/// nothing to do with each other.
struct Colouring {
  static constexpr int none = -1;

  /// The group of each item.
  std::vector<std::size_t> groups;
  /// How many colours each group has.
  std::uint64_t colours = 1;
  /// Of the first items; `none` for the later ones.
  std::vector<int> colour;
};

/// Whether the claim is shown for every colouring that extends this one, whose first `coloured` items have colours.
using ShownFor = std::function<bool(const Colouring&, std::size_t coloured)>;

/// Tries every colouring, up to renaming the colours within each group, one item after another, and goes no deeper
/// where the claim is shown. Returns whether it is shown for all; if not, `colouring` is one for which it is not.
/// Throws LimitReached beyond `most_nodes` partial colourings.
bool shown_for_every_colouring(Colouring& colouring, const ShownFor& shown, std::uint64_t most_nodes);

}  // namespace arcsat
