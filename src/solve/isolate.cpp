#include "solve/isolate.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <memory>
#include <new>
#include <stdexcept>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr char completed_mark = '.';
constexpr char failed_mark = '!';

void write_all(int descriptor, const std::string& bytes) {
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
  // The parent decides about interrupts; a terminal's Ctrl-C reaches both.
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGTERM, SIG_DFL);
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
  write_all(descriptor, message);
  _exit(0);
}

/// Resident size of a process in MiB, 0 if it has none any more.
double resident_mebibytes(pid_t process) {
  std::ifstream statm(fmt::format("/proc/{}/statm", process));
  std::uint64_t pages = 0;
  std::uint64_t resident = 0;
  statm >> pages >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

std::string memory_limit_words(const Budget& budget) {
  return fmt::format("memory limit of {} MiB reached", *budget.mebibytes());
}

/// One piece of work in its child process.
class Child {
 public:
  Child(pid_t process, int descriptor, Budget::Clock::time_point started)
      : process_(process), descriptor_(descriptor), started_(started) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    close(descriptor_);
    if (!reaped_) {
      kill(process_, SIGKILL);
      reap();
    }
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

  /// The outcome of a child that has closed its end.
  ChildOutcome finish(const Budget& budget) {
    const int status = reap();
    ChildOutcome outcome = stopped("");
    if (WIFSIGNALED(status)) {
      outcome.reason = fmt::format("the engine's process was ended by signal {} ({})", WTERMSIG(status),
                                   strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
      outcome.reason = fmt::format("the engine's process ended with exit code {}", WEXITSTATUS(status));
    } else if (message_.empty() || (message_.back() != completed_mark && message_.back() != failed_mark)) {
      outcome.reason = "the engine's process ended without an answer";
    } else if (message_.back() == failed_mark) {
      message_.pop_back();
      outcome.reason = message_ == "out of memory" && budget.mebibytes()
                           ? memory_limit_words(budget)
                           : fmt::format("the engine failed: {}", message_);
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
    outcome.seconds = std::chrono::duration<double>(Budget::Clock::now() - started_).count();
    outcome.peak_mebibytes = peak_mebibytes_;
    return outcome;
  }

 private:
  int reap() {
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

  pid_t process_;
  int descriptor_;
  Budget::Clock::time_point started_;
  std::string message_;
  double peak_mebibytes_ = 0;
  bool reaped_ = false;
};

/// Null, and why in `outcome`, if there can be no child process.
std::unique_ptr<Child> start(const std::function<std::string()>& work, const Budget& budget, ChildOutcome& outcome) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw Error(fmt::format("no pipe to a child process: {}", std::strerror(errno)));
  const auto started = Budget::Clock::now();
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process < 0) {
    outcome.reason = fmt::format("no child process: {}", std::strerror(errno));
    close(ends[0]);
    close(ends[1]);
    return nullptr;
  }
  if (process == 0) {
    close(ends[0]);
    run_child(ends[1], work, budget, parent);
  }
  close(ends[1]);
  return std::make_unique<Child>(process, ends[0], started);
}

}  // namespace

ChildOutcome run_isolated(const std::function<std::string()>& work, const Budget& budget, Progress* progress) {
  return race_isolated({{"", work}}, 1, budget, progress, [](std::size_t, const ChildOutcome&) { return true; })
      .front();
}

std::vector<ChildOutcome> race_isolated(const std::vector<IsolatedWork>& works, std::size_t at_once,
                                        const Budget& budget, Progress* progress,
                                        const std::function<bool(std::size_t, const ChildOutcome&)>& decides) {
  struct Runner {
    std::size_t number;
    std::unique_ptr<Child> child;
  };
  std::vector<ChildOutcome> outcomes(works.size());
  for (ChildOutcome& outcome : outcomes) outcome.reason = "not run";
  std::vector<Runner> running;
  std::size_t next = 0;
  bool decided = false;
  const auto stop_all = [&](const std::string& reason) {
    for (const Runner& runner : running) outcomes[runner.number] = runner.child->stopped(reason);
    running.clear();  // kills
  };
  const auto note = [&](std::size_t number, ChildOutcome outcome) {
    outcomes[number] = std::move(outcome);
    decided = decides(number, outcomes[number]) || decided;  // each that ends is judged
  };
  while (!decided && (!running.empty() || next < works.size())) {
    while (!decided && running.size() < at_once && next < works.size()) {
      if (works[next].wanted && !works[next].wanted()) {
        ++next;
        continue;
      }
      ChildOutcome failure;
      if (auto child = start(works[next].work, budget, failure)) {
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
  stop_all("not needed");
  return outcomes;
}

}  // namespace arcsat
