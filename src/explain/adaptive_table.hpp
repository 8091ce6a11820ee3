// Adaptive counting, counted once more for one control after the other.
#pragma once

#include "certify/adaptive_bound.hpp"
#include "explain/argument.hpp"

namespace arcsat {

/// A table for each of the first controls: its contexts, what each reads for the first time, and N. Controls are the ways in which
/// a1 groups the bound's tables and a0 its positions at each query of an order, at most 2^c groups each. Throws CheckFailed if for
/// one of those looked at no order of a phase ends in 0.
Argument adaptive_tables(const AdaptiveBound& bound, const TwoStep& sizes);

}  // namespace arcsat
