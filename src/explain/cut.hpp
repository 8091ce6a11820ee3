// The first epochs of a protocol.
#pragma once

#include "protocol/protocol.hpp"

namespace arcsat {

/// The messages of its first epochs, for the instance with as few; without an answer. Throws InputError unless there are at least
/// as many; Unsupported with thoughts, which are functions of what is known after the last epoch of the prompt.
Protocol cut_to(const Protocol& protocol, int epochs);

}  // namespace arcsat
