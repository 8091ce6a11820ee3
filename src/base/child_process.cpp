#include "base/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <stdexcept>

#include "base/error.hpp"
#include "base/memory.hpp"

namespace arcsat {

namespace {

constexpr char completed_mark = '.';
constexpr char failed_mark = '!';
constexpr const char* not_needed = "not needed";

// A pipe is made, and its process forked, by one thread at a time. A child of another thread that inherited the writing
// end would keep the pipe open, and its end would never be seen here.
std::mutex forking;
/// The reading ends of all pipes from children; guarded by `forking`. A new child closes those that it inherits.
std::vector<int> reading_ends;

/// What a child counts and its parent reads.
using Counter = std::atomic<std::uint64_t>;
/// In a child process: its counter, if it has one.
Counter* conflicts_here = nullptr;

/// A counter in memory that a child will share; null if there is none to be had, which costs a number in a line.
Counter* shared_counter() {
  void* place = mmap(nullptr, sizeof(Counter), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return place == MAP_FAILED ? nullptr : new (place) Counter(0);
}

/// fork() with `forking` held by `alone`; in the child it is held no more.
pid_t fork_alone(std::unique_lock<std::mutex>& alone) {
  const pid_t process = fork();
  if (process == 0) {
    for (const int end : reading_ends) close(end);
    reading_ends.clear();
    alone.unlock();
  }
  return process;
}

void write_message(int descriptor, const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = write(descriptor, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno != EINTR) _exit(1);
    if (count > 0) done += static_cast<std::size_t>(count);
  }
}

/// A second line of defence beside the parent's watch; ASan reserves terabytes and cannot live under it.
void limit_memory([[maybe_unused]] const Budget& budget) {
#ifndef ARCSAT_SANITIZE
  if (!budget.mebibytes()) return;
  const rlim_t bytes = static_cast<rlim_t>(*budget.mebibytes()) << 20;
  const struct rlimit limit = {bytes, bytes};
  setrlimit(RLIMIT_DATA, &limit);
#endif
}

[[noreturn]] void run_child(int descriptor, const std::function<std::string()>& work, const Budget& budget,
                            pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  // The parent decides about interrupts; a terminal's Ctrl-C, and its end, reach both.
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGXCPU, SIG_DFL);
  const int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0) _exit(1);
  limit_memory(budget);
  std::string message;
  try {
    message = work();
    message.push_back(completed_mark);
  } catch (const std::bad_alloc&) {
    message = "out of memory!";
  } catch (const std::exception& error) {
    message = std::string(error.what()) + failed_mark;
  } catch (...) {
    message = "an exception of an unknown type!";
  }
  write_message(descriptor, message);
  _exit(0);
}

std::string memory_limit_words(const Budget& budget) {
  return fmt::format("memory limit of {} MiB reached", *budget.mebibytes());
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Whether a signal came from the limit of CPU time that a shell's `ulimit -t` sets. Beyond the hard limit it is SIGKILL.
bool from_cpu_limit(int signal, const struct rusage& usage) {
  if (signal == SIGXCPU) return true;
  struct rlimit limit {};
  if (signal != SIGKILL || getrlimit(RLIMIT_CPU, &limit) != 0 || limit.rlim_max == RLIM_INFINITY) return false;
  constexpr double inexact = 0.5;  // seconds: the kernel counts in ticks
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime) >= static_cast<double>(limit.rlim_max) - inexact;
}

