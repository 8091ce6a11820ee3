#include "base/standard_streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>

#include "base/json.hpp"
#include "base/text.hpp"

namespace arcsat {

namespace {

constexpr std::size_t most_kept = 1 << 16;
constexpr std::string_view no_memory_for_it = "(no memory for this line)\n";

std::string unwritten;
int output_error = 0;

/// 0, or the error by which it ended.
int write_all(int descriptor, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      struct pollfd ready = {descriptor, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (count == 0 || errno != EINTR) {
      return count == 0 ? EIO : errno;
    }
  }
  return 0;
}

void write_output(std::string_view bytes) noexcept {
  // After an error the rest is not written: it would leave a gap.
  if (output_error == 0) output_error = write_all(STDOUT_FILENO, bytes);
}

bool output_is_terminal() noexcept {
  static const bool is = isatty(STDOUT_FILENO) == 1;
  return is;
}

/// Calls `take` with the line.
template <typename Take>
void format_line(fmt::string_view format, fmt::format_args arguments, Take take) noexcept {
  try {
    take(for_terminal(fmt::vformat(format, arguments)) + "\n");
  } catch (const std::exception&) {  // bad_alloc: the formats are checked when they are compiled
    take(no_memory_for_it);
  }
}

}  // namespace

void prepare_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // Opened the wrong way round: using it is the error that it was while it was closed. It gets the lowest number free.
    const int flags = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (open("/dev/null", flags) < 0 && open("/", O_RDONLY | O_DIRECTORY) < 0) std::_Exit(3);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void print(std::string_view text) noexcept {
  try {
    unwritten += text;
  } catch (const std::exception&) {
    flush_output();
    write_output(text);
  }
  if (unwritten.size() > most_kept || output_is_terminal()) flush_output();
}

void flush_output() noexcept {
  write_output(unwritten);
  unwritten.clear();
}

std::string output_failure() { return output_error == 0 ? "" : std::strerror(output_error); }

void print_json(const Json& json, int indent) { print(json.dump(indent, Json::Characters::ascii) + "\n"); }

void print_error(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

void print_line_of(fmt::string_view format, fmt::format_args arguments) noexcept {
  format_line(format, arguments, print);
}

void print_error_line_of(fmt::string_view format, fmt::format_args arguments) noexcept {
  format_line(format, arguments, print_error);
}

}  // namespace arcsat
