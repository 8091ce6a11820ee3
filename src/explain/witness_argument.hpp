// Protocols of more inputs than can be run, said by what their evidence lists.
#pragma once

#include "certify/cover.hpp"
#include "explain/argument.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

/// What each message sums, as a function of the other players' inputs, and one input as an example. Of a protocol that
/// check_sums_protocol accepted. Of each function at most so many rows.
Argument argument_of(const SumsProtocol& protocol, std::size_t most_rows);

/// The blocks and their trees, and one input as an example. Of a cover that check_cover accepted for these sizes.
Argument argument_of(const OneStep& sizes, const Cover& cover);

}  // namespace arcsat