/// One piece of work in its child process.
class Child {
 public:
  Child(std::string role, pid_t process, int descriptor, Clock::time_point started, Counter* conflicts)
      : role_(std::move(role)),
        process_(process),
        descriptor_(descriptor),
        started_(started),
        conflicts_(conflicts),
        counted_at_(started) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    {
      const std::lock_guard alone(forking);
      std::erase(reading_ends, descriptor_);
      close(descriptor_);
    }
    if (!reaped_) {
      struct rusage ignored {};
      kill(process_, SIGKILL);
      reap(ignored);
    }
    if (conflicts_ != nullptr) munmap(conflicts_, sizeof(Counter));
  }

  int descriptor() const { return descriptor_; }

  /// To be called when there is something to read; false once the child has closed its end.
  bool read_some() {
    char chunk[1 << 16];
    const ssize_t count = read(descriptor_, chunk, sizeof chunk);
    if (count > 0) message_.append(chunk, static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && errno == EINTR);
  }

  /// The resident size in MiB, which is noted.
  double watch_memory() {
    const double resident = resident_mebibytes(process_);
    peak_mebibytes_ = std::max(peak_mebibytes_, resident);
    return resident;
  }

  /// Its conflicts a second, over the last second or more; none until it has counted some.
  std::optional<double> conflict_rate() {
    if (conflicts_ == nullptr) return std::nullopt;
    const auto now = Clock::now();
    if (now - counted_at_ >= std::chrono::seconds(1)) {
      const std::uint64_t count = conflicts_->load(std::memory_order_relaxed);
      rate_ = static_cast<double>(count - counted_) / std::chrono::duration<double>(now - counted_at_).count();
      counted_ = count;
      counted_at_ = now;
    }
    return counted_ > 0 ? std::optional(rate_) : std::nullopt;
  }

  /// The outcome of a child that has closed its end.
  ChildOutcome finish(const Budget& budget) {
    struct rusage usage {};
    const int status = reap(usage);
    ChildOutcome outcome = stopped("");
    if (WIFSIGNALED(status) && from_cpu_limit(WTERMSIG(status), usage)) {
      outcome.reason = fmt::format("limit of CPU time reached: {} took {:.1f} s (see ulimit -t)", role_,
                                   seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
    } else if (WIFSIGNALED(status)) {
      outcome.reason =
          fmt::format("{}'s process was ended by signal {} ({})", role_, WTERMSIG(status), strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
      outcome.reason = fmt::format("{}'s process ended with exit code {}", role_, WEXITSTATUS(status));
    } else if (message_.empty() || (message_.back() != completed_mark && message_.back() != failed_mark)) {
      outcome.reason = fmt::format("{}'s process ended without an answer", role_);
    } else if (message_.back() == failed_mark) {
      message_.pop_back();
      outcome.reason = message_ == "out of memory" && budget.mebibytes()
                           ? memory_limit_words(budget)
                           : fmt::format("{} failed: {}", role_, message_);
    } else {
      message_.pop_back();
      outcome.completed = true;
      outcome.result = std::move(message_);
    }
    return outcome;
  }

  /// The outcome of a child that is to be killed.
  ChildOutcome stopped(std::string reason) const {
    ChildOutcome outcome;
    outcome.reason = std::move(reason);
    outcome.seconds = seconds_since(started_);
    outcome.peak_mebibytes = peak_mebibytes_;
    return outcome;
  }

 private:
  int reap(struct rusage& usage) {
    int status = 0;
    while (wait4(process_, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

  std::string role_;
  pid_t process_;
  int descriptor_;
  Clock::time_point started_;
  std::string message_;
  double peak_mebibytes_ = 0;
  Counter* conflicts_;
  std::uint64_t counted_ = 0;
  Clock::time_point counted_at_;
  double rate_ = 0;
  bool reaped_ = false;
};

/// Null, and why in `outcome`, if there can be no child process.
std::unique_ptr<Child> start(const std::string& role, const std::function<std::string()>& work, const Budget& budget,
                             ChildOutcome& outcome) {
  std::unique_lock alone(forking);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    outcome.reason = fmt::format("no pipe from a child process: {}", std::strerror(errno));
    return nullptr;
  }
  const auto started = Clock::now();
  const pid_t parent = getpid();
  Counter* const conflicts = shared_counter();
  const pid_t process = fork_alone(alone);
  if (process < 0) {
    outcome.reason = fmt::format("no child process: {}", std::strerror(errno));
    if (conflicts != nullptr) munmap(conflicts, sizeof(Counter));
    close(ends[0]);
    close(ends[1]);
    return nullptr;
  }
  if (process == 0) {
    close(ends[0]);
    conflicts_here = conflicts;
    run_child(ends[1], work, budget, parent);
  }
  close(ends[1]);
  reading_ends.push_back(ends[0]);
  return std::make_unique<Child>(role, process, ends[0], started, conflicts);
}

}  // namespace

void count_conflict() noexcept {
  if (conflicts_here != nullptr) conflicts_here->fetch_add(1, std::memory_order_relaxed);
}

pid_t fork_child() {
  std::unique_lock alone(forking);
  return fork_alone(alone);
}

ChildOutcome run_isolated(const std::string& role, const std::function<std::string()>& work, const Budget& budget,
                          Progress* progress) {
  return race_isolated(role, {{"", work}}, 1, budget, progress, [](std::size_t, const ChildOutcome&) { return true; })
      .front();
}

std::vector<ChildOutcome> race_isolated(const std::string& role, const std::vector<IsolatedWork>& works,
                                        std::size_t at_once, const Budget& budget, Progress* progress,
                                        const std::function<bool(std::size_t, const ChildOutcome&)>& decides) {
  struct Runner {
    std::size_t number;
    std::unique_ptr<Child> child;
  };
  std::vector<ChildOutcome> outcomes(works.size());
  std::vector<Runner> running;
  std::size_t next = 0;
  bool decided = false;
  const auto stop_all = [&](const std::string& reason) {
    for (const Runner& runner : running) outcomes[runner.number] = runner.child->stopped(reason);
    running.clear();  // kills
    for (; next < works.size(); ++next) outcomes[next].reason = reason;
  };
  const auto note = [&](std::size_t number, ChildOutcome outcome) {
    outcomes[number] = std::move(outcome);
    decided = decides(number, outcomes[number]) || decided;  // each that ends is judged
  };
  while (!decided && (!running.empty() || next < works.size())) {
    while (!decided && running.size() < at_once && next < works.size()) {
      if (works[next].wanted && !works[next].wanted()) {
        outcomes[next++].reason = not_needed;
        continue;
      }
      ChildOutcome failure;
      if (auto child = start(role, works[next].work, budget, failure)) {
        running.push_back({next, std::move(child)});
      } else {
        note(next, std::move(failure));
      }
      ++next;
    }
    std::vector<struct pollfd> ready;
    for (const Runner& runner : running) ready.push_back({runner.child->descriptor(), POLLIN, 0});
    constexpr int patience_ms = 10;
    const int count = poll(ready.data(), ready.size(), patience_ms);
    std::size_t kept = 0;
    for (std::size_t k = 0; k < ready.size(); ++k, ++kept) {
      if (count <= 0 || ready[k].revents == 0 || running[kept].child->read_some()) continue;
      const Runner ended = {running[kept].number, std::move(running[kept].child)};
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(kept--));
      note(ended.number, ended.child->finish(budget));
    }
    std::string words;
    for (std::size_t k = 0; k < running.size(); ++k) {
      const auto& [number, child] = running[k];
      const double resident = child->watch_memory();
      if (budget.mebibytes() && resident > static_cast<double>(*budget.mebibytes())) {
        const Runner stopped = {number, std::move(running[k].child)};
        running.erase(running.begin() + static_cast<std::ptrdiff_t>(k--));
        note(stopped.number, stopped.child->stopped(memory_limit_words(budget)));
        continue;
      }
      const std::string& name = works[number].name;
      words += fmt::format("{}{}{:.0f} MiB", words.empty() ? "" : ", ", name.empty() ? "" : name + " ", resident);
      if (const auto rate = child->conflict_rate()) words += fmt::format(" {:.0f} conflicts/s", *rate);
    }
    if (decided) break;
    try {
      budget.check();
    } catch (const LimitReached& limit) {
      stop_all(limit.what());
      return outcomes;
    }
    if (progress != nullptr && !words.empty()) progress->update(words);
  }
  stop_all(not_needed);
  return outcomes;
}

}  // namespace arcsat
