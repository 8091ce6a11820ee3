// A certificate bundle being written: nothing is seen under its name before it is whole.
#pragma once

#include <string>
#include <string_view>

#include "evidence/certificate.hpp"

namespace arcsat {

/// Throws InputError unless `directory` can become a bundle: it does not exist, is an empty directory, or is a bundle
/// of before (it has a certificate.json), which will be replaced.
void require_bundle_place(const std::string& directory);

/// Gathers a bundle's files in a directory beside its place, and puts it there by one renaming.
class BundleWriter {
 public:
  /// Makes the working directory `DIRECTORY.partial-XXXXXX`. Throws Error if it cannot.
  explicit BundleWriter(std::string directory);
  BundleWriter(const BundleWriter&) = delete;
  BundleWriter& operator=(const BundleWriter&) = delete;
  /// Removes the working directory if the bundle was not committed.
  ~BundleWriter();

  /// Where a file of the bundle is to be written.
  std::string path(std::string_view name) const;

  /// Writes certificate.json, with the hashes of its kind's files, which must be written, and renames. Throws Error if any step fails; what was
  /// at the place before is then intact.
  void commit(Certificate certificate);

 private:
  std::string directory_;
  std::string working_;
};

}  // namespace arcsat
