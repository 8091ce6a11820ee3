// The clock by which arcsat measures.
#pragma once

#include <chrono>

namespace arcsat {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point started) {
  return std::chrono::duration<double>(Clock::now() - started).count();
}

}  // namespace arcsat
