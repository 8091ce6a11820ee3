// Families of parts of [C], C ≤ 4, that hold with a part all that contain it.
#pragma once

#include <cstdint>
#include <vector>

namespace arcsat {

/// Bit p is set if the family holds the part whose elements are the bits of p.
using Family = std::uint32_t;

/// All parts of [count] that contain one of these parts.
Family family_of(unsigned count, const std::vector<std::uint32_t>& parts);
/// All parts of at least so many elements.
Family family_of_size(unsigned count, std::uint32_t least);
/// All parts that contain some A ∩ B, A and B in the two families.
Family meets(unsigned count, Family one, Family other);
inline bool holds_nothing(Family family) { return (family & 1) != 0; }  // that is, the empty part
/// All families that hold some part, but not the empty one.
std::vector<Family> all_families(unsigned count);

}  // namespace arcsat
