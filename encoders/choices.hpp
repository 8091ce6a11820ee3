// Subsets of a given size.
#pragma once

#include <cstdint>
#include <vector>

#include "encoders/count.hpp"

namespace arcsat {

/// Calls `visit` with each set of `size` numbers below `of`, ascending.
template <typename Visit>
void for_each_choice(std::uint64_t of, std::uint64_t size, Visit visit) {
  if (size > of) return;
  std::vector<std::uint64_t> chosen(size);
  for (std::uint64_t k = 0; k < size; ++k) chosen[k] = k;
  while (true) {
    visit(chosen);
    std::uint64_t k = size;
    while (k > 0 && chosen[k - 1] == of - size + k - 1) --k;
    if (k == 0) return;
    ++chosen[k - 1];
    for (; k < size; ++k) chosen[k] = chosen[k - 1] + 1;
  }
}

/// How many sets of `size` numbers below `of` there are.
inline Count choices(std::uint64_t of, std::uint64_t size) {
  if (size > of) return 0;
  Count result = 1;
  for (std::uint64_t k = 1; k <= size; ++k) {
    result = result * Count(of - size + k);
    if (result == Count(UINT64_MAX)) return result;
    result = result.value() / k;  // exact: a product of k consecutive numbers
  }
  return result;
}

}  // namespace arcsat
