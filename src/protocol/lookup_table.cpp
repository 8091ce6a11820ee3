#include "protocol/lookup_table.hpp"

#include <algorithm>
#include <numeric>

namespace arcsat {

void LookupTable::add(std::span<const std::uint32_t> key, std::uint32_t value) {
  flat_.insert(flat_.end(), key.begin(), key.end());
  flat_.push_back(value);
}

LookupTable::Sorted LookupTable::sort() {
  std::vector<std::size_t> order(size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto row = [&](std::size_t k) { return std::span(flat_.data() + k * width_, width_); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::lexicographical_compare(row(a).begin(), row(a).end(), row(b).begin(), row(b).end());
  });
  Sorted result = Sorted::unique;
  std::vector<std::uint32_t> sorted;
  sorted.reserve(flat_.size());
  for (const std::size_t k : order) {
    const std::span<const std::uint32_t> next = row(k);
    if (!sorted.empty()) {
      const std::span<const std::uint32_t> last(sorted.data() + sorted.size() - width_, width_);
      if (std::equal(next.begin(), next.end() - 1, last.begin())) {
        if (next.back() != last.back()) {
          result = Sorted::contradiction;
        } else if (result == Sorted::unique) {
          result = Sorted::repeated_row;
        }
        continue;
      }
    }
    sorted.insert(sorted.end(), next.begin(), next.end());
  }
  flat_ = std::move(sorted);
  return result;
}

std::optional<std::uint32_t> LookupTable::find(std::span<const std::uint32_t> key) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const auto row = this->key(middle);
    if (std::lexicographical_compare(row.begin(), row.end(), key.begin(), key.end())) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == size() || !std::equal(key.begin(), key.end(), this->key(low).begin())) return std::nullopt;
  return value(low);
}

}  // namespace arcsat
