#include "arcsat/base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "arcsat/base/error.hpp"

namespace arcsat {

std::string read_file(const std::string& path) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw InputError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  struct stat status {};
  if (fstat(fileno(file.get()), &status) == 0 && S_ISDIR(status.st_mode)) {
    throw InputError(fmt::format("{}: found a directory, expected a file", path));
  }
  std::string content;
  char chunk[1 << 16];
  while (const std::size_t count = std::fread(chunk, 1, sizeof chunk, file.get())) content.append(chunk, count);
  if (std::ferror(file.get()) != 0) throw InputError(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
  return content;
}

void write_file(const std::string& path, std::string_view content) {
  struct stat status {};
  if (stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
    // A device or a pipe cannot be replaced by renaming: write to it.
    std::FILE* file = std::fopen(path.c_str(), "wb");
    const bool written = file != nullptr && std::fwrite(content.data(), 1, content.size(), file) == content.size();
    if (file == nullptr || std::fclose(file) != 0 || !written) {
      throw Error(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
    }
    return;
  }
  std::string temporary = path + ".XXXXXX";
  const int descriptor = mkstemp(temporary.data());
  if (descriptor < 0) throw Error(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
  const auto fail = [&](int error) {
    close(descriptor);
    unlink(temporary.c_str());
    throw Error(fmt::format("{}: cannot be written: {}", path, std::strerror(error)));
  };
  const mode_t mask = umask(0);
  umask(mask);
  if (fchmod(descriptor, 0666 & ~mask) != 0) fail(errno);
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t count = ::write(descriptor, content.data() + done, content.size() - done);
    if (count < 0 && errno != EINTR) fail(errno);
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  if (fsync(descriptor) != 0) fail(errno);
  if (close(descriptor) != 0 || std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    unlink(temporary.c_str());
    throw Error(fmt::format("{}: cannot be written: {}", path, std::strerror(error)));
  }
}

}  // namespace arcsat
