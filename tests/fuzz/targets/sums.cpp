// The reader and the checker of protocols of sums: what it calls right replays as tables.
#include <string>

#include "certify/sums_check.hpp"
#include "certify/witness.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/sums_protocol_file.hpp"

using namespace arcsat;

namespace {

// Larger instances are not replayed.
constexpr std::uint64_t most_inputs = 1 << 12;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto protocol =
      fuzz::unless_refused([&] { return parse_sums_protocol(fuzz::text_of(bytes, size), "xor-protocol.json"); });
  if (!protocol) return 0;
  const std::string written = to_json(*protocol);
  const SumsProtocol again =
      fuzz::never_refused("a written protocol is read", [&] { return parse_sums_protocol(written, "written.json"); });
  fuzz::require(to_json(again) == written, "a protocol is always written alike");
  const auto report = fuzz::unless_refused([&] { return check_sums_protocol(*protocol); });
  if (!report || !can_be_tabulated(*protocol) || protocol->instance->inputs().size() > most_inputs) return 0;
  fuzz::never_refused("what the checker of sums accepts replays",
                      [&] { return check_witness(tabulate(*protocol, Budget()), Budget()); });
  return 0;
}
