#include "explain/grid.hpp"

#include <map>
#include <set>

namespace arcsat {

namespace {

using Key = std::vector<std::uint32_t>;

Key key_in(const Contexts& contexts, const ReadingSet& readings, std::uint32_t x) {
  Key key;
  for (const std::size_t q : readings) key.push_back(contexts.values[q][x]);
  return key;
}

std::set<Key> keys_in(const Contexts& contexts, const ReadingSet& readings, const std::vector<std::uint32_t>& chosen) {
  std::set<Key> keys;
  for (const std::uint32_t x : chosen) keys.insert(key_in(contexts, readings, x));
  return keys;
}

}  // namespace

InputClasses keys_of(const Contexts& contexts, const ReadingSet& readings) {
  InputClasses classes{.of = Column(contexts.size()), .count = 1};
  for (const std::size_t q : readings) classes = refined(classes, contexts.values[q]);
  return classes;
}

Expression grid_over(const Contexts& contexts, const ReadingSet& readings, const std::vector<std::uint32_t>& chosen,
                     const Column& values) {
  constexpr std::size_t most_columns = 40;
  constexpr std::size_t most_split = 8;
  ReadingSet down, across;
  std::size_t best = ~std::size_t{0};
  const std::size_t splits = std::size_t{1} << std::min(readings.size(), most_split);
  for (std::size_t split = 0; split < splits; ++split) {
    ReadingSet one, other;
    for (std::size_t k = 0; k < readings.size(); ++k) (split >> k & 1 ? other : one).push_back(readings[k]);
    if (one.empty()) continue;
    const std::size_t rows = keys_in(contexts, one, chosen).size();
    const std::size_t columns = keys_in(contexts, other, chosen).size();
    // A column too many is as bad as any number of rows; after lines, the squarer the better.
    const std::size_t lines = (rows + other.size()) * 1000 + columns + (columns > most_columns ? 1000000 * columns : 0);
    if (lines < best) {
      best = lines;
      down = one;
      across = other;
    }
  }
  Expression grid{.kind = Expression::Kind::grid};
  for (const std::size_t q : down) grid.down.push_back(contexts.readings[q]);
  for (const std::size_t q : across) grid.across.push_back(contexts.readings[q]);
  const std::set<Key> rows = keys_in(contexts, down, chosen);
  const std::set<Key> columns = keys_in(contexts, across, chosen);
  grid.rows.assign(rows.begin(), rows.end());
  grid.columns.assign(columns.begin(), columns.end());
  grid.cells.assign(rows.size(), std::vector<std::optional<std::uint32_t>>(columns.size()));
  for (const std::uint32_t x : chosen) {
    const auto row = std::distance(rows.begin(), rows.find(key_in(contexts, down, x)));
    const auto column = std::distance(columns.begin(), columns.find(key_in(contexts, across, x)));
    grid.cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = values[x];
  }
  return grid;
}

}  // namespace arcsat
