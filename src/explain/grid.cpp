#include "explain/grid.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

namespace arcsat {

namespace {

using Key = std::vector<std::uint32_t>;

Key entries_at(const Key& key, const std::vector<std::size_t>& places) {
  Key some;
  for (const std::size_t k : places) some.push_back(key[k]);
  return some;
}

std::vector<Key> keys_at(const std::vector<Key>& keys, const std::vector<std::size_t>& places) {
  std::set<Key> some;
  for (const Key& key : keys) some.insert(entries_at(key, places));
  return {some.begin(), some.end()};
}

/// How many values the keys have by each set of their first entries, bit k of its number for entry k, together with all entries from
/// `beyond` on.
std::vector<std::uint32_t> counts_by_set(const std::vector<Key>& keys, std::size_t first, std::size_t beyond) {
  const auto column = [&](std::size_t k) {
    Column values;
    for (const Key& key : keys) values.push_back(key[k]);
    return values;
  };
  std::vector<InputClasses> classes = {{.of = Column(keys.size()), .count = 1}};
  for (std::size_t k = beyond; k < keys.front().size(); ++k) classes[0] = refined(classes[0], column(k));
  for (std::size_t k = 0; k < first; ++k) {
    const Column values = column(k);
    for (std::size_t set = 0; set < std::size_t{1} << k; ++set) classes.push_back(refined(classes[set], values));
  }
  std::vector<std::uint32_t> counts;
  for (const InputClasses& one : classes) counts.push_back(one.count);
  return counts;
}

/// Which entries of the keys go across, a bit each.
std::size_t best_split(const std::vector<Key>& keys) {
  constexpr std::uint64_t most_columns = 40;
  constexpr std::size_t most_split = 8;
  const std::size_t entries = keys.front().size();
  const std::size_t first = std::min(entries, most_split);
  const auto across = counts_by_set(keys, first, entries);
  const auto down = counts_by_set(keys, first, first);
  const std::size_t all = (std::size_t{1} << first) - 1;
  std::size_t best = 0;
  std::uint64_t least = ~std::uint64_t{0};
  for (std::size_t split = 0; split <= all; ++split) {
    if (split == all && entries == first) continue;
    const std::uint64_t columns = across[split];
    const std::uint64_t height = down[all ^ split] + static_cast<std::uint64_t>(std::popcount(split));
    // A column too many is as bad as any number of rows; after lines, the squarer the better.
    const std::uint64_t lines = height * 1000 + columns + (columns > most_columns ? 1000000 * columns : 0);
    if (lines < least) {
      least = lines;
      best = split;
    }
  }
  return best;
}

}  // namespace

InputClasses keys_of(const Contexts& contexts, const ReadingSet& readings) {
  InputClasses classes{.of = Column(contexts.size()), .count = 1};
  for (const std::size_t q : readings) classes = refined(classes, contexts.values[q]);
  return classes;
}

Expression list_over(const Contexts& contexts, const ReadingSet& readings, const std::vector<std::uint32_t>& chosen,
                     const Column& values) {
  const InputClasses keys = keys_of(contexts, readings);
  std::vector<bool> seen(keys.count);
  std::map<Key, std::uint32_t> rows;
  for (const std::uint32_t x : chosen) {
    if (seen[keys.of[x]]) continue;
    seen[keys.of[x]] = true;
    Key key;
    for (const std::size_t q : readings) key.push_back(contexts.values[q][x]);
    rows[std::move(key)] = values[x];
  }
  Expression list{.kind = Expression::Kind::grid, .columns = {{}}};
  for (const std::size_t q : readings) list.down.push_back(contexts.readings[q]);
  for (const auto& [key, value] : rows) {
    list.rows.push_back(key);
    list.cells.push_back({value});
  }
  return list;
}

void lay_out(Expression& expression) {
  for (Expression& part : expression.parts) lay_out(part);
  if (expression.kind != Expression::Kind::grid || expression.rows.empty()) return;
  const std::size_t split = best_split(expression.rows);
  Expression grid{.kind = Expression::Kind::grid};
  std::vector<std::size_t> down, across;
  for (std::size_t k = 0; k < expression.down.size(); ++k) {
    const bool is_across = k < 64 && (split >> k & 1) != 0;
    (is_across ? across : down).push_back(k);
    (is_across ? grid.across : grid.down).push_back(expression.down[k]);
  }
  grid.rows = keys_at(expression.rows, down);
  grid.columns = keys_at(expression.rows, across);
  grid.cells.assign(grid.rows.size(), std::vector<std::optional<std::uint32_t>>(grid.columns.size()));
  const auto place = [](const std::vector<Key>& keys, const Key& key) {
    return static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
  };
  for (std::size_t k = 0; k < expression.rows.size(); ++k) {
    const Key& key = expression.rows[k];
    grid.cells[place(grid.rows, entries_at(key, down))][place(grid.columns, entries_at(key, across))] =
        expression.cells[k][0];
  }
  expression = std::move(grid);
}

}  // namespace arcsat
