#include "evidence/certificate.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "evidence/evidence.hpp"

using namespace arcsat;

namespace {

Certificate small_certificate() {
  Certificate certificate;
  certificate.instance =
      "{\"task\":{\"L\":1,\"m\":1,\"n\":[],\"q\":[2]},\"inputs\":{},"
      "\"model\":{\"kind\":\"decoder\",\"epochs\":1,\"bits_per_token\":1}}";
  certificate.kind = &TableWitness::kind;
  certificate.statement = "A \"protocol\" of é";
  certificate.solved = SolvedFormula{};
  certificate.solved->sha256 = std::string(64, '0');
  certificate.solved->seed = INT64_MAX;
  certificate.checks = {{"what", "by"}};
  for (const std::string& name : certificate.kind->files) certificate.files[name] = std::string(64, 'f');
  certificate.seconds = {0, 0.1, 1e-9, 1e300};
  return certificate;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("certificate: what is written is read") {
  const std::string text = to_json(small_certificate());
  CHECK(to_json(parse_certificate(text, "c")) == text);
}

TEST_CASE("certificate: a file that no bundle has is named without its control characters") {
  const std::string text = replaced(to_json(small_certificate()), "protocol.json", "protocol\\u001b\\n.json");
  CHECK_THROWS_WITH_AS(parse_certificate(text, "c"),
                       "c:46:5: \"protocol\\x1b\\x0a.json\" is no file of a bundle whose verdict is realizable",
                       CheckFailed);
}
