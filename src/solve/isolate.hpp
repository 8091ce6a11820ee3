// Runs work in a child process, so that whatever happens to it there is an answer here.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "arcsat/base/budget.hpp"
#include "arcsat/base/progress.hpp"

namespace arcsat {

struct ChildOutcome {
  /// Whether the child ended by itself, with success, after its work returned.
  bool completed = false;
  /// What the work returned; only if completed.
  std::string result;
  /// Otherwise why not, in words.
  std::string reason;
  double seconds = 0;
  /// Highest resident size that was seen.
  double peak_mebibytes = 0;
};

/// Runs `work` in a forked child within the budget's time and memory; the child is killed when a limit is reached, on
/// an interrupt, or when this process ends. The child's standard output goes nowhere. The calling process must have a
/// single thread.
ChildOutcome run_isolated(const std::function<std::string()>& work, const Budget& budget, Progress* progress);

}  // namespace arcsat
