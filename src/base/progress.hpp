// What long work says of itself on standard error.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace arcsat {

/// A line about the work: how long it has run, how long it may still run, what runs, what need not be looked for any more, the
/// memory of this process. A thread of its own writes it, so that it also goes on where nobody thinks of it. Every
/// function may be called by any thread of the process that made it, and by no child process.
class Progress {
 public:
  enum class Mode {
    terminal_only,  // one line that is overwritten, if standard error is a terminal
    verbose,        // the same; elsewhere a line a minute
    always,         // as on a terminal (for tests)
    never
  };

  /// `seconds`: how long the work may still run; none means no limit.
  explicit Progress(Mode mode = Mode::terminal_only, std::optional<double> seconds = std::nullopt);
  /// A line each time after `between` (for tests).
  explicit Progress(std::chrono::milliseconds between);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Takes the line away.
  ~Progress();

  /// Says what runs from now on ("encoding", "solving with cadical").
  void phase(const std::string& name);
  /// Says in every line from now on what need not be looked for any more ("no counting bound").
  void rule_out(const std::string& what);
  /// Says more about what runs, until it says something else or another phase begins.
  void update(const std::string& detail);
  /// Takes the line away for good, before something else is printed.
  void end();
  bool shown() const { return writer_ != nullptr; }

 private:
  class Writer;
  /// Null if nothing is shown.
  std::unique_ptr<Writer> writer_;
};

}  // namespace arcsat
