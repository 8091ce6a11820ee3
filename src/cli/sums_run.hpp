// A protocol of sums run on one input, however many there are: a few vectors say what each message is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/budget.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat::cli {

/// The inputs of all players but the last, and the entries of the last one's table, which may have no index.
struct SumsInput {
  Input control;
  std::vector<std::uint32_t> entries;
};

struct SumsTranscript {
  /// The bits of each message of the protocol, in its order.
  std::vector<std::vector<bool>> bits;
  std::uint32_t answer = 0;
  std::uint32_t right_answer = 0;
};

/// The sums in a file or in a bundle, checked by their vectors; none if there is another kind of protocol, or no file. Throws InputError
/// or CheckFailed for what cannot be read or does not hold.
std::optional<SumsProtocol> sums_in(const std::string& path, const Budget& budget);

/// "w,z0,…,zL", where the last table is an index or its entries with dots between them. Throws InputError.
SumsInput parse_sums_input(const Task& task, const std::string& text);

/// Throws InputError if the input is not allowed.
SumsTranscript run_sums(const SumsProtocol& protocol, const SumsInput& input);

}  // namespace arcsat::cli
