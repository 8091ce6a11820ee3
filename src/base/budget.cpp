#include "base/budget.hpp"

#include <fmt/format.h>

#include <csignal>

#include "base/error.hpp"

namespace arcsat {

std::atomic<bool> interrupted{false};

namespace {

void on_signal(int signal) {
  if (interrupted.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
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
