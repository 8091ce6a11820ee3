// Judges a certificate bundle anew, without any solver.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/walk.hpp"
#include "evidence/bundle.hpp"
#include "protocol/transformer_corollary.hpp"

namespace arcsat {

struct CheckReport {
  Certificate certificate;
  /// What was proved.
  std::string statement;
  /// If it is a refutation: what follows of Transformers.
  std::optional<TransformerCorollary> corollary;
  /// What was done to prove it, a line each; what was not done is said, too.
  std::vector<std::string> done;
  /// Whether a formally verified checker accepted the refutation.
  bool verified = false;
};

/// Judges the bundle in `directory`: its files are exactly those of a bundle and have the certificate's hashes, the
/// instance is the certificate's, the statement is the verdict on it in words, the formula made again from the instance
/// is the certificate's byte for byte, and then the protocol is right on every allowed input or the proof refutes the
/// formula. Throws CheckFailed or InputError, naming the file, if anything does not hold; LimitReached at a limit.
CheckReport check_bundle(const std::string& directory, const CheckOptions& options, const Budget& budget);

/// What a walk takes for a bundle: a directory with a certificate.json, or with files and no directories.
const Sought& bundles();

}  // namespace arcsat
