#include "certify/families.hpp"

#include <bit>

namespace arcsat {

Family family_of(unsigned count, const std::vector<std::uint32_t>& parts) {
  Family family = 0;
  for (std::uint32_t part = 0; part < (1U << count); ++part) {
    for (const std::uint32_t least : parts) {
      if ((part & least) == least) family |= Family{1} << part;
    }
  }
  return family;
}

Family family_of_size(unsigned count, std::uint32_t least) {
  Family family = 0;
  for (std::uint32_t part = 0; part < (1U << count); ++part) {
    if (static_cast<std::uint32_t>(std::popcount(part)) >= least) family |= Family{1} << part;
  }
  return family;
}

Family meets(unsigned count, Family one, Family other) {
  std::vector<std::uint32_t> parts;
  for (std::uint32_t a = 0; a < (1U << count); ++a) {
    for (std::uint32_t b = 0; b < (1U << count); ++b) {
      if ((one >> a & 1) != 0 && (other >> b & 1) != 0) parts.push_back(a & b);
    }
  }
  return family_of(count, parts);
}

std::vector<Family> all_families(unsigned count) {
  std::vector<Family> families;
  // From the largest part down, each part may be in if all that contain it are.
  const auto grow = [&](const auto& self, Family family, std::uint32_t part) -> void {
    if (part == 0) {
      if (family != 0) families.push_back(family);
      return;
    }
    self(self, family, part - 1);
    bool closed = true;
    for (unsigned element = 0; element < count; ++element) {
      const std::uint32_t larger = part | 1U << element;
      if (larger != part && (family >> larger & 1) == 0) closed = false;
    }
    if (closed) self(self, family | Family{1} << part, part - 1);
  };
  grow(grow, 0, (1U << count) - 1);
  return families;
}

}  // namespace arcsat
