// The numbers of a chain of inequalities (certify/chain.hpp) are looked for.
#pragma once

#include <optional>

#include "base/budget.hpp"
#include "certify/chain.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// Tries x_0 … x_{L-1} on a grid, with the θ that rounded logarithms allow, for a bounded number of steps; what it returns
/// check_chain accepts. None if nothing was found. Throws LimitReached when the budget is spent.
std::optional<Chain> find_chain(const DecoderInstance& instance, const Budget& budget);

}  // namespace arcsat
