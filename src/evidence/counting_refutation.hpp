// Evidence: a counting bound that refutes the instance.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/counting.hpp"
#include "evidence/kind.hpp"

namespace arcsat {

class BundleWriter;

struct CountingRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  CountingBound bound;
  /// What its check proved.
  CountingReport report;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

}  // namespace arcsat
