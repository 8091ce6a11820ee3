// Evidence: a protocol as tables of rows, replayed on every allowed input.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/sums_check.hpp"
#include "certify/witness.hpp"
#include "evidence/kind.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

class BundleWriter;

struct TableWitness {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);
  static std::optional<Protocol> tables_in(const Bundle& bundle);

  Protocol protocol;
  WitnessReport replayed;
  /// What the checker of sums proved, if the rows were made from sums.
  std::optional<SumsReport> sums;

  const Protocol* tables() const { return &protocol; }
  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

}  // namespace arcsat
