// The reader and the checker of counting bounds: an instance that it calls refuted is not realizable.
#include "certify/counting.hpp"

#include <memory>
#include <string>

#include "../../decoder.hpp"
#include "certify/counting_file.hpp"
#include "input.hpp"
#include "outcome.hpp"
#include "protocol/instance_file.hpp"
#include "realizable.hpp"

using namespace arcsat;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::split(fuzz::text_of(bytes, size));
  const auto bound = fuzz::unless_refused([&] { return parse_counting_bound(input.proof, "counting.json"); });
  if (!bound) return 0;
  const auto instance = fuzz::unless_refused([&] { return parse_instance(input.subject, "i.toml"); });
  if (!instance || !as_decoder(std::make_shared<const Instance>(*instance))) return 0;
  const auto report = fuzz::unless_refused([&] { return check_counting(test::decoder(*instance), *bound); });
  if (!report) return 0;
  fuzz::require(!fuzz::is_realizable(*instance), "what the counting checker refutes is not realizable");
  const std::string written = to_json(*bound, *report);
  const CountingBound again =
      fuzz::never_refused("a written bound is read", [&] { return parse_counting_bound(written, "written.json"); });
  fuzz::require(to_json(again, check_counting(test::decoder(*instance), again)) == written,
                "a bound is always written alike");
  return 0;
}
