// A certificate bundle being written: nothing is seen under its name before it is whole.
#pragma once

#include <string>
#include <string_view>

#include "evidence/certificate.hpp"

namespace arcsat {

/// Gathers a bundle's files in a directory beside its place, and puts it there by one renaming.
class BundleWriter {
 public:
  /// Makes the working directory `DIRECTORY.partial-XXXXXX`. Throws InputError if it cannot.
  explicit BundleWriter(const std::string& directory);
  BundleWriter(const BundleWriter&) = delete;
  BundleWriter& operator=(const BundleWriter&) = delete;
  /// Removes the working directory if the bundle was not committed.
  ~BundleWriter();

  /// Where a file of the bundle is to be written.
  std::string path(std::string_view name) const;

  /// Writes certificate.json, with the hashes of its kind's files, which must be written, and puts the bundle in place.
  /// Throws Error if any step fails; what was at the place before is then intact.
  void commit(Certificate certificate);

 private:
  std::string directory_;
  std::string working_;
};

}  // namespace arcsat
