// Evidence: an LRAT proof that the instance's formula is unsatisfiable.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/lrat_check.hpp"
#include "cnf/formula.hpp"
#include "evidence/kind.hpp"

namespace arcsat {

class BundleWriter;
class PrivateDirectory;

/// A file in a private directory, which goes with the last who refers to it.
struct KeptFile {
  std::string path;
  std::shared_ptr<const PrivateDirectory> directory;
};

struct LratRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  std::shared_ptr<const Formula> formula;
  /// The proof as text, not compressed.
  KeptFile proof;
  /// What its check proved.
  LratReport report;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

/// Judges formula and proof of a bundle: the formula, made again from what `what` names, is that of the certificate and of
/// the bundle's file, and the proof refutes it. Appends to `judgement` what was done.
void check_lrat_files(const Bundle& bundle, const Formula& formula, std::string_view what, Judgement& judgement);
/// The same with the formula of the instance `refuted`.
void check_lrat_files(const Bundle& bundle, const std::shared_ptr<const Instance>& refuted, std::string_view what,
                      Judgement& judgement);

}  // namespace arcsat
