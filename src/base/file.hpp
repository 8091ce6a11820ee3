// Whole files, read with clear errors and written so that a crash leaves the old content or the new.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace arcsat {

/// The bytes of `path`. Throws InputError (with the path) for a directory, a missing or unreadable file, and one of more
/// than `most_bytes` (a device may have no end); LimitReached if the user interrupts the wait for a pipe.
std::string read_file(const std::string& path, std::uint64_t most_bytes = std::uint64_t{1} << 30);

/// `path: found …, expected …`, for a fault that the standard library met in a file system.
std::string words_of(const std::filesystem::filesystem_error& error);

/// Throws InputError unless a file can be written at `path`; for long work to ask before it starts. Nothing stays
/// behind, and a pipe is not opened.
void require_file_place(const std::string& path);

/// A file being written: nothing is seen at `path` before `commit`. Devices, pipes and links, which are not to be
/// replaced by a file, are written directly.
class FileWriter {
 public:
  /// Throws InputError, naming the path, if the file cannot be made there.
  explicit FileWriter(std::string path);
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  std::FILE* stream() const { return stream_; }
  /// Flushes, syncs and renames. Throws Error if any step fails; then `path` is as it was.
  void commit();

 private:
  [[noreturn]] void fail(int error);

  std::string path_;
  std::string temporary_;  // empty: writing to `path` itself
  std::FILE* stream_ = nullptr;
};

/// Writes `content` to `path` by a FileWriter.
void write_file(const std::string& path, std::string_view content);

}  // namespace arcsat
