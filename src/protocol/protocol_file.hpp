// Protocols as JSON files (format "arcsat-protocol", version 1).
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "protocol/protocol.hpp"

namespace arcsat {

/// The instance, every message's rows (those of messages without bits too) and the output's, sorted. With sums a message
/// has a list of terms, one for each of the sender's tokens that the receiver may hear, and each of these has rows.
std::string protocol_text(const Protocol& protocol);

/// Writes that text. Throws Error if the file cannot be written.
void write_protocol(const Protocol& protocol, const std::string& path);

/// Reads a protocol strictly: InputError with a position for a malformed file, CheckFailed with a position for
/// well-formed content that is no protocol (widths that are not the instance's, repeated rows, values out of range).
Protocol read_protocol(const std::string& path);
Protocol parse_protocol(std::string_view text, const std::string& file);

}  // namespace arcsat
