// Templates that fit the colourings of some tables.
#pragma once

#include <cstdint>
#include <vector>

#include "certify/row_certificate.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

/// How many different entries k parts must cover together (of weight 1; at place k-1). Zero: k parts never suffice.
using EntriesNeeded = std::vector<unsigned>;

/// Whether in every colouring of the tables some parts (tables of one colour, one position each) cover enough. If
/// `templates` is given, it gets parts that do for each colouring. Values are below 64. False also when the limit is
/// reached.
bool every_colouring_covers(const std::vector<FirstTable>& z1, const std::vector<std::uint32_t>& z0,
                            std::uint64_t colours, const EntriesNeeded& needed, StepLimit& limit,
                            std::vector<RowTemplate>* templates);

}  // namespace arcsat
