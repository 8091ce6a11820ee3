// The shortest words that are found for a function.
#pragma once

#include "explain/fitted.hpp"
#include "explain/target.hpp"
#include "explain/work.hpp"

namespace arcsat {

/// An expression that meets the target, which some function of the readings must: a constant, a reading, a sum modulo 2, cases,
/// bits, else a grid over as few readings as were found. Once the work is over, what is no constant and no reading is a grid. The
/// same for the same contexts, target and work.
Fitted fit(const Runs& runs, const Contexts& contexts, const Target& target, Work& work);

}  // namespace arcsat
