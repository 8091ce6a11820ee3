#include "base/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace arcsat {

using Clock = std::chrono::steady_clock;

Progress::Progress(Mode mode)
    : shown_(mode == Mode::always || (mode == Mode::terminal_only && isatty(STDERR_FILENO) == 1)) {}

Progress::~Progress() { wipe(); }

void Progress::wipe() {
  if (!on_screen_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  on_screen_ = false;
}

void Progress::phase(const std::string& name) {
  wipe();
  phase_ = name;
  started_ = Clock::now();
  last_ = started_;
}

void Progress::rule_out(const std::string& what) { ruled_out_ += "; " + what; }

void Progress::update(const std::string& detail) {
  if (!shown_) return;
  const auto now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(250)) return;
  last_ = now;
  fmt::print(stderr, "\r\033[K{}{} … {:.1f} s{}{}", phase_, ruled_out_,
             std::chrono::duration<double>(now - started_).count(), detail.empty() ? "" : ", ", detail);
  std::fflush(stderr);
  on_screen_ = true;
}

}  // namespace arcsat
