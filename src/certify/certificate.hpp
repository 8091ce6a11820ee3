// certificate.json: what a bundle claims, how that was found, and by what it was checked.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/instance.hpp"

namespace arcsat {

/// Raised whenever an encoder's formula for some instance changes: certificates name the formula that they refute.
constexpr std::int64_t encoder_version = 1;

/// What stands in place of an encoder's name where no formula was needed: the refutation is a counting bound, or the
/// witness was written down in closed form.
constexpr std::string_view counting_name = "counting";
constexpr std::string_view closed_form_name = "closed-form";

/// The file of a bundle with the sub-instance that its proof refutes.
constexpr const char* sub_instance_file = "sub-instance.toml";

struct Certificate {
  struct Check {
    std::string what;
    std::string by;
  };
  struct Times {
    double encode = 0;
    double solve = 0;
    double elaborate = 0;
    double check = 0;
  };

  /// As canonical_json writes it.
  std::string instance;
  Verdict verdict = Verdict::undecided;
  /// The verdict in words.
  std::string statement;
  std::string encoder;
  std::string symmetry;
  std::int64_t encoder_version = arcsat::encoder_version;
  bool by_counting() const { return encoder == counting_name; }
  bool by_formula() const { return !by_counting() && encoder != closed_form_name; }
  /// Whether the witness is one of sums (xor-protocol.json) rather than tables (protocol.json).
  bool by_sums = false;
  /// Whether the formula is that of a sub-instance (sub-instance.toml).
  bool of_sub_instance = false;
  /// If by a formula: SHA-256 of the formula as DIMACS without comments (of the script, for the smt encoder),
  /// and its size.
  std::string formula_sha256;
  std::int64_t variables = 0;
  std::int64_t clauses = 0;
  /// If by a formula.
  std::string engine;
  std::string engine_version;
  std::uint64_t seed = 0;
  std::vector<Check> checks;
  /// The other files of the bundle and their SHA-256.
  std::map<std::string, std::string> files;
  Times seconds;
};

/// The files of a bundle beside certificate.json, sorted.
std::vector<std::string> bundle_files(const Certificate& certificate);

/// The text of certificate.json; only the times differ between two runs of the same work.
std::string to_json(const Certificate& certificate);

/// Reads it strictly: InputError with a position for what is malformed, CheckFailed for a field that contradicts
/// another (instance and its hash, verdict and files).
Certificate parse_certificate(std::string_view text, const std::string& file);

}  // namespace arcsat
