#include <algorithm>

#include "atlas/atlas.hpp"
#include "base/clock.hpp"
#include "evidence/evidence.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

std::vector<std::size_t> Atlas::settled_by(const OfferedBundle& bundle) const {
  const std::string instance = canonical_json(*bundle.instance());
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < box_.cells.size(); ++cell) {
    if (verdict(cell) != Verdict::undecided) continue;
    const bool itself = canonical_json(*box_.cells[cell]) == instance;
    if (itself || leads(Known{bundle.instance(), bundle.verdict()}, cell)) cells.push_back(cell);
  }
  return cells;
}

std::size_t Atlas::open_cells() const {
  std::size_t open = 0;
  for (std::size_t cell = 0; cell < box_.cells.size(); ++cell) open += verdict(cell) == Verdict::undecided;
  return open;
}

std::size_t Atlas::take(const OfferedBundle& bundle) {
  const std::size_t before = open_cells();
  const std::string instance = canonical_json(*bundle.instance());
  const std::vector<std::size_t> cells = settled_by(bundle);
  for (const std::size_t cell : cells) {
    if (canonical_json(*box_.cells[cell]) != instance) continue;
    keep(cell, {bundle.verdict(), bundle.method(), 0, 0}, files_in(bundle.copy()));
  }
  keep_derived(bundle, cells);
  return before - open_cells();
}

/// Of the cells that follow from a bundle that is none of theirs, one after the other gets a bundle: the one from which most of the rest
/// follow.
void Atlas::keep_derived(const OfferedBundle& bundle, std::vector<std::size_t> open) {
  const auto settled = [&](std::size_t cell) { return verdict(cell) != Verdict::undecided; };
  for (std::erase_if(open, settled); !open.empty(); std::erase_if(open, settled)) {
    std::size_t best = open.front();
    std::size_t most = 0;
    for (const std::size_t cell : open) {
      std::size_t led = 0;
      for (const std::size_t other : open) led += leads(Known{box_.cells[cell], bundle.verdict()}, other).has_value();
      if (led > most) {
        best = cell;
        most = led;
      }
    }
    const auto begun = Clock::now();
    const Evidence evidence = derive(box_.cells[best], {bundle.copy()}, Budget());
    const PrivateDirectory place;
    const std::string made = (place.path() / "bundle").string();
    const std::string argued_as(kind_of(evidence).argued_as);
    write_bundle(made, *box_.cells[best], evidence, std::nullopt, argued_as, {});
    keep(best, {bundle.verdict(), argued_as, seconds_since(begun), 0}, files_in(made));
  }
}

}  // namespace arcsat
