#include "certify/verified_check.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "../../formula.hpp"
#include "base/budget.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/external_program.hpp"
#include "certify/lrat_check.hpp"
#include "clrat_bytes.hpp"

using namespace arcsat;
using namespace arcsat::test;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

using Status = VerifiedCheckResult::Status;

const std::string square_cnf = "p cnf 2 4\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n";

/// A directory for one test, with the files that most tests need.
struct Desk {
  Desk() {
    write_file(path("f.cnf"), square_cnf);
    write_file(path("p.clrat"), clrat_bytes(square_proof));
  }

  std::string path(const std::string& name) const { return (directory.path() / name).string(); }

  PrivateDirectory directory;
};

/// Stands in for acl2: makes an image that passes the test of images and then, with any other proof, runs `behaviour`.
struct Impostor : Desk {
  explicit Impostor(const std::string& behaviour) {
    write_file(path("acl2"),
               "#!/bin/sh\nif ! grep -q save-exec; then echo ' + ACL2 Version 0.0 +'; exit 0; fi\n"
               "cat > lrat-checker <<'END'\n#!/bin/sh\necho 'ACL2 Version 0.0'\n"
               "case $(wc -c < proof.clrat) in\n"
               "5) echo 's FAILED'; exit 1;;\n"
               "6) tail -n +2 formula.cnf > refuted; echo 's VERIFIED'; exit 0;;\n"
               "esac\n" +
                   behaviour + "\nEND\nchmod 755 lrat-checker\n");
    fs::permissions(path("acl2"), fs::perms::owner_all);
  }

  VerifiedCheckResult check(const Budget& budget = Budget()) const {
    return check_verified(path("f.cnf"), path("p.clrat"), checker(), budget);
  }
  VerifiedChecker checker() const { return {path("acl2"), path("cache")}; }
};

bool told_to_do_without_acl2() {
  const char* told = std::getenv("ARCSAT_WITHOUT_ACL2");
  return told != nullptr && told == "1"s;
}

/// What ACL2 says. Fails where there is no ACL2: a check that is left out must not look like one that was passed.
VerifiedCheckResult ask_acl2(const Formula& formula, const std::string& proof, const Budget& budget = Budget()) {
  VerifiedCheckResult result = check_verified(formula, source_of(proof), "p", VerifiedChecker(), budget);
  if (result.status == Status::not_available) {
    FAIL(result.words << "; set ARCSAT_WITHOUT_ACL2=1 to run the other tests without it");
  }
  return result;
}

}  // namespace

TEST_CASE("verified_check: ACL2 accepts refutations and rejects others") {
  if (told_to_do_without_acl2()) {
    MESSAGE("not checked: ARCSAT_WITHOUT_ACL2 is set, so ACL2's verified checker is not tested");
    return;
  }
  const VerifiedCheckResult accepted = ask_acl2(formula_of(2, square), square_proof);
  CHECK(accepted.status == Status::verified);
  CHECK(accepted.words.find("formally verified LRAT checker accepts the refutation") != std::string::npos);

  const Clauses rat_example = {{1, 2, -3},   {-1, -2, 3}, {2, 3, -4},  {-2, -3, 4}, {1, 3, 4},
                               {-1, -3, -4}, {-1, 2, 4},  {1, -2, -4}, {1, -5}};
  const std::string rat_proof =
      "10 -1 5 0 -1 6 7 -5 7 2 -8 2 6 -9 0\n"
      "10 d 9 0\n"
      "11 -1 0 -1 6 7 -5 7 2 -8 2 6 0\n"
      "13 2 0 11 1 5 3 0\n"
      "14 0 11 13 8 5 4 0\n";
  CHECK(ask_acl2(formula_of(5, rat_example), rat_proof).status == Status::verified);

  struct Rejection {
    const char* what;
    std::string proof;
    const char* why;
  };
  const std::vector<Rejection> rejections = {
      {"a literal is flipped", "5 -2 0 1 2 0\n", "that clause is not a unit"},
      {"a step is dropped", "6 1 0 5 3 0\n7 0 6 5 4 0\n", "no formula was found for that index"},
      {"a hint is dropped", "5 2 0 2 0\n6 0 5 0\n", "The RAT check has failed for proof clause #5"},
      {"a hint to a deleted clause", "5 2 0 1 2 0\n5 d 1 0\n6 1 0 1 3 0\n", "that clause had been deleted"},
      {"no empty clause", "5 2 0 1 2 0\n", "does not contain the empty clause"},
      {"an empty clause out of nothing", "5 0 0\n", "which is the empty clause"},
      {"an empty proof", "", "Zero-length file"},
  };
  for (const Rejection& rejection : rejections) {
    CAPTURE(rejection.what);
    const VerifiedCheckResult result = ask_acl2(formula_of(2, square), rejection.proof);
    CHECK(result.status == Status::rejected);
    CAPTURE(result.words);
    CHECK(result.words.find(rejection.why) != std::string::npos);
  }
  // A formula that its reader would misread.
  const VerifiedCheckResult empty =
      check_verified(formula_of(1, {{1}, {}}), source_of(""), "p", VerifiedChecker(), Budget());
  CHECK(empty.status == Status::not_available);
  CHECK(empty.words.find("holds the empty clause") != std::string::npos);
  // What its input rules exclude.
  CHECK(ask_acl2(formula_of(1, {{1, 1}, {-1}}), "3 0 1 2 0\n").status == Status::rejected);
  CHECK(ask_acl2(formula_of(1, {{1, -1}, {1}, {-1}}), "4 0 2 3 0\n").status == Status::rejected);
}

