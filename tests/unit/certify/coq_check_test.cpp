#include "certify/coq_check.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "base/budget.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"

using namespace arcsat;
namespace fs = std::filesystem;

namespace {

using Status = VerifiedCheckResult::Status;

const std::string instance = R"({"task":{},"inputs":{},"model":{}})";
const std::string no_protocol = "s VERIFIED no protocol solves the instance (3 lemmas)";

/// What is made of a checker that prints `output` and ends with `exit_code`.
VerifiedCheckResult judged(const std::string& output, int exit_code, bool solved = false) {
  const PrivateDirectory directory;
  const fs::path program = directory.path() / "checker";
  write_file(program.string(), fmt::format("#!/bin/sh\ncat <<'END'\n{}\nEND\nexit {}\n", output, exit_code));
  fs::permissions(program, fs::perms::owner_all);
  return check_by_coq(directory.path(), instance, solved, program.string(), Budget());
}

std::string about(const std::string& other, const std::string& line) { return "instance " + other + "\n" + line; }

}  // namespace

TEST_CASE("a yes is a yes about our instance, with exit code 0 and the right theorem") {
  const VerifiedCheckResult yes = judged(about(instance, no_protocol), 0);
  CHECK(yes.status == Status::verified);
  CHECK(yes.words ==
        "Coq's checker: by a theorem about the definition of the model, no protocol solves this instance (3 lemmas)");
  CHECK(judged(about(instance, "s VERIFIED a protocol solves the instance (x)"), 0, true).status == Status::verified);
  for (const int code : {1, 2, 3, 7}) CHECK(judged(about(instance, no_protocol), code).status == Status::limit);
  CHECK(judged(about(instance, no_protocol), 0, true).status == Status::limit);
  CHECK(judged(about(instance, "s VERIFIED a protocol solves the instance (x)"), 0).status == Status::limit);
  CHECK(judged(about(instance, " " + no_protocol), 0).status == Status::limit);
}

TEST_CASE("a yes about another instance is a rejection") {
  CHECK(judged(about(instance + " ", no_protocol), 0).status == Status::rejected);
  CHECK(judged(about("", no_protocol), 0).status == Status::rejected);
  CHECK(judged(no_protocol, 0).status == Status::rejected);
  // The first instance counts, whatever is printed behind it.
  CHECK(judged(about("{}", about(instance, no_protocol)), 0).status == Status::rejected);
}

TEST_CASE("what is no yes keeps its reason") {
  const VerifiedCheckResult no = judged("s NOT VERIFIED the evidence was not accepted (3 lemmas)", 2);
  CHECK(no.status == Status::rejected);
  CHECK(no.words == "Coq's checker: the evidence was not accepted (3 lemmas)");
  const VerifiedCheckResult unable = judged("not checked: found an encoder", 3);
  CHECK(unable.status == Status::not_available);
  CHECK(unable.words == "Coq's checker: not checked: found an encoder");
  const VerifiedCheckResult broken = judged("arcsat-verify: found 'x', expected a number", 1);
  CHECK(broken.status == Status::limit);
  CHECK(broken.words == "Coq's checker: gave no answer: found 'x', expected a number");
  CHECK(judged("", 0).words == "Coq's checker: ended with exit code 0 and no answer");
  CHECK(check_by_coq(".", instance, false, "/nowhere/arcsat-verify", Budget()).status == Status::not_available);
}
