#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "atlas/atlas.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "evidence/bundle_place.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

/// The bundles that are kept: one after the other is left out while every verdict still follows from the rest.
std::vector<std::size_t> Atlas::base() const {
  std::vector<std::size_t> bundles;
  for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
    if (stored_[cell].verdict != Verdict::undecided) bundles.push_back(cell);
  }
  std::vector<std::vector<std::size_t>> supported(stored_.size());  // by bundle
  std::vector<std::size_t> supports(stored_.size());                // how many bundles a cell follows from
  for (const std::size_t bundle : bundles) {
    for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
      if (verdict(cell) != stored_[bundle].verdict) continue;
      if (cell == bundle || leads(bundle, cell)) {
        supported[bundle].push_back(cell);
        ++supports[cell];
      }
    }
  }
  std::vector<std::size_t> weakest_first = bundles;
  std::stable_sort(weakest_first.begin(), weakest_first.end(),
                   [&](std::size_t a, std::size_t b) { return supported[a].size() < supported[b].size(); });
  std::vector<bool> dropped(stored_.size());
  for (const std::size_t bundle : weakest_first) {
    const auto& cells = supported[bundle];
    if (std::any_of(cells.begin(), cells.end(), [&](std::size_t cell) { return supports[cell] < 2; })) continue;
    dropped[bundle] = true;
    for (const std::size_t cell : cells) --supports[cell];
  }
  std::erase_if(bundles, [&](std::size_t bundle) { return dropped[bundle]; });
  return bundles;
}

std::vector<AtlasCell> Atlas::cells() const {
  const std::vector<std::size_t> bundles = base();
  std::vector<AtlasCell> cells;
  for (std::size_t cell = 0; cell < stored_.size(); ++cell) {
    AtlasCell& one = cells.emplace_back();
    one.instance = box_.cells[cell];
    one.verdict = verdict(cell);
    if (one.verdict == Verdict::undecided) continue;
    if (std::binary_search(bundles.begin(), bundles.end(), cell)) {
      one.bundle = fmt::format("bundles/{}", cell);
      one.method = stored_[cell].method;
      continue;
    }
    for (const std::size_t bundle : bundles) {
      if (stored_[bundle].verdict != one.verdict) continue;
      if (const auto rule = leads(bundle, cell)) {
        one.derivation = OrderDerivation{*rule, {sha256(canonical_json(*box_.cells[bundle]))}};
        break;
      }
    }
    if (!one.derivation) throw InternalError("a verdict that follows from no bundle that was kept");
  }
  return cells;
}

void Atlas::write(const std::string& directory) const {
  const std::vector<AtlasCell> all = cells();
  const std::string made = make_beside(directory, "export");
  try {
    write_file(made + "/atlas.json", atlas_json(all));
    write_file(made + "/table.csv", atlas_csv(all));
    write_file(made + "/table.md", atlas_markdown(all));
    for (std::size_t cell = 0; cell < all.size(); ++cell) {
      if (all[cell].bundle.empty()) continue;
      for (const auto& [name, content] : store_.bundle(cell)) {
        const std::filesystem::path file = std::filesystem::path(made) / all[cell].bundle / name;
        std::filesystem::create_directories(file.parent_path());
        write_file(file.string(), content);
      }
    }
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove_all(made, ignored);
    throw;
  }
  // If the place was taken meanwhile, the error says what stands beside it now: that is not to be deleted.
  put_in_place(made, directory);
}

}  // namespace arcsat