TEST_CASE("verified_check: ACL2 sees the formula that we see, or it is rejected") {
  if (told_to_do_without_acl2()) {
    MESSAGE("not checked: ARCSAT_WITHOUT_ACL2 is set, so ACL2's verified checker is not tested");
    return;
  }
  const Desk desk;
  const auto status = [&](const std::string& dimacs) {
    write_file(desk.path("f \"1\\;~$(x)'.cnf"), dimacs);
    return check_verified(desk.path("f \"1\\;~$(x)'.cnf"), desk.path("p.clrat"), VerifiedChecker(), Budget()).status;
  };
  CHECK(status(square_cnf) == Status::verified);
  CHECK(status("c 1 x1\nc p cnf 1 1\n" + square_cnf) == Status::verified);
  // ACL2's reader takes the 1 and skips the 2 of such a clause; it then refutes another formula.
  CHECK(status("p cnf 2 6\n1\n2 0\n-1 0\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n") == Status::rejected);
  write_file(desk.path("p.clrat"), "a\6\0\2\4\0"s);
  CHECK(status("p cnf 2 2\n1\n2 0\n-1 0\n") == Status::rejected);
  CHECK(status("p cnf 2 2\n1 0\n-1 0\n") == Status::verified);
}

TEST_CASE("verified_check: ACL2 and our checker agree on a proof in several pieces") {
  if (told_to_do_without_acl2()) {
    MESSAGE("not checked: ARCSAT_WITHOUT_ACL2 is set, so ACL2's verified checker is not tested");
    return;
  }
  // All 2^n clauses over n variables, refuted level by level; ACL2 reads a million bytes at a time.
  constexpr int n = 15;
  Clauses clauses;
  const auto clause = [](int length, int signs) {
    std::vector<int> literals;
    for (int v = 1; v <= length; ++v) literals.push_back((signs >> (length - v) & 1) != 0 ? -v : v);
    return literals;
  };
  for (int signs = 0; signs < 1 << n; ++signs) clauses.push_back(clause(n, signs));
  const Formula formula = formula_of(n, clauses);
  std::string proof;
  std::int64_t parents = 1;
  std::int64_t id = 1 << n;
  for (int length = n - 1; length >= 0; --length) {
    const std::int64_t first = id + 1;
    for (int signs = 0; signs < 1 << length; ++signs) {
      const std::int64_t parent = parents + std::int64_t{2} * signs;
      proof += std::to_string(++id);
      for (const int literal : clause(length, signs)) proof += fmt::format(" {}", literal);
      proof += fmt::format(" 0 {} {} 0\n", parent, parent + 1);
      if (length > 0) proof += fmt::format("{} d {} {} 0\n", id, parent, parent + 1);
    }
    parents = first;
  }
  CHECK(check_lrat(formula, proof, "p", Budget()).lemmas == (1 << n) - 1);
  CHECK(ask_acl2(formula, proof).status == Status::verified);
  // One lemma of the last piece gone.
  const std::size_t line = proof.rfind('\n', proof.size() - 200) + 1;
  proof.erase(line, proof.find('\n', proof.find('\n', line) + 1) + 1 - line);
  CHECK_THROWS_AS(check_lrat(formula, proof, "p", Budget()), CheckFailed);
  CHECK(ask_acl2(formula, proof).status == Status::rejected);
}

