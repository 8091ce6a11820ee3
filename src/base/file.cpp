#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/error.hpp"

namespace arcsat {

std::string read_file(const std::string& path) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    throw InputError(
        fmt::format("{}: found nothing to read ({}), expected a readable file", path, std::strerror(errno)));
  }
  struct stat status {};
  if (fstat(fileno(file.get()), &status) == 0 && S_ISDIR(status.st_mode)) {
    throw InputError(fmt::format("{}: found a directory, expected a file", path));
  }
  std::string content;
  char chunk[1 << 16];
  while (const std::size_t count = std::fread(chunk, 1, sizeof chunk, file.get())) content.append(chunk, count);
  if (std::ferror(file.get()) != 0) {
    throw InputError(
        fmt::format("{}: found a file that fails ({}), expected a readable one", path, std::strerror(errno)));
  }
  return content;
}

namespace {

[[noreturn]] void reject_place(const std::string& path, int error) {
  throw InputError(
      fmt::format("{}: found a place that cannot be written ({}), expected one that can", path, std::strerror(error)));
}

/// Whether what stands there is written as it is: anything but a file, or a link to whatever. /dev/stdout is a link,
/// to a file where the shell made it one.
bool written_directly(const std::string& path) {
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
