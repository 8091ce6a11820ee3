// Chains of inequalities as JSON files (format "arcsat-chain", version 1).
#pragma once

#include <string>
#include <string_view>

#include "certify/chain.hpp"

namespace arcsat {

/// {"format":…,"version":1,"first":"single"|"tuples"|"entropy","x":[…],"theta":[…],"tails":["none"|"exact"|"sets"|"logs",…]}
std::string to_json(const Chain& chain);
/// Throws InputError with a position.
Chain parse_chain(std::string_view text, const std::string& file);

}  // namespace arcsat
