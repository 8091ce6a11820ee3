// What a run may use: wall-clock time, memory, and the user's patience (an interrupt).
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "base/clock.hpp"

namespace arcsat {

class Budget {
 public:
  using Clock = arcsat::Clock;

  Budget() = default;
  /// `seconds` of wall-clock time from now and `mebibytes` of memory; none means no limit.
  Budget(std::optional<double> seconds, std::optional<std::uint64_t> mebibytes);

  /// Throws LimitReached once the time is over or the user has interrupted the run. Cheap enough for inner loops
  /// when called every few thousand steps.
  void check() const;

  /// Throws LimitReached if `bytes` for `purpose` exceed the memory limit.
  void require_memory(double bytes, const char* purpose) const;

  /// Seconds that are left, at least 0; none means no limit.
  std::optional<double> seconds_left() const;
  std::optional<double> seconds_in_all() const { return seconds_; }
  std::optional<std::uint64_t> mebibytes() const { return mebibytes_; }

 private:
  std::optional<double> seconds_;
  std::optional<std::uint64_t> mebibytes_;
  std::optional<Clock::time_point> deadline_;
};

/// Set by the handler of SIGINT, SIGTERM and SIGHUP; every Budget watches it.
extern std::atomic<bool> interrupted;

/// From now on SIGINT, SIGTERM and, unless it was ignored (nohup), SIGHUP set `interrupted` instead of ending the
/// program; another one, a second later or more, ends it at once. They end a system call that waits (EINTR). SIGXCPU
/// ends every Budget as well.
void catch_interrupts();

}  // namespace arcsat
