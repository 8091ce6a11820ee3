// What a certificate says of a decision.
#pragma once

#include <string>

#include "certify/certificate.hpp"
#include "run/decide.hpp"

namespace arcsat {

/// The certificate of a verdict that was checked, without its files' hashes. `by_sums`: the bundle holds the sums of
/// the witness rather than its rows.
Certificate certificate_of(const Instance& instance, const Decision& decision, std::uint64_t seed,
                           std::string formula_hash, bool by_sums);

}  // namespace arcsat
