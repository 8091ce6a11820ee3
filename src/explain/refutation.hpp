// Arguments that refute an instance, as sentences and tables that can be followed with a pencil.
#pragma once

#include "certify/adaptive_counting.hpp"
#include "certify/block_bound.hpp"
#include "certify/chain.hpp"
#include "certify/counting.hpp"
#include "certify/row_certificate.hpp"
#include "certify/three_step.hpp"
#include "certify/weighted_counting.hpp"
#include "explain/argument.hpp"

namespace arcsat {

// Each is of what its checker accepted, with the checker's report.

/// The contexts, and each message that is counted.
Argument argument_of(const CountingBound& bound, const CountingReport& report, const Instance& instance);

/// For the first few of the controls, what an order leaves, context by context; it is counted here once more. Throws
/// CheckFailed if some control is left over.
Argument argument_of(const AdaptiveBound& bound, const TwoStep& sizes);

/// What each template costs.
Argument argument_of(const RowCertificate& certificate, const RowReport& report);

/// Both sides of the inequality.
Argument argument_of(const WeightedBound& bound, const WeightedReport& report);

/// The induction, a row a step.
Argument argument_of(const Chain& chain, const ChainReport& report, const Instance& instance);

/// The four inequalities, with the numbers in them.
Argument argument_of(const ThreeStepBound& bound, const ThreeStepReport& report, const Instance& instance);

/// The claims about single blocks, and how they come together.
Argument argument_of(const BlockBound& bound, const BlockBoundReport& report);

}  // namespace arcsat
