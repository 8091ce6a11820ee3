// The rows of a table as far as no message decides them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace arcsat {

/// The distinct keys (column, row) over the projections at some level, numbered by first use. A column is what the
/// receiver of a message knows, the row what the sender adds.
class RowGroups {
 public:
  using Key = std::vector<std::uint32_t>;

  RowGroups() = default;
  /// `key(p, column, row)` appends projection p's key to the two, which it gets empty.
  RowGroups(std::uint64_t projections, const std::function<void(std::uint64_t, Key&, Key&)>& key);

  std::size_t size() const { return column_.size(); }
  std::size_t columns() const { return columns_; }
  std::uint32_t of(std::uint64_t projection) const { return group_of_[projection]; }
  std::uint32_t column(std::size_t group) const { return column_[group]; }
  /// How many earlier groups have the same column.
  std::uint32_t rank(std::size_t group) const { return rank_[group]; }

 private:
  std::vector<std::uint32_t> group_of_;
  std::vector<std::uint32_t> column_;
  std::vector<std::uint32_t> rank_;
  std::size_t columns_ = 0;
};

}  // namespace arcsat
