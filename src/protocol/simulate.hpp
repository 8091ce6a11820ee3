// Runs a protocol. Knows nothing of formulas.
#pragma once

#include <span>

#include "protocol/protocol.hpp"

namespace arcsat {

/// The messages of a run on one input, without an answer. Throws CheckFailed, naming the message and the views, if a row is
/// missing.
Transcript messages_on(const Protocol& protocol, std::span<const InputIndex> input);

/// Runs `protocol` on one input. Throws CheckFailed, naming the message and the views, if a row is missing.
Transcript simulate(const Protocol& protocol, std::span<const InputIndex> input);

}  // namespace arcsat
