// The xz reader: a file is refused, or gives the same bytes, in pieces of any size.
#include "base/xz.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "input.hpp"
#include "outcome.hpp"

using namespace arcsat;

namespace {

constexpr std::uint64_t most_bytes = 1 << 16;

/// A file without a place on the disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : descriptor_(memfd_create("arcsat-fuzz", MFD_CLOEXEC)) {
    const auto size = static_cast<ssize_t>(content.size());
    fuzz::require(write(descriptor_, content.data(), content.size()) == size, "a file in memory can be written");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }

  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

 private:
  int descriptor_;
};

/// The content, or nothing if the file is refused.
std::optional<std::string> uncompressed(const std::string& path, std::size_t piece) {
  return fuzz::unless_refused([&] {
    XzReader reader(path, most_bytes);
    std::string content;
    std::string chunk(piece, '\0');
    while (const std::size_t count = reader.read(chunk.data(), piece)) content.append(chunk, 0, count);
    return content;
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const MemoryFile file(fuzz::text_of(bytes, size));
  const auto whole = uncompressed(file.path(), 2 * most_bytes);
  const auto in_pieces = uncompressed(file.path(), 61);
  fuzz::require(whole == in_pieces, "a file has the same bytes in pieces of any size");
  if (whole) fuzz::require(whole->size() <= most_bytes, "no file has more bytes than is allowed");
  return 0;
}
