#include "survey/regress.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>

#include "base/error.hpp"
#include "base/file.hpp"

using namespace arcsat;

namespace {

using Outcome = RegressionCase::Outcome;

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    path_ = (std::filesystem::temp_directory_path() / "arcsat-regress-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// L = 1, m = 2 in the paper shape, one epoch: realizable from c = 2 on.
std::string instance_text(int bits_per_token, const std::string& expected) {
  std::string text = "format = \"arcsat-instance\"\nversion = 1\n[task]\nL = 1\nm = 2\n[model]\nepochs = 1\n";
  text += fmt::format("bits_per_token = {}\n", bits_per_token);
  if (!expected.empty()) text += fmt::format("[expect]\nverdict = \"{}\"\n", expected);
  return text;
}

DecideOptions quiet() {
  DecideOptions options;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 60;
  return options;
}

/// A directory with one instance for every outcome but undecided.
void fill(const TemporaryDirectory& directory) {
  std::filesystem::create_directories(directory / "theme/deep");
  write_file(directory / "yes.toml", instance_text(2, "realizable"));
  write_file(directory / "theme/no.toml", instance_text(1, "unrealizable"));
  write_file(directory / "theme/deep/wrong <&>.toml", instance_text(2, "unrealizable"));
  write_file(directory / "bad.toml", "format = \"arcsat-instance\"\nversion = 2\n");
  write_file(directory / "silent.toml", instance_text(2, ""));
  write_file(directory / "notes.txt", "no instance");
}

/// The paths of the instances that a walk finds.
std::vector<std::string> instance_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const Found& one : walk(paths, instances())) {
    if (one.kind == Found::Kind::sought) files.push_back(one.path);
  }
  return files;
}

}  // namespace

TEST_CASE("regress: the files under a path, sorted, each once") {
  const TemporaryDirectory directory;
  fill(directory);
  const std::vector<std::string> all = {directory / "bad.toml", directory / "silent.toml",
                                        directory / "theme/deep/wrong <&>.toml", directory / "theme/no.toml",
                                        directory / "yes.toml"};
  CHECK(instance_files({directory.path()}) == all);
  CHECK(instance_files({directory / "yes.toml", directory / "theme"}) ==
        std::vector<std::string>{all[4], all[2], all[3]});
  CHECK(instance_files({directory / "yes.toml", directory / "yes.toml"}).size() == 1);
  // A file that is named is taken whatever its name.
  CHECK(instance_files({directory / "notes.txt"}).size() == 1);
  CHECK(instance_files({}).empty());
  CHECK(walk({directory / "none"}, instances()).front().kind == Found::Kind::unusable);
}

TEST_CASE("regress: match, mismatch, error, not judged, undecided") {
  const TemporaryDirectory directory;
  fill(directory);
  std::vector<std::string> reported;
  auto cases = regress(walk({directory.path()}, instances()), quiet(),
                       [&](const RegressionCase& one) { reported.push_back(one.path); });
  REQUIRE(cases.size() == 6);
  CHECK(reported[1] == directory / "notes.txt");
  CHECK(cases[1].outcome == Outcome::skipped);
  CHECK(cases[1].found == "a file");
  cases.erase(cases.begin() + 1);

  CHECK(cases[0].outcome == Outcome::error);
  CHECK(cases[0].found == directory / "bad.toml:2:11: found the integer 2, expected the integer 1");
  CHECK(cases[0].expected.empty());
  CHECK(cases[1].outcome == Outcome::not_judged);
  CHECK(cases[1].found == "no [expect] table");
  CHECK(cases[2].outcome == Outcome::mismatch);
  CHECK(cases[2].expected == "unrealizable");
  CHECK(cases[2].found == "realizable");
  CHECK(cases[3].outcome == Outcome::match);
  CHECK(cases[3].found == "unrealizable");
  CHECK(cases[4].outcome == Outcome::match);
  CHECK(cases[4].expected == "realizable");
  CHECK(cases[4].found == "realizable");
  CHECK(cases[4].seconds > 0);

  DecideOptions no_time = quiet();
  no_time.time_limit_seconds = 0;
  const auto undecided = regress(walk({directory / "yes.toml"}, instances()), no_time, [](const RegressionCase&) {});
  REQUIRE(undecided.size() == 1);
  CHECK(undecided[0].outcome == Outcome::undecided);
  CHECK(undecided[0].found == "undecided: time limit of 0 s reached");
}

