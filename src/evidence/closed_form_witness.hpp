// Evidence: a protocol in closed form, checked for all inputs at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/closed_form.hpp"
#include "certify/closed_form_replay.hpp"
#include "evidence/kind.hpp"

namespace arcsat {

class BundleWriter;

struct ClosedFormWitness {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);
  static std::optional<Protocol> tables_in(const Bundle& bundle);

  ClosedForm form;
  ClosedFormReport checked;
  ClosedFormReplay replayed;

  /// None if the inputs are too many for rows.
  const Protocol* tables() const { return replayed.tables ? &*replayed.tables : nullptr; }
  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

}  // namespace arcsat
