// A no with its reason. Where a question is put to millions of pairs and mostly answered no, to throw would take most of the time.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"

namespace arcsat {

/// Why something does not hold; none if it holds.
using Refusal = std::optional<std::string>;

/// Throws CheckFailed with the reason, if there is one.
inline void require(const Refusal& refusal) {
  if (refusal) throw CheckFailed(*refusal);
}

}  // namespace arcsat
