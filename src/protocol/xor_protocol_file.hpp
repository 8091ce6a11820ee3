// Protocols of sums as JSON files (format "arcsat-xor-protocol", version 1).
#pragma once

#include <string>
#include <string_view>

#include "protocol/xor_protocol.hpp"

namespace arcsat {

/// { "format": "arcsat-xor-protocol", "version": 1, "instance": …, "control_inputs": [[w, z_0, …, z_{L-1}], …],
///   "messages": [{"epoch", "from", "to", "bits": [{"data": […], "control": […], "added": [[…], …]}, …]}, …],
///   "output": [[[…], …], …] }, the bits of player L's messages being {"coordinates": […]} instead: what XorProtocol
/// says, by control input.
std::string to_json(const XorProtocol& protocol);

/// Reads one strictly: InputError with a position for a malformed file. What it says is for check_xor_protocol to
/// judge.
XorProtocol parse_xor_protocol(std::string_view text, const std::string& file);

}  // namespace arcsat
