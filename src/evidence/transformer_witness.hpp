// Evidence: an exact Transformer that is right on all inputs, which its reduction makes a protocol.
#pragma once

#include <string>
#include <vector>

#include "base/budget.hpp"
#include "base/json.hpp"
#include "base/progress.hpp"
#include "evidence/kind.hpp"
#include "transformer/judge.hpp"
#include "transformer/transformer.hpp"

namespace arcsat {

class BundleWriter;

struct TransformerWitness {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  Transformer transformer;
  TransformerReport checked;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

/// Up to 2^16 allowed inputs are run one by one, more are judged by cases. Throws CheckFailed if it does not fit its instance or
/// is wrong on an input, which is named; Unsupported, LimitReached as `judge` does.
TransformerWitness check_transformer_witness(Transformer transformer, const Budget& budget, Progress& progress);

}  // namespace arcsat