TEST_CASE("regress: a file that is gone is an error of its case, not of the run") {
  const TemporaryDirectory directory;
  fill(directory);
  std::vector<Found> found = walk({directory / "gone.toml", directory / "yes.toml"}, instances());
  found.push_back({Found::Kind::sought, directory / "vanished.toml", ""});
  const auto cases = regress(found, quiet(), [](const RegressionCase&) {});
  REQUIRE(cases.size() == 3);
  CHECK(cases[0].outcome == Outcome::unusable);
  CHECK(cases[1].outcome == Outcome::match);
  CHECK(cases[2].outcome == Outcome::error);
}

TEST_CASE("regress: after an interrupt the rest is skipped") {
  const TemporaryDirectory directory;
  fill(directory);
  std::vector<Outcome> outcomes;
  const auto cases = regress(walk({directory.path()}, instances()), quiet(), [&](const RegressionCase& one) {
    outcomes.push_back(one.outcome);
    if (outcomes.size() == 3) interrupted = true;
  });
  interrupted = false;
  CHECK(outcomes == std::vector<Outcome>{Outcome::error, Outcome::skipped, Outcome::not_judged, Outcome::skipped,
                                         Outcome::skipped, Outcome::skipped});
  CHECK(cases.back().found == "not run: interrupted");
}

TEST_CASE("regress: outcomes have names") {
  CHECK(to_string(Outcome::match) == "match");
  CHECK(to_string(Outcome::mismatch) == "mismatch");
  CHECK(to_string(Outcome::undecided) == "undecided");
  CHECK(to_string(Outcome::error) == "error");
  CHECK(to_string(Outcome::unusable) == "unusable");
  CHECK(to_string(Outcome::not_judged) == "not judged");
  CHECK(to_string(Outcome::skipped) == "skipped");
}

TEST_CASE("regress: JUnit XML with the right counts") {
  const TemporaryDirectory directory;
  const std::vector<RegressionCase> cases = {
      {"a/yes.toml", Outcome::match, "realizable", "realizable", 0.25},
      {"a/also.toml", Outcome::match, "unrealizable", "unrealizable", 0.5},
      {"b/wrong <&>\".toml", Outcome::mismatch, "unrealizable", "realizable", 1},
      {"b/slow.toml", Outcome::undecided, "realizable", "undecided: time limit of 1 s reached", 1},
      {"b/worse.toml", Outcome::undecided, "realizable", "undecided: interrupted", 0},
      {"bad.toml", Outcome::error, "", "bad.toml:1:1: found <nothing>, expected \"much\"", 0},
      {"silent.toml", Outcome::not_judged, "", "no [expect] table", 0},
      {"later.toml", Outcome::skipped, "", "not run: interrupted", 0},
      {"gone.toml", Outcome::unusable, "", "found a link that leads nowhere, expected an instance", 0},
  };
  write_junit(cases, directory / "junit.xml");
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_file((directory / "junit.xml").c_str());
  REQUIRE(parsed);
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  CHECK(suite.attribute("name").value() == std::string("arcsat regress"));
  CHECK(suite.attribute("tests").as_int() == 9);
  CHECK(suite.attribute("failures").as_int() == 3);
  CHECK(suite.attribute("errors").as_int() == 2);
  CHECK(suite.attribute("skipped").as_int() == 2);
  CHECK(suite.attribute("time").value() == std::string("2.750"));
  CHECK(suite.select_nodes("testcase").size() == 9);
  CHECK(suite.select_nodes("testcase/failure").size() == 3);
  CHECK(suite.select_nodes("testcase/error").size() == 2);
  CHECK(suite.select_nodes("testcase/skipped").size() == 2);
  CHECK(suite.select_nodes("testcase[not(*)]").size() == 2);
  const pugi::xml_node wrong = suite.select_node("testcase[failure]").node();
  CHECK(wrong.attribute("classname").value() == std::string("b"));
  CHECK(wrong.attribute("name").value() == std::string("wrong <&>\""));
  CHECK(wrong.attribute("time").value() == std::string("1.000"));
  CHECK(wrong.child("failure").attribute("message").value() == std::string("expected unrealizable, found realizable"));
  CHECK(suite.select_node("testcase/error").node().attribute("message").value() == cases[5].found);

  write_junit({}, directory / "junit.xml");
  REQUIRE(document.load_file((directory / "junit.xml").c_str()));
  CHECK(document.child("testsuites").child("testsuite").attribute("tests").as_int(-1) == 0);
  CHECK_THROWS_AS(write_junit(cases, directory / "none/junit.xml"), Error);
}
