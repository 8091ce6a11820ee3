// Looks for a refutation row by row.
#pragma once

#include <optional>

#include "base/budget.hpp"
#include "certify/row_certificate.hpp"

namespace arcsat {

/// Tries few families of tables z_1 (all tables of few values, lines over a prime field), takes tables away as long as
/// every colouring of the rest still gains enough, and lists a template for each colouring. Nothing found means
/// nothing. At most a few seconds' work, and the same for the same sizes. What is returned stands up to check_rows.
/// Throws LimitReached once the budget's time is over.
std::optional<RowCertificate> find_row_certificate(const TwoStep& sizes, const Budget& budget);

}  // namespace arcsat
