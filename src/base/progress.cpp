#include "base/progress.hpp"

#include <fmt/format.h>

#include <sys/ioctl.h>

#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "base/memory.hpp"
#include "base/standard_streams.hpp"

namespace arcsat {

namespace {

/// A line that is overwritten must not be longer than the terminal is wide; 0 if that is unknown.
std::size_t terminal_columns() {
  struct winsize size {};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

class Progress::Writer {
 public:
  Writer(bool lines, std::chrono::milliseconds between, std::optional<double> seconds)
      : lines_(lines), between_(between), seconds_(seconds), started_(Clock::now()) {
    // A signal is for the threads that work: it ends the wait of one of them.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    thread_ = std::thread([this] { run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    {
      const std::lock_guard alone(mutex_);
      ended_ = true;
    }
    wake_.notify_one();
    thread_.join();
    wipe();
  }

  void phase(const std::string& name) {
    const std::lock_guard alone(mutex_);
    wipe();
    phase_ = name;
    detail_.clear();
  }
  void rule_out(const std::string& what) {
    const std::lock_guard alone(mutex_);
    ruled_out_ += "; " + what;
  }
  void update(const std::string& detail) {
    const std::lock_guard alone(mutex_);
    detail_ = detail;
  }

 private:
  void run() {
    std::unique_lock alone(mutex_);
    while (!wake_.wait_for(alone, between_, [this] { return ended_; })) show();
  }

  void show() {
    const double elapsed = seconds_since(started_);
    std::string line = fmt::format("{:.1f} s", elapsed);
    if (seconds_) line += fmt::format(" ({:.1f} s left)", std::max(0.0, *seconds_ - elapsed));
    line += fmt::format(": {}{}{}{}; {:.0f} MiB here", phase_, detail_.empty() ? "" : ", ", detail_, ruled_out_,
                        resident_mebibytes(getpid()));
    if (lines_) {
      print_error(line + "\n");
      return;
    }
    if (const std::size_t columns = terminal_columns(); columns > 0 && line.size() >= columns) line.resize(columns - 1);
    print_error("\r\033[K" + line);
    on_screen_ = true;
  }

  void wipe() {
    if (on_screen_) print_error("\r\033[K");
    on_screen_ = false;
  }

  const bool lines_;
  const std::chrono::milliseconds between_;
  const std::optional<double> seconds_;
  const Clock::time_point started_;
  std::string phase_ = "working";
  std::string detail_;
  std::string ruled_out_;
  bool on_screen_ = false;
  bool ended_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;
};

Progress::Progress(Mode mode, std::optional<double> seconds) {
  constexpr std::chrono::milliseconds often(250);
  constexpr std::chrono::minutes seldom(1);
  const bool terminal = isatty(STDERR_FILENO) == 1;
  if (mode == Mode::always || (mode != Mode::never && terminal)) {
    writer_ = std::make_unique<Writer>(false, often, seconds);
  } else if (mode == Mode::verbose) {
    writer_ = std::make_unique<Writer>(true, seldom, seconds);
  }
}

Progress::Progress(std::chrono::milliseconds between)
    : writer_(std::make_unique<Writer>(true, between, std::nullopt)) {}

Progress::~Progress() = default;

void Progress::end() { writer_.reset(); }

void Progress::phase(const std::string& name) {
  if (writer_) writer_->phase(name);
}

void Progress::rule_out(const std::string& what) {
  if (writer_) writer_->rule_out(what);
}

void Progress::update(const std::string& detail) {
  if (writer_) writer_->update(detail);
}

}  // namespace arcsat
