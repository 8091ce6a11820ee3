// A directory for one piece of work, out of others' reach.
#pragma once

#include <filesystem>

namespace arcsat {

/// A new directory that nobody else may enter; it is removed with all that is in it.
class PrivateDirectory {
 public:
  /// Below $TMPDIR, or /tmp if that is not set. Throws InputError if it cannot be made there.
  PrivateDirectory();
  /// The same below `parent`.
  explicit PrivateDirectory(const std::filesystem::path& parent);
  PrivateDirectory(const PrivateDirectory&) = delete;
  PrivateDirectory& operator=(const PrivateDirectory&) = delete;
  ~PrivateDirectory();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace arcsat
