#include "base/budget.hpp"

#include <fmt/format.h>

#include <sys/resource.h>

#include <csignal>
#include <cstdint>
#include <ctime>

#include "base/error.hpp"

namespace arcsat {

std::atomic<bool> interrupted{false};

namespace {

/// Set by SIGXCPU.
std::atomic<bool> cpu_limit_reached{false};
/// When the first interrupt came.
std::atomic<std::int64_t> first_interrupt_ms{0};

/// Milliseconds of a clock that a signal handler may read.
std::int64_t now_ms() {
  struct timespec now {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void on_interrupt(int signal) {
  // A terminal that closes, a shell and a batch system may each send one: those that come together are one wish.
  constexpr std::int64_t together_ms = 1000;
  if (!interrupted.exchange(true)) {
    first_interrupt_ms = now_ms();
  } else if (now_ms() - first_interrupt_ms >= together_ms) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

void on_cpu_limit(int) { cpu_limit_reached = true; }

/// Without SA_RESTART: a call that waits for a pipe ends.
void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

bool ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// A shell's `ulimit -t` sets the soft and the hard limit to the same value, and at the hard one the kernel kills without
/// a warning. With a second between them there is time for words.
void separate_cpu_limits() {
  struct rlimit limit {};
  if (getrlimit(RLIMIT_CPU, &limit) != 0 || limit.rlim_max == RLIM_INFINITY) return;
  if (limit.rlim_cur < limit.rlim_max || limit.rlim_max < 2) return;
  limit.rlim_cur = limit.rlim_max - 1;
  setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace

void catch_interrupts() {
  handle(SIGINT, on_interrupt);
  handle(SIGTERM, on_interrupt);
  if (!ignored(SIGHUP)) handle(SIGHUP, on_interrupt);
  handle(SIGXCPU, on_cpu_limit);
  separate_cpu_limits();
}

Budget::Budget(std::optional<double> seconds, std::optional<std::uint64_t> mebibytes)
    : seconds_(seconds), mebibytes_(mebibytes) {
  // A limit of more than thirty years is none: it would overflow the clock.
  if (seconds_ && *seconds_ > 1e9) seconds_.reset();
  if (seconds_) {
    deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*seconds_));
  }
}

void Budget::check() const {
  if (interrupted) throw LimitReached("interrupted");
  if (cpu_limit_reached) throw LimitReached("limit of CPU time reached (see ulimit -t)");
  if (deadline_ && Clock::now() >= *deadline_) {
    throw LimitReached(fmt::format("time limit of {} s reached", *seconds_));
  }
}

void Budget::require_memory(double bytes, const char* purpose) const {
  constexpr double mebibyte = 1024.0 * 1024.0;
  if (mebibytes_ && bytes > static_cast<double>(*mebibytes_) * mebibyte) {
    throw LimitReached(fmt::format("memory limit of {} MiB reached: {} would need about {:.0f} MiB", *mebibytes_,
                                   purpose, bytes / mebibyte));
  }
}

std::optional<double> Budget::seconds_left() const {
  if (!deadline_) return std::nullopt;
  const double left = std::chrono::duration<double>(*deadline_ - Clock::now()).count();
  return left > 0 ? left : 0.0;
}

}  // namespace arcsat
