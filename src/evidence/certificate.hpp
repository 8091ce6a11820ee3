// certificate.json: what a bundle claims, how that was found, and by what it was checked.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/kind.hpp"
#include "evidence/solved_formula.hpp"

namespace arcsat {

struct Certificate {
  struct Times {
    double encode = 0;
    double solve = 0;
    double elaborate = 0;
    double check = 0;
  };

  /// One of evidence_kinds(); never null in a certificate that was read.
  const EvidenceKind* kind = nullptr;
  Verdict verdict() const { return kind->verdict; }
  /// As canonical_json writes it.
  std::string instance;
  /// The verdict in words.
  std::string statement;
  std::int64_t encoder_version = arcsat::encoder_version;
  /// The formula that an engine solved; none if the evidence was argued without one.
  std::optional<SolvedFormula> solved;
  /// Which of the names of the kind, if there was no formula.
  std::string argued_as;
  /// What found the evidence: the encoder's name, or the argument's.
  std::string_view method() const { return solved ? solved->encoder : argued_as; }
  std::vector<CheckDone> checks;
  /// The other files of the bundle and their SHA-256.
  std::map<std::string, std::string> files;
  Times seconds;
};

/// The kinds of evidence in the order of their list (evidence.hpp).
const std::vector<const EvidenceKind*>& evidence_kinds();

/// The text of certificate.json; only the times differ between two runs of the same work.
std::string to_json(const Certificate& certificate);

/// Reads it strictly: InputError with a position for what is malformed, CheckFailed for a field that contradicts
/// another (instance and its hash; verdict, method and files).
Certificate parse_certificate(std::string_view text, const std::string& file);

}  // namespace arcsat
