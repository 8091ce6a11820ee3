// A protocol that is claimed to solve its instance, in any of the forms in which one is written down.
#pragma once

#include <variant>

#include "protocol/protocol.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

/// Each form has a check of its own (evidence.hpp).
using Witness = std::variant<Protocol, SumsProtocol>;

}  // namespace arcsat
