// The shortest words that are found for a function.
#pragma once

#include "explain/fitted.hpp"
#include "explain/target.hpp"

namespace arcsat {

/// An expression that meets the target, which some function of the readings must: a constant, a reading, a sum modulo 2, cases,
/// bits, else a grid over as few readings as were found. The same for the same contexts and target.
Fitted fit(const Runs& runs, const Contexts& contexts, const Target& target);

}  // namespace arcsat
