// A file seen as memory, so that a proof of many gibibytes is read without being copied.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace arcsat {

class MappedFile {
 public:
  /// Maps `path` for one reading from front to back. Throws InputError if it is not a readable regular file.
  explicit MappedFile(const std::string& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::string_view bytes() const { return {static_cast<const char*>(address_), size_}; }

 private:
  void* address_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace arcsat
