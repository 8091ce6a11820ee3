#include "arcsat/solve/isolate.hpp"

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
#include <new>
#include <stdexcept>

#include "arcsat/base/error.hpp"

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

class Child {
 public:
  Child(pid_t process, int descriptor) : process_(process), descriptor_(descriptor) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    close(descriptor_);
    if (!reaped_) {
      kill(process_, SIGKILL);
      reap();
    }
  }

  /// Waits a little for bytes; false once the child has closed its end.
  bool read_some(std::string& bytes) {
    struct pollfd ready = {descriptor_, POLLIN, 0};
    constexpr int patience_ms = 10;
    if (poll(&ready, 1, patience_ms) <= 0) return true;
    char chunk[1 << 16];
    const ssize_t count = read(descriptor_, chunk, sizeof chunk);
    if (count > 0) bytes.append(chunk, static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && errno == EINTR);
  }

  int reap() {
    int status = 0;
    while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    return status;
  }

  pid_t process() const { return process_; }

 private:
  pid_t process_;
  int descriptor_;
  bool reaped_ = false;
};

}  // namespace

ChildOutcome run_isolated(const std::function<std::string()>& work, const Budget& budget, Progress* progress) {
  ChildOutcome outcome;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw Error(fmt::format("no pipe to a child process: {}", std::strerror(errno)));
  const auto started = Budget::Clock::now();
  const pid_t parent = getpid();
  const pid_t process = fork();
  if (process < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    outcome.reason = fmt::format("no child process: {}", std::strerror(error));
    return outcome;
  }
  if (process == 0) {
    close(ends[0]);
    run_child(ends[1], work, budget, parent);
  }
  close(ends[1]);
  Child child(process, ends[0]);
  std::string message;
  const auto elapsed = [&] { return std::chrono::duration<double>(Budget::Clock::now() - started).count(); };
  try {
    while (child.read_some(message)) {
      budget.check();
      const double resident = resident_mebibytes(child.process());
      outcome.peak_mebibytes = std::max(outcome.peak_mebibytes, resident);
      if (budget.mebibytes() && resident > static_cast<double>(*budget.mebibytes())) {
        throw LimitReached(fmt::format("memory limit of {} MiB reached", *budget.mebibytes()));
      }
      if (progress != nullptr) progress->update(fmt::format("{:.0f} MiB", resident));
    }
  } catch (const LimitReached& limit) {
    outcome.reason = limit.what();
    outcome.seconds = elapsed();
    return outcome;  // Child's destructor kills it
  }
  const int status = child.reap();
  outcome.seconds = elapsed();
  if (WIFSIGNALED(status)) {
    outcome.reason =
        fmt::format("the engine's process was ended by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  } else if (WEXITSTATUS(status) != 0) {
    outcome.reason = fmt::format("the engine's process ended with exit code {}", WEXITSTATUS(status));
  } else if (message.empty() || (message.back() != completed_mark && message.back() != failed_mark)) {
    outcome.reason = "the engine's process ended without an answer";
  } else if (message.back() == failed_mark) {
    message.pop_back();
    outcome.reason = message == "out of memory" && budget.mebibytes()
                         ? fmt::format("memory limit of {} MiB reached", *budget.mebibytes())
                         : fmt::format("the engine failed: {}", message);
  } else {
    message.pop_back();
    outcome.completed = true;
    outcome.result = std::move(message);
  }
  return outcome;
}

}  // namespace arcsat
