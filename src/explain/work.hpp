// How much work is put into finding short words: counted in steps, not by a clock, so that the same is found each time.
#pragma once

#include <cstdint>

namespace arcsat {

class Work {
 public:
  /// Some seconds.
  static constexpr std::uint64_t most = 150'000'000;

  void add(std::uint64_t steps) { spent_ += steps; }
  /// From then on what is left is said by tables, whatever words there may be.
  bool is_over() const { return spent_ > most; }

 private:
  std::uint64_t spent_ = 0;
};

}  // namespace arcsat
