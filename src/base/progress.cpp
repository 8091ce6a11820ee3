#include "base/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "base/standard_streams.hpp"

namespace arcsat {

Progress::Progress(Mode mode)
    : shown_(mode == Mode::always || (mode == Mode::terminal_only && isatty(STDERR_FILENO) == 1)) {}

Progress::~Progress() { wipe(); }

void Progress::wipe() {
  if (!on_screen_) return;
  print_error("\r\033[K");
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
  print_error(fmt::format("\r\033[K{}{} … {:.1f} s{}{}", phase_, ruled_out_, seconds_since(started_),
                          detail.empty() ? "" : ", ", detail));
  on_screen_ = true;
}

}  // namespace arcsat
