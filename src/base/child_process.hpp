// Runs work in a child process, so that whatever happens to it there is an answer here.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/progress.hpp"

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

/// A piece of work, and its name for the progress line.
struct IsolatedWork {
  std::string name;
  std::function<std::string()> work;
  /// Asked when its turn comes; if not, it is never run. Empty: always.
  std::function<bool()> wanted = {};
};

/// Runs `work` in a forked child within the budget's time and memory; the child is killed when a limit is reached, on
/// an interrupt, or when this process ends. `role` says who does it ("the engine"), for the reason of a failure. The
/// child's standard output goes nowhere. Several threads may each run children at the same time; the child holds nothing
/// of the others' pipes, and has one thread, so `work` must not wait for a lock that another thread may hold.
ChildOutcome run_isolated(const std::string& role, const std::function<std::string()>& work, const Budget& budget,
                          Progress* progress);

/// The same with several pieces of work: they are started in their order, `at_once` at a time (at least 1). Once
/// `decides`, which is asked of each that ends, says that the others are not needed, these are killed. The outcomes are
/// in the order of the works; of one that was killed or never run the reason is the limit that was reached, the
/// interrupt, or that it was not needed. The budget's time limits all of them together, its memory each.
std::vector<ChildOutcome> race_isolated(const std::string& role, const std::vector<IsolatedWork>& works,
                                        std::size_t at_once, const Budget& budget, Progress* progress,
                                        const std::function<bool(std::size_t, const ChildOutcome&)>& decides);

/// Counts a conflict of the engine that runs in this child process, for its parent's progress line; elsewhere it does nothing.
void count_conflict() noexcept;

/// fork() for a child that becomes another program: it holds none of the pipes above.
pid_t fork_child();

}  // namespace arcsat
