// A limit that ends a search at the same place on every machine.
#pragma once

#include <cstdint>

#include "base/budget.hpp"

namespace arcsat {

class StepLimit {
 public:
  StepLimit(std::uint64_t steps, const Budget& budget) : left_(steps), budget_(budget) {}

  /// Whether so many steps were left; if not, none is from now on. Throws LimitReached once the budget's time is over.
  bool take(std::uint64_t steps) {
    if ((taken_ += steps) >= steps_between_looks) {
      taken_ = 0;
      budget_.check();
    }
    left_ = left_ > steps ? left_ - steps : 0;
    return left_ > 0;
  }
  bool reached() const { return left_ == 0; }

 private:
  static constexpr std::uint64_t steps_between_looks = 1 << 12;

  std::uint64_t left_;
  std::uint64_t taken_ = steps_between_looks;  // so that the first step looks at the clock
  const Budget& budget_;
};

}  // namespace arcsat
