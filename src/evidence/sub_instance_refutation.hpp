// Evidence: an LRAT proof that the formula of a sub-instance is unsatisfiable.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "evidence/kind.hpp"
#include "evidence/lrat_refutation.hpp"

namespace arcsat {

struct SubInstanceRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  std::shared_ptr<const Instance> sub_instance;
  LratRefutation refutation;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

/// "sub-instance: 18 of the 81 allowed inputs, at the same message widths, cannot be solved".
std::string sub_instance_words(const Instance& sub_instance, const Instance& instance);

}  // namespace arcsat
