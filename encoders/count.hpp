// Sizes that may be astronomical.
#pragma once

#include <compare>
#include <cstdint>

namespace arcsat {

/// A non-negative number that stays at 2^64 - 1 once it is reached; for sizes that may be astronomical.
class Count {
 public:
  constexpr Count(std::uint64_t value = 0) : value_(value) {}
  static constexpr Count power_of_two(std::uint64_t exponent) {
    return exponent < 64 ? Count(std::uint64_t{1} << exponent) : Count(UINT64_MAX);
  }
  constexpr std::uint64_t value() const { return value_; }
  friend constexpr Count operator+(Count a, Count b) {
    std::uint64_t sum = 0;
    return __builtin_add_overflow(a.value_, b.value_, &sum) ? Count(UINT64_MAX) : Count(sum);
  }
  friend constexpr Count operator*(Count a, Count b) {
    std::uint64_t product = 0;
    return __builtin_mul_overflow(a.value_, b.value_, &product) ? Count(UINT64_MAX) : Count(product);
  }
  constexpr Count& operator+=(Count other) { return *this = *this + other; }
  friend constexpr auto operator<=>(Count, Count) = default;

 private:
  std::uint64_t value_;
};

}  // namespace arcsat
