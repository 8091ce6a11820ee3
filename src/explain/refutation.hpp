// Arguments that refute an instance, as sentences and tables that can be followed with a pencil.
#pragma once

#include <string>
#include <vector>

#include "certify/adaptive_counting.hpp"
#include "certify/counting.hpp"
#include "certify/row_certificate.hpp"
#include "certify/weighted_counting.hpp"

namespace arcsat {

/// Of a bound that check_counting accepted, with its report: a line for each message that is counted.
std::vector<std::string> words_of(const CountingBound& bound, const CountingReport& report, const Instance& instance);

/// Of a bound that check_adaptive accepted: for the first few of the controls, what an order leaves, context by context; it is counted
/// here once more. Throws CheckFailed if some control is left over.
std::vector<std::string> words_of(const AdaptiveBound& bound, const TwoStep& sizes);

/// Of a certificate that check_rows accepted: what each template costs.
std::vector<std::string> words_of(const RowCertificate& certificate, const RowReport& report);

/// Of a bound that check_weighted accepted: both sides of the inequality.
std::vector<std::string> words_of(const WeightedBound& bound, const WeightedReport& report);

}  // namespace arcsat
