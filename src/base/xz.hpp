// xz-compressed files, by liblzma, written and read as streams.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace arcsat {

/// Compresses `bytes` into an xz file at `path`. Throws Error if it cannot be written.
class XzWriter {
 public:
  explicit XzWriter(const std::string& path);
  XzWriter(const XzWriter&) = delete;
  XzWriter& operator=(const XzWriter&) = delete;
  ~XzWriter();
  void write(std::string_view bytes);
  void finish();

 private:
  struct State;
  void run(bool finishing);
  std::unique_ptr<State> state_;
};

/// Reads an xz file of one stream. Every fault throws CheckFailed with the path: damage, truncation, trailing bytes, or
/// more than `most_bytes` once uncompressed (a bomb).
class XzReader {
 public:
  XzReader(const std::string& path, std::uint64_t most_bytes);
  XzReader(const XzReader&) = delete;
  XzReader& operator=(const XzReader&) = delete;
  ~XzReader();
  /// Fills at most `capacity` bytes; 0 only at the end.
  std::size_t read(char* bytes, std::size_t capacity);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace arcsat