TEST_CASE("verified_check: without ACL2 the answer says what to install") {
  const Desk desk;
  for (const std::string& name : {"no-such-program"s, desk.path("acl2"), desk.path("f.cnf")}) {
    const VerifiedCheckResult result =
        check_verified(desk.path("f.cnf"), desk.path("p.clrat"), {name, desk.path("cache")}, Budget());
    CHECK(result.status == Status::not_available);
    CHECK(result.words.find("not checked: " + name + " is not installed") == 0);
    CHECK(result.words.find("acl2-books-certs") != std::string::npos);
  }
  // An acl2 without its books makes no image.
  write_file(desk.path("acl2"), "#!/bin/sh\ncat\necho 'ACL2 Error in ( INCLUDE-BOOK ...):  There is no file'\n");
  fs::permissions(desk.path("acl2"), fs::perms::owner_all);
  const VerifiedCheckResult result =
      check_verified(desk.path("f.cnf"), desk.path("p.clrat"), {desk.path("acl2"), desk.path("cache")}, Budget());
  CHECK(result.status == Status::not_available);
  CHECK(result.words.find("cannot be made ready (ACL2 Error in ( INCLUDE-BOOK ...):  There is no file)") !=
        std::string::npos);
  CHECK(fs::is_empty(desk.path("cache")));
}

TEST_CASE("verified_check: only exit code 0, the exact line and the same formula verify") {
  const std::string refuted = "tail -n +2 formula.cnf > refuted\n";
  const auto status = [](const std::string& behaviour) { return Impostor(behaviour).check().status; };
  CHECK(status(refuted + "echo 's VERIFIED'\nexit 0") == Status::verified);
  CHECK(status(refuted + "echo 's VERIFIED'\nexit 7") == Status::limit);
  CHECK(status(refuted + "echo 's VERIFIED'\nexit 1") == Status::limit);
  CHECK(status(refuted + "echo 's VERIFIED'\nkill -9 $$") == Status::limit);
  CHECK(status(refuted + "echo 's VERIFIED '") == Status::limit);
  CHECK(status(refuted + "echo ' s VERIFIED'") == Status::limit);
  CHECK(status(refuted + "echo 'ACL2 !>s VERIFIED'") == Status::limit);
  CHECK(status(refuted + "echo 's NOT VERIFIED'") == Status::limit);
  CHECK(status(refuted + "exit 0") == Status::limit);
  CHECK(status(refuted + "echo 's FAILED'\nexit 1") == Status::rejected);
  CHECK(status(refuted + "echo 'HARD ACL2 ERROR in X:  no'\necho 's VERIFIED'\nexit 0") == Status::limit);
  CHECK(status(refuted + "echo 'HARD ACL2 ERROR in X:  no'\nexit 7") == Status::rejected);
  CHECK(status("echo 's VERIFIED'") == Status::limit);
  CHECK(status("tail -n +3 formula.cnf > refuted\necho 's VERIFIED'") == Status::rejected);
  CHECK(status("head -n -1 formula.cnf | tail -n +2 > refuted\necho 's VERIFIED'") == Status::rejected);
  CHECK(status("sed 1d formula.cnf | sed 's/^-//' > refuted\necho 's VERIFIED'") == Status::rejected);
  CHECK(status(": > refuted\necho 's VERIFIED'") == Status::rejected);
  CHECK(status(refuted + "echo 5 0 >> refuted\necho 's VERIFIED'") == Status::rejected);
}

TEST_CASE("verified_check: an image that accepts anything is not kept") {
  const Impostor impostor("exit 0");
  std::string script = read_file(impostor.path("acl2"));
  const std::string failing = "echo 's FAILED'; exit 1";
  script.replace(script.find(failing), failing.size(), "tail -n +2 formula.cnf > refuted; echo 's VERIFIED'; exit 0");
  write_file(impostor.path("acl2"), script);
  fs::permissions(impostor.path("acl2"), fs::perms::owner_all);
  CHECK(impostor.check().status == Status::not_available);
  CHECK(fs::is_empty(impostor.path("cache")));
}

TEST_CASE("verified_check: the image is made once, and not where others can write") {
  const Impostor impostor("tail -n +2 formula.cnf > refuted\necho 's VERIFIED'");
  CHECK(impostor.check().status == Status::verified);
  const auto images = [&] {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(impostor.path("cache"))) found.push_back(entry.path());
    return found;
  };
  REQUIRE(images().size() == 1);
  const auto made = fs::last_write_time(images()[0] / "lrat-checker");
  CHECK(impostor.check().status == Status::verified);
  CHECK(images().size() == 1);
  CHECK(fs::last_write_time(images()[0] / "lrat-checker") == made);
  fs::permissions(impostor.path("cache"), fs::perms::others_write, fs::perm_options::add);
  CHECK_THROWS_AS(impostor.check(), Error);
}

