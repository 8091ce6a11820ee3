// A function from fixed-length keys to numbers, stored as sorted rows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace arcsat {

class LookupTable {
 public:
  explicit LookupTable(std::size_t key_length) : width_(key_length + 1) {}

  std::size_t key_length() const { return width_ - 1; }
  std::size_t size() const { return flat_.size() / width_; }

  /// Adds a row; `sort` must be called before the next look-up.
  void add(std::span<const std::uint32_t> key, std::uint32_t value);

  enum class Sorted { unique, repeated_row, contradiction };
  /// Sorts the rows and merges equal ones. Says whether some row came twice, or one key with two values (then which
  /// of the two stays is not defined).
  Sorted sort();

  std::optional<std::uint32_t> find(std::span<const std::uint32_t> key) const;
  std::span<const std::uint32_t> key(std::size_t row) const { return {flat_.data() + row * width_, width_ - 1}; }
  std::uint32_t value(std::size_t row) const { return flat_[row * width_ + width_ - 1]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> flat_;
};

}  // namespace arcsat
