// Arguments about two steps, chosen at random: few of them refute, and none what can be solved.
#pragma once

#include <random>

#include "certify/adaptive_bound.hpp"
#include "certify/row_certificate.hpp"
#include "certify/weighted_counting.hpp"

namespace arcsat::test {

RowCertificate random_row_certificate(const TwoStep& sizes, std::mt19937_64& random);
/// Of one phase, or of two for the two values of d at a position.
AdaptiveBound random_adaptive_bound(const TwoStep& sizes, std::mt19937_64& random);
WeightedBound random_weighted_bound(const TwoStep& sizes, std::mt19937_64& random);

}  // namespace arcsat::test
