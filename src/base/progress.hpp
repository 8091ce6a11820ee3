// What long work says of itself on standard error.
#pragma once

#include <string>

#include "base/clock.hpp"

namespace arcsat {

/// Writes one line that is overwritten as the work goes on, when standard error is a terminal and the user did not
/// ask for quiet; otherwise nothing. Forced on by `Progress::Mode::always` (for tests).
class Progress {
 public:
  enum class Mode { terminal_only, always, never };

  explicit Progress(Mode mode = Mode::terminal_only);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// Starts a named phase ("encoding", "solving with cadical").
  void phase(const std::string& name);
  /// Says in every line from now on what need not be looked for any more ("no counting bound").
  void rule_out(const std::string& what);
  /// Shows the phase with its elapsed seconds and `detail`; at most four times a second.
  void update(const std::string& detail);
  bool shown() const { return shown_; }

 private:
  void wipe();

  bool shown_;
  bool on_screen_ = false;
  std::string phase_;
  std::string ruled_out_;
  Clock::time_point started_;
  Clock::time_point last_;
};

}  // namespace arcsat
