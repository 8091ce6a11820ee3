// Protocols of sums as JSON files (format "arcsat-xor-protocol", version 1).
#pragma once

#include <string>
#include <string_view>

#include "protocol/sums_protocol.hpp"

namespace arcsat {

/// { "format": "arcsat-xor-protocol", "version": 1, "instance": …, "control_inputs": [[w, z_0, …, z_{L-1}], …],
///   "messages": [{"epoch", "from", "to", "bits": [{"data": […], "control": […], "added": [[…], …]}, …]}, …],
///   "output": [[[…], …], …] }, the bits of player L's messages being {"coordinates": […]} instead, each
/// a number with coordinate k in bit k or, of a table of more than 62 coordinates, a list of coordinates: what SumsProtocol
/// says, by control input.
std::string to_json(const SumsProtocol& protocol);

/// Reads one strictly: InputError with a position for a malformed file. What it says is for check_sums_protocol to
/// judge.
SumsProtocol parse_sums_protocol(std::string_view text, const std::string& file);

}  // namespace arcsat
