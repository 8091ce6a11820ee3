// A certificate bundle that is being judged: what bundles of all kinds share.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/budget.hpp"
#include "base/error.hpp"
#include "evidence/certificate.hpp"

namespace arcsat {

struct CheckOptions {
  /// Also run ACL2's formally verified LRAT checker on refutations by a formula.
  bool with_acl2 = false;
  /// Also run arcsat-verify, which is extracted from Coq, on every bundle.
  bool with_coq = false;
  /// A refutation that neither of the two accepted is a failure. Coq's is asked first, as it proves more.
  bool require_verified = false;
  /// Most bytes that a file may have, a compressed one once uncompressed.
  std::uint64_t most_bytes = std::uint64_t{4} << 30;
  /// Where ACL2's saved image is kept; empty for the user's cache directory.
  std::string image_directory;
  /// arcsat-verify; empty for the one beside this program, or in PATH.
  std::string coq_checker;
};

class Bundle {
 public:
  /// Reads the certificate and the instance, and checks all but the evidence: the files are exactly those of a bundle
  /// and have the certificate's hashes, the instance is the certificate's, the statement is the verdict on it in words.
  /// Throws CheckFailed or InputError, naming the file, if anything does not hold. `options` and `budget` must outlive
  /// it.
  Bundle(std::string directory, const CheckOptions& options, const Budget& budget);

  const Certificate& certificate() const { return certificate_; }
  const std::shared_ptr<const Instance>& instance() const { return instance_; }
  const CheckOptions& options() const { return options_; }
  const Budget& budget() const { return budget_; }
  /// Whether ACL2 is to judge the proof of a formula.
  bool wants_acl2() const { return options_.with_acl2 || (options_.require_verified && !verified_by_coq_); }
  void set_verified_by_coq() { verified_by_coq_ = true; }

  std::string path(std::string_view name) const;
  /// The bytes of one of its files. Throws CheckFailed if it is no regular file or too large.
  std::string read(std::string_view name) const;

 private:
  void require_plain_file(std::string_view name) const;
  void check_files() const;

  std::string directory_;
  const CheckOptions& options_;
  const Budget& budget_;
  Certificate certificate_;
  std::shared_ptr<const Instance> instance_;
  bool verified_by_coq_ = false;
};

/// Checks that a witness's certificate is of these encoders and, if a formula was solved, that it is the one that its
/// encoder gives for the instance. Throws CheckFailed.
void require_same_formula(const Bundle& bundle);

/// Checks that the certificate is of these encoders. Throws CheckFailed.
void require_encoder_version(const Bundle& bundle);

/// Runs `check`; the CheckFailed that it throws is about the bundle's file `name`.
template <typename Check>
auto about_file(const Bundle& bundle, std::string_view name, Check check) {
  try {
    return check();
  } catch (const CheckFailed& error) {
    throw CheckFailed(bundle.path(name) + ": " + error.what());
  }
}

}  // namespace arcsat
