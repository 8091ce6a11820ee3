// A certificate bundle being written: nothing is seen under its name before it is whole.
#pragma once

#include <string>

#include "certify/certificate.hpp"
#include "certify/counting.hpp"
#include "cnf/formula.hpp"
#include "protocol/sums_protocol.hpp"

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

  void add_instance(const Instance& instance);
  /// The sub-instance that the proof refutes.
  void add_sub_instance(const Instance& part);
  void add_protocol(const Protocol& protocol);
  void add_sums(const SumsProtocol& protocol);
  void add_counting(const CountingBound& bound, const CountingReport& report);
  /// The formula without comments, compressed.
  void add_formula(const Formula& formula);
  /// The text LRAT proof in `path`, compressed.
  void add_proof(const std::string& path);

  /// Writes certificate.json, with the hashes of the files added, and renames. Throws Error if any step fails; what was
  /// at the place before is then intact.
  void commit(Certificate certificate);

 private:
  std::string path(const std::string& name) const;

  std::string directory_;
  std::string working_;
};

}  // namespace arcsat
