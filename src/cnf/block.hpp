// Variables that are found by several numbers.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>

#include "cnf/literal.hpp"

namespace arcsat {

/// A variable for each choice of as many numbers as there are sizes, each below its size. They are consecutive; the
/// last number runs fastest.
class Block {
 public:
  static constexpr std::size_t most_sizes = 3;

  Block() = default;
  /// At least one size and at most three.
  Block(Var first, std::initializer_list<std::uint64_t> sizes) : first_(first), used_(sizes.size()) {
    assert(used_ > 0 && used_ <= most_sizes);
    std::size_t k = 0;
    for (const std::uint64_t size : sizes) sizes_[k++] = size;
  }

  template <typename... Numbers>
  Var operator()(Numbers... numbers) const {
    assert(sizeof...(numbers) == used_);
    std::uint64_t offset = 0;
    std::size_t k = 0;
    const auto step = [&](std::uint64_t number) {
      assert(number < sizes_[k]);
      offset = offset * sizes_[k++] + number;
    };
    (step(static_cast<std::uint64_t>(numbers)), ...);
    return Var::from_dimacs(first_.dimacs() + static_cast<std::int32_t>(offset));
  }

  /// The numbers of the variable that stands at a place in the block.
  std::array<std::uint64_t, most_sizes> numbers(std::uint64_t place) const {
    std::array<std::uint64_t, most_sizes> result{};
    for (std::size_t k = used_; k > 0; --k) {
      result[k - 1] = place % sizes_[k - 1];
      place /= sizes_[k - 1];
    }
    return result;
  }

 private:
  Var first_;
  std::array<std::uint64_t, most_sizes> sizes_{};
  std::size_t used_ = 0;
};

/// The name of the variable of a block with these numbers.
using BlockName = std::function<std::string(std::span<const std::uint64_t> numbers)>;

}  // namespace arcsat
