// The reader of certificate.json: what it reads, written again, is read as the same certificate.
#include "evidence/certificate.hpp"

#include <string>

#include "input.hpp"
#include "outcome.hpp"

using namespace arcsat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto certificate =
      fuzz::unless_refused([&] { return parse_certificate(fuzz::text_of(bytes, size), "c.json"); });
  if (!certificate) return 0;
  const std::string written = to_json(*certificate);
  const Certificate again =
      fuzz::never_refused("a written certificate is read", [&] { return parse_certificate(written, "written.json"); });
  fuzz::require(to_json(again) == written, "a certificate is always written alike");
  return 0;
}
