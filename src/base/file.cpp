#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include "base/budget.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

struct OpenFile {
  int descriptor;
  explicit OpenFile(int opened) : descriptor(opened) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor >= 0) close(descriptor);
  }
};

/// Waits for a pipe or a terminal. A signal may come just before the wait, so so it looks up now and then.
void wait_until_readable(int descriptor) {
  constexpr int patience_ms = 100;
  struct pollfd ready = {descriptor, POLLIN, 0};
  while (true) {
    const int count = poll(&ready, 1, patience_ms);
    if (interrupted) throw LimitReached("interrupted");
    if (count > 0) return;
  }
}

}  // namespace

std::string read_file(const std::string& path, std::uint64_t most_bytes) {
  // O_NONBLOCK: opening a named pipe must not wait for its writer, where no signal would be seen.
  const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.descriptor < 0) {
    throw InputError(
        fmt::format("{}: found nothing to read ({}), expected a readable file", path, std::strerror(errno)));
  }
  struct stat status {};
  const bool known = fstat(file.descriptor, &status) == 0;
  if (known && S_ISDIR(status.st_mode)) {
    throw InputError(fmt::format("{}: found a directory, expected a file", path));
  }
  const bool regular = known && S_ISREG(status.st_mode);
  const auto require_at_most = [&](std::uint64_t bytes) {
    if (bytes <= most_bytes) return;
    throw InputError(fmt::format("{}: found more than {} bytes, expected at most that many", path, most_bytes));
  };
  if (regular) require_at_most(static_cast<std::uint64_t>(status.st_size));
  std::string content;
  std::vector<char> chunk(std::size_t{1} << 16);
  while (true) {
    if (!regular) wait_until_readable(file.descriptor);
    const ssize_t count = read(file.descriptor, chunk.data(), chunk.size());
    if (count == 0) return content;
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) {
      throw InputError(
          fmt::format("{}: found a file that fails ({}), expected a readable one", path, std::strerror(errno)));
    }
    content.append(chunk.data(), static_cast<std::size_t>(count));
    require_at_most(content.size());
  }
}

std::string words_of(const std::filesystem::filesystem_error& error) {
  return fmt::format("{}: found a place that fails ({}), expected one that can be used",
                     error.path1().empty() ? "the working directory" : error.path1().string(), error.code().message());
}

namespace {

[[noreturn]] void reject_place(const std::string& path, int error) {
  if (error == EINTR) Budget().check();  // a signal, while it waited for a pipe's reader
  throw InputError(
      fmt::format("{}: found a place that cannot be written ({}), expected one that can", path, std::strerror(error)));
}

/// Whether what stands there is written as it is: anything but a file, or a link to whatever. /dev/stdout is a link,
/// to a file where the shell made it one.
bool written_directly(const std::string& path) {
  if (path.empty()) reject_place("\"\"", ENOENT);
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return false;
  if (S_ISDIR(status.st_mode)) reject_place(path, EISDIR);
  return !S_ISREG(status.st_mode);
}

}  // namespace

void require_file_place(const std::string& path) {
  if (!written_directly(path)) {
    const FileWriter probe(path);
    return;
  }
  struct stat target {};
  if (stat(path.c_str(), &target) == 0) {
    if (S_ISDIR(target.st_mode)) reject_place(path, EISDIR);
    if (access(path.c_str(), W_OK) != 0) reject_place(path, errno);
    return;
  }
  // A link to a file that is to be made.
  const int made = errno == ENOENT ? open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : -1;
  if (made < 0) reject_place(path, errno);
  close(made);
  std::error_code error;
  const auto target_path = std::filesystem::canonical(path, error);
  if (!error) unlink(target_path.c_str());
}

FileWriter::FileWriter(std::string path) : path_(std::move(path)) {
  if (written_directly(path_)) {
    stream_ = std::fopen(path_.c_str(), "wb");
    if (stream_ == nullptr) reject_place(path_, errno);
    return;
  }
  temporary_ = path_ + ".XXXXXX";
  const int descriptor = mkstemp(temporary_.data());
  if (descriptor < 0) {
    temporary_.clear();
    reject_place(path_, errno);
  }
  const mode_t mask = umask(0);
  umask(mask);
  stream_ = fchmod(descriptor, 0666 & ~mask) == 0 ? fdopen(descriptor, "wb") : nullptr;
  if (stream_ == nullptr) {
    const int error = errno;
    close(descriptor);
    fail(error);
  }
}

FileWriter::~FileWriter() {
  if (stream_ != nullptr) std::fclose(stream_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void FileWriter::fail(int error) {
  if (!temporary_.empty()) unlink(temporary_.c_str());
  temporary_.clear();
  throw Error(fmt::format("{}: cannot be written: {}", path_, std::strerror(error)));
}

void FileWriter::commit() {
  std::FILE* stream = stream_;
  stream_ = nullptr;
  const bool flushed = std::fflush(stream) == 0 && (temporary_.empty() || fsync(fileno(stream)) == 0);
  const int error = errno;
  if (std::fclose(stream) != 0 || !flushed) fail(flushed ? errno : error);
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

void write_file(const std::string& path, std::string_view content) {
  FileWriter writer(path);
  std::fwrite(content.data(), 1, content.size(), writer.stream());  // commit sees a failure when it flushes
  if (std::ferror(writer.stream()) != 0) throw Error(fmt::format("{}: cannot be written: is the disk full?", path));
  writer.commit();
}

}  // namespace arcsat
