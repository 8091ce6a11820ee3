// Evidence: arguments about two steps in two epochs, each a refutation with a file of its own.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "certify/adaptive_counting.hpp"
#include "certify/chain.hpp"
#include "certify/row_certificate.hpp"
#include "certify/three_step.hpp"
#include "certify/weighted_counting.hpp"
#include "evidence/kind.hpp"

namespace arcsat {

class BundleWriter;

/// `Claim` is what the file holds, `Report` what its check proved.
template <typename Claim, typename Report>
struct TwoStepRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  Claim claim;
  Report report;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

using RowRefutation = TwoStepRefutation<RowCertificate, RowReport>;
using AdaptiveRefutation = TwoStepRefutation<AdaptiveBound, AdaptiveReport>;
using WeightedRefutation = TwoStepRefutation<WeightedBound, WeightedReport>;
using ChainRefutation = TwoStepRefutation<Chain, ChainReport>;
using ThreeStepRefutation = TwoStepRefutation<ThreeStepBound, ThreeStepReport>;

extern template struct TwoStepRefutation<RowCertificate, RowReport>;
extern template struct TwoStepRefutation<AdaptiveBound, AdaptiveReport>;
extern template struct TwoStepRefutation<WeightedBound, WeightedReport>;
extern template struct TwoStepRefutation<Chain, ChainReport>;
extern template struct TwoStepRefutation<ThreeStepBound, ThreeStepReport>;

}  // namespace arcsat
