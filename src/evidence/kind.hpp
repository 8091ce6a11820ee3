// A kind of evidence, as its bundles show it. Each kind fills in one row; evidence.hpp lists them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/protocol.hpp"

namespace arcsat {

class Bundle;

/// A check that was done before a bundle was written, and by what.
struct CheckDone {
  std::string what;
  std::string by;
};

/// What was done to judge a bundle.
struct Judgement {
  /// A line each; what was not done is said, too.
  std::vector<std::string> done;
  /// Whether a formally verified checker accepted the evidence.
  bool verified = false;
};

struct EvidenceKind {
  /// For programs.
  std::string_view name;
  /// What it shows.
  Verdict verdict;
  /// The files of a bundle of this kind beside certificate.json, sorted.
  std::vector<std::string> files;
  /// One of them, which no other kind of the same verdict has but those listed before it.
  std::string_view mark;
  /// Whether an engine's answer to a formula can give it.
  bool solved;
  /// What a certificate names in place of an encoder where no formula was solved; empty if one always is.
  std::string_view argued_as;
  /// The same where a search found it that needs no formula; empty if there is none.
  std::string_view searched_as = {};
  /// As certificates list it.
  CheckDone check_done;
  /// Judges a bundle of this kind whose certificate, files and instance hold. Throws CheckFailed or InputError, naming
  /// the file, if the evidence does not; LimitReached at a limit.
  Judgement (*check)(const Bundle& bundle);
  /// Of a witness: the protocol in a bundle as tables; none if it has too many rows. Null where there are never any.
  std::optional<Protocol> (*tables_in)(const Bundle& bundle) = nullptr;

  /// Whether a certificate that names this names no formula.
  bool argues(std::string_view method) const {
    return !method.empty() && (method == argued_as || method == searched_as);
  }
};

}  // namespace arcsat
