// Evidence: arguments that are a file and a check of it, each a refutation of its own.
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
struct ArgumentRefutation {
  static const EvidenceKind kind;
  static Judgement check(const Bundle& bundle);

  Claim claim;
  Report report;

  void write(const BundleWriter& bundle) const;
  std::vector<std::string> words(const Instance& instance) const;
  void add_json(Json& out) const;
};

using RowRefutation = ArgumentRefutation<RowCertificate, RowReport>;
using AdaptiveRefutation = ArgumentRefutation<AdaptiveBound, AdaptiveReport>;
using WeightedRefutation = ArgumentRefutation<WeightedBound, WeightedReport>;
using ChainRefutation = ArgumentRefutation<Chain, ChainReport>;
using ThreeStepRefutation = ArgumentRefutation<ThreeStepBound, ThreeStepReport>;

extern template struct ArgumentRefutation<RowCertificate, RowReport>;
extern template struct ArgumentRefutation<AdaptiveBound, AdaptiveReport>;
extern template struct ArgumentRefutation<WeightedBound, WeightedReport>;
extern template struct ArgumentRefutation<Chain, ChainReport>;
extern template struct ArgumentRefutation<ThreeStepBound, ThreeStepReport>;

}  // namespace arcsat
