// Evidence: blocks of positions and labelled trees that serve every table, for one step.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/cover.hpp"
#include "certify/witness.hpp"
#include "evidence/kind.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

class BundleWriter;

struct CoverWitness {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);
  static std::optional<Protocol> tables_in(const Bundle& bundle);

  Cover cover;
  CoverReport report;
  /// With at most 2^20 inputs: the protocol that the cover gives, and what its replay proved.
  std::optional<Protocol> protocol;
  WitnessReport replayed;

  const Protocol* tables() const { return protocol ? &*protocol : nullptr; }
  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

/// Checks the cover and, where there are few inputs, its protocol. Throws CheckFailed if one does not hold, Unsupported if
/// it is too large to be checked, LimitReached when the budget is spent.
CoverWitness check_cover_witness(const std::shared_ptr<const Instance>& instance, Cover cover, const Budget& budget);

}  // namespace arcsat