TEST_CASE("verified_check: two who make the image at once do not disturb each other") {
  const Impostor impostor("tail -n +2 formula.cnf > refuted\necho 's VERIFIED'");
  std::atomic<int> verified{0};
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int k = 0; k < 4; ++k) {
    threads.emplace_back([&] { verified += impostor.check().status == Status::verified ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(verified == 4);
}

TEST_CASE("verified_check: the environment of the caller does not reach the checker") {
  setenv("LRAT_CHUNK_SIZE", "0", 1);
  setenv("ACL2_CUSTOMIZATION", "/tmp/mine.lsp", 1);
  const Impostor impostor(
      "[ -z \"$LRAT_CHUNK_SIZE\" ] && [ \"$ACL2_CUSTOMIZATION\" = NONE ] && [ \"$HOME\" = \"$PWD\" ] &&\n"
      "tail -n +2 formula.cnf > refuted && echo 's VERIFIED'");
  CHECK(impostor.check().status == Status::verified);
  unsetenv("LRAT_CHUNK_SIZE");
  unsetenv("ACL2_CUSTOMIZATION");
}

TEST_CASE("verified_check: at the time limit and at an interrupt the checker and its children end") {
  const Impostor impostor("sleep 60 & echo $$ $! > \"$(dirname \"$(readlink proof.clrat)\")/pids\"\nwait");
  const auto children_are_gone = [&] {
    const std::string pids = read_file(impostor.path("pids"));
    const auto gone = [](const std::string& pid) {
      const int number = std::stoi(pid);
      // A zombie that its new parent has yet to collect is gone, too.
      for (int tries = 0; tries < 100; ++tries) {
        if (kill(number, 0) != 0) return true;
        const std::string state = fs::exists("/proc/" + pid) ? read_file("/proc/" + pid + "/stat") : ") Z";
        if (state.find(") Z") != std::string::npos) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
      return false;
    };
    const std::size_t space = pids.find(' ');
    return gone(pids.substr(0, space)) && gone(pids.substr(space + 1, pids.size() - space - 2));
  };
  CHECK(impostor.check(Budget(0.0, {})).words == "not checked: time limit of 0 s reached");
  // The image first: it must not eat up the limit.
  write_file(impostor.path("wrong"), "a\6\0\2\0"s);
  CHECK(check_verified(impostor.path("f.cnf"), impostor.path("wrong"), impostor.checker(), Budget()).status ==
        Status::rejected);
  const VerifiedCheckResult late = impostor.check(Budget(3.0, {}));
  CHECK(late.status == Status::limit);
  CHECK(late.words == "not checked: time limit of 3 s reached");
  CHECK(children_are_gone());

  fs::remove(impostor.path("pids"));
  std::thread user([&] {
    while (!fs::exists(impostor.path("pids"))) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    interrupted = true;
  });
  const VerifiedCheckResult stopped = impostor.check();
  user.join();
  interrupted = false;
  CHECK(stopped.status == Status::limit);
  CHECK(stopped.words == "not checked: interrupted");
  CHECK(children_are_gone());
}

TEST_CASE("verified_check: the memory limit is the checker's") {
  const Impostor impostor("ulimit -v > \"$(dirname \"$(readlink proof.clrat)\")/limit\"");
  const VerifiedCheckResult result = impostor.check(Budget({}, 512));
  CHECK(read_file(impostor.path("limit")) == "524288\n");
  CHECK(result.status == Status::limit);
  CHECK(result.words.find("is the memory limit too low?") != std::string::npos);
}

TEST_CASE("verified_check: a missing file is an error") {
  const Impostor impostor("exit 0");
  const std::string missing = impostor.path("missing");
  CHECK_THROWS_WITH_AS(check_verified(missing, impostor.path("p.clrat"), impostor.checker(), Budget()),
                       (missing + ": found no file").c_str(), InputError);
  CHECK_THROWS_WITH_AS(check_verified(impostor.path("f.cnf"), missing, impostor.checker(), Budget()),
                       (missing + ": found no file").c_str(), InputError);
}

TEST_CASE("verified_check: nothing is left behind in the temporary directory") {
  const Desk desk;
  const std::string before = fs::temp_directory_path().string();
  const Impostor impostor("tail -n +2 formula.cnf > refuted\necho 's VERIFIED'");
  setenv("TMPDIR", desk.directory.path().c_str(), 1);
  CHECK(check_verified(formula_of(2, square), source_of(square_proof), "p", impostor.checker(), Budget()).status ==
        Status::verified);
  CHECK_THROWS_AS(check_verified(formula_of(2, square), source_of("x"), "p", impostor.checker(), Budget()),
                  CheckFailed);
  setenv("TMPDIR", before.c_str(), 1);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(desk.directory.path())) files += entry.exists() ? 1 : 0;
  CHECK(files == 2);  // the desk's own
}
