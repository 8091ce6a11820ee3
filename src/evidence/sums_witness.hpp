// Evidence: a protocol of sums, checked for all tables of player L at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/sums_check.hpp"
#include "evidence/kind.hpp"

namespace arcsat {

class BundleWriter;

struct SumsWitness {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);
  static std::optional<Protocol> tables_in(const Bundle& bundle);

  SumsProtocol protocol;
  SumsWitnessReport checked;

  /// None if the inputs are too many for rows.
  const Protocol* tables() const { return checked.tables ? &*checked.tables : nullptr; }
  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

}  // namespace arcsat
