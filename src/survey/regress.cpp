#include "survey/regress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <pugixml.hpp>
#include <sstream>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

using Outcome = RegressionCase::Outcome;

RegressionCase run_case(const std::string& path, const DecideOptions& options) {
  RegressionCase result;
  result.path = path;
  const auto started = Clock::now();
  try {
    const auto instance = std::make_shared<const Instance>(read_instance(path));
    if (!instance->expectation()) {
      result.outcome = Outcome::not_judged;
      result.found = "no [expect] table";
      return result;
    }
    result.expected = to_string(instance->expectation()->verdict);
    const Decision decision = decide(instance, options);
    result.found = verdict_words(decision);
    switch (decision.verdict) {
      case Verdict::realizable:
      case Verdict::unrealizable:
        result.outcome = decision.verdict == instance->expectation()->verdict ? Outcome::match : Outcome::mismatch;
        break;
      case Verdict::undecided:
        result.outcome = interrupted ? Outcome::skipped : Outcome::undecided;
        result.found += ": " + decision.reason;
        break;
    }
  } catch (const std::exception& error) {
    result.outcome = Outcome::error;
    result.found = error.what();
  }
  result.seconds = seconds_since(started);
  return result;
}

RegressionCase case_of(const Found& found, const DecideOptions& options) {
  switch (found.kind) {
    case Found::Kind::sought:
      if (!interrupted) return run_case(found.path, options);
      return {.path = found.path, .outcome = Outcome::skipped, .expected = "", .found = "not run: interrupted"};
    case Found::Kind::skipped:
      return {.path = found.path, .outcome = Outcome::skipped, .expected = "", .found = found.what};
    case Found::Kind::unusable:
      return {.path = found.path,
              .outcome = Outcome::unusable,
              .expected = "",
              .found = fmt::format("found {}, expected {}", found.what, instances().name)};
  }
  throw InternalError("a kind of found things without a case");
}

}  // namespace

std::string to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::match:
      return "match";
    case Outcome::mismatch:
      return "mismatch";
    case Outcome::undecided:
      return "undecided";
    case Outcome::error:
      return "error";
    case Outcome::unusable:
      return "unusable";
    case Outcome::not_judged:
      return "not judged";
    case Outcome::skipped:
      return "skipped";
  }
  throw InternalError("an outcome without a name");
}

const Sought& instances() {
  static const Sought sought = {.name = "an instance or a directory",
                                .file =
                                    [](const std::string& name) {
                                      std::string ending = std::filesystem::path(name).extension().string();
                                      for (char& letter : ending) {
                                        if (letter >= 'A' && letter <= 'Z')
                                          letter = static_cast<char>(letter - 'A' + 'a');
                                      }
                                      return ending == ".toml";
                                    },
                                .directory = {}};
  return sought;
}

std::vector<RegressionCase> regress(const std::vector<Found>& found, const DecideOptions& options,
                                    const std::function<void(const RegressionCase&)>& report) {
  std::vector<RegressionCase> cases;
  for (const Found& one : found) {
    cases.push_back(case_of(one, options));
    report(cases.back());
  }
  return cases;
}

void write_junit(const std::vector<RegressionCase>& cases, const std::string& path) {
  pugi::xml_document document;
  pugi::xml_node suite = document.append_child("testsuites").append_child("testsuite");
  suite.append_attribute("name") = "arcsat regress";
  const auto count = [&](std::initializer_list<Outcome> outcomes) {
    return std::count_if(cases.begin(), cases.end(), [&](const RegressionCase& one) {
      return std::find(outcomes.begin(), outcomes.end(), one.outcome) != outcomes.end();
    });
  };
  double seconds = 0;
  for (const RegressionCase& one : cases) seconds += one.seconds;
  suite.append_attribute("tests") = cases.size();
  suite.append_attribute("failures") = static_cast<long long>(count({Outcome::mismatch, Outcome::undecided}));
  suite.append_attribute("errors") = static_cast<long long>(count({Outcome::error, Outcome::unusable}));
  suite.append_attribute("skipped") = static_cast<long long>(count({Outcome::not_judged, Outcome::skipped}));
  suite.append_attribute("time") = fmt::format("{:.3f}", seconds).c_str();
  for (const RegressionCase& one : cases) {
    pugi::xml_node node = suite.append_child("testcase");
    const std::filesystem::path file(one.path);
    node.append_attribute("classname") = for_xml(file.parent_path().string()).c_str();
    node.append_attribute("name") = for_xml(file.stem().string()).c_str();
    node.append_attribute("time") = fmt::format("{:.3f}", one.seconds).c_str();
    const std::string found = for_xml(one.found);
    const std::string words = fmt::format("expected {}, found {}", one.expected, found);
    switch (one.outcome) {
      case Outcome::match:
        break;
      case Outcome::mismatch:
      case Outcome::undecided:
        node.append_child("failure").append_attribute("message") = words.c_str();
        break;
      case Outcome::error:
      case Outcome::unusable:
        node.append_child("error").append_attribute("message") = found.c_str();
        break;
      case Outcome::not_judged:
      case Outcome::skipped:
        node.append_child("skipped").append_attribute("message") = found.c_str();
        break;
    }
  }
  std::ostringstream text;
  document.save(text, "  ");
  write_file(path, text.str());
}

}  // namespace arcsat
