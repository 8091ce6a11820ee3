// The binary form of LRAT (CLRAT) that ACL2's verified checker reads.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "base/budget.hpp"
#include "certify/lrat_reader.hpp"

namespace arcsat {

/// Writes the proof `lrat` in binary form to `out`, the literals of each lemma ascending by variable after the first
/// (the pivot), as ACL2 insists on; returns the number of bytes. `file_name` is for messages. Only the form is checked.
///
/// Format: drat-trim's README, "Compressed LRAT". A lemma is `a` ID LITERAL… 0 HINT… 0, a deletion `d` ID… 0; a number
/// n is 2|n|, plus one if n is negative, in groups of seven bits, the lowest first, bit 7 set in all but the last.
///
/// Throws CheckFailed `file:line: …` for bad text or a lemma with two literals of one variable, Unsupported for ids of
/// 2^50 and more, Error if writing fails, LimitReached when the budget is used up.
std::uint64_t write_clrat(const ByteSource& lrat, const std::string& file_name, std::FILE* out, const Budget& budget);

}  // namespace arcsat
