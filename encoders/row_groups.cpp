#include "encoders/row_groups.hpp"

#include <map>

namespace arcsat {

RowGroups::RowGroups(std::uint64_t projections, const std::function<void(std::uint64_t, Key&, Key&)>& key) {
  struct Column {
    std::uint32_t number;
    std::map<Key, std::uint32_t> group_of;
  };
  std::map<Key, Column> by_key;
  group_of_.reserve(projections);
  Key column_key, row_key;
  for (std::uint64_t p = 0; p < projections; ++p) {
    column_key.clear();
    row_key.clear();
    key(p, column_key, row_key);
    Column& column =
        by_key.try_emplace(column_key, Column{static_cast<std::uint32_t>(by_key.size()), {}}).first->second;
    const auto [place, fresh] = column.group_of.try_emplace(row_key, static_cast<std::uint32_t>(column_.size()));
    if (fresh) {
      column_.push_back(column.number);
      rank_.push_back(static_cast<std::uint32_t>(column.group_of.size() - 1));
    }
    group_of_.push_back(place->second);
  }
  columns_ = by_key.size();
}

}  // namespace arcsat
