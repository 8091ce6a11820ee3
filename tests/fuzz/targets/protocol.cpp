// The protocol reader, JSON: the canonical form of what it reads is read, and has the same canonical form.
#include <string>

#include "certify/witness.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/protocol_file.hpp"

using namespace arcsat;

namespace {

// Instances may have 2^20 messages or 2^62 inputs in a few bytes, and a protocol names each.
constexpr std::size_t most_messages = 1000;
constexpr std::uint64_t most_inputs = 1000;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto protocol = fuzz::unless_refused([&] { return parse_protocol(fuzz::text_of(bytes, size), "p.json"); });
  if (!protocol || protocol->instance().messages() > most_messages) return 0;
  const std::string written = protocol_text(*protocol);
  const Protocol again =
      fuzz::never_refused("a written protocol is read", [&] { return parse_protocol(written, "written.json"); });
  fuzz::require(protocol_text(again) == written, "a protocol is always written alike");
  if (!protocol->instance().inputs().numbered() || protocol->instance().inputs().size() > most_inputs) return 0;
  const auto rows_of = [](const Protocol& judged) { return check_witness(judged, Budget()).rows; };
  const auto rows = fuzz::unless_refused([&] { return rows_of(*protocol); });
  fuzz::require(rows == fuzz::unless_refused([&] { return rows_of(again); }), "a written protocol is judged alike");
  return 0;
}
