// Sums modulo 2 that meet a target.
#pragma once

#include <optional>

#include "explain/fitted.hpp"
#include "explain/target.hpp"

namespace arcsat {

/// A sum of two readings or more, or of bits of them, or of whether they are one value, that meets the target of a bit: of two if
/// there is one; with `most` above two of three, else of at most twelve. None if none was found.
std::optional<Fitted> fit_sum(const Contexts& contexts, const Target& target, int most);

}  // namespace arcsat
