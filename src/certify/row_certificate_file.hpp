// rows.json: a refutation row by row in a bundle.
#pragma once

#include <string>
#include <string_view>

#include "certify/row_certificate.hpp"

namespace arcsat {

/// { "format": "arcsat-rows", "version": 1, "z0": [z_0, …], "z1": [[z_1(0), …, z_1(m-1)], …], "denominator": D,
///   "templates": [[[[PLACE IN z1, …], [PLACE IN z0, …], WEIGHT], …], …] }
std::string to_json(const RowCertificate& certificate);

/// Reads it strictly. Throws InputError with a position.
RowCertificate parse_row_certificate(std::string_view text, const std::string& file);

}  // namespace arcsat
