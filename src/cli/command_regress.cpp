#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/commands.hpp"
#include "cli/run_options.hpp"
#include "survey/regress.hpp"

namespace arcsat::cli {

namespace {

int run_regress(const Words& words) {
  using Outcome = RegressionCase::Outcome;
  CommandLine line("regress", "regress PATH… [--junit FILE] [OPTIONS]",
                   "Decides every instance under PATH that has an [expect] table; exit code 0 only if all match.");
  add_run_options(line);
  line.option("junit", "write the results as JUnit XML");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, SIZE_MAX)) return 0;
  const DecideOptions options = run_options(line);
  if (line.positionals().empty()) throw InputError("found no path, expected arcsat regress PATH…");
  // Tried before the work, so that it is not lost to a place that cannot be written.
  if (line.has("junit")) require_file_place(line.text("junit"));
  const std::vector<Found> found = walk(line.positionals(), instances());
  if (found.size() == 1 && found.front().kind != Found::Kind::sought) {
    const Found& only = found.front();
    throw InputError(fmt::format("{}: found {}, expected {}", only.path, only.what, instances().name));
  }
  const bool json = line.has("json");
  const std::vector<RegressionCase> cases = regress(found, options, [&](const RegressionCase& one) {
    if (json) return;
    print_line(
        "{:<10} {}: {} ({:.2f} s){}", to_string(one.outcome), one.path, one.found, one.seconds,
        one.outcome == Outcome::mismatch || one.outcome == Outcome::undecided ? ", expected " + one.expected : "");
    flush_output();
  });
  const auto count = [&](Outcome outcome) {
    return std::count_if(cases.begin(), cases.end(), [&](const auto& one) { return one.outcome == outcome; });
  };
  const auto matched = count(Outcome::match);
  const auto not_judged = count(Outcome::not_judged);
  const auto unusable = count(Outcome::unusable);
  const auto skipped = count(Outcome::skipped);
  const auto judged = static_cast<std::ptrdiff_t>(cases.size()) - not_judged - unusable - skipped;
  if (json) {
    Json list = Json::array();
    for (const RegressionCase& one : cases) {
      list.push_back({{"path", one.path},
                      {"outcome", to_string(one.outcome)},
                      {"expected", one.expected},
                      {"found", one.found},
                      {"seconds", one.seconds}});
    }
    const Json out = {{"format", "arcsat-regression"},
                      {"version", 1},
                      {"interrupted", interrupted.load()},
                      {"matched", matched},
                      {"judged", judged},
                      {"not_judged", not_judged},
                      {"unusable", unusable},
                      {"skipped", skipped},
                      {"cases", std::move(list)}};
    arcsat::print_json(out);
  } else {
    print_line("{} of {} matched{}{}{}", matched, judged,
               not_judged == 0 ? "" : fmt::format(", {} without [expect] not judged", not_judged),
               unusable == 0 ? "" : fmt::format(", {} unusable", unusable),
               skipped == 0 ? "" : fmt::format(", {} skipped", skipped));
  }
  // After the printing: a place that fails in the end does not take the outcomes with it.
  if (line.has("junit")) write_junit(cases, line.text("junit"));
  if (interrupted) {
    print_error_line("arcsat: interrupted after {} of {}", judged + not_judged, cases.size());
    return 2;
  }
  if (judged == 0) throw InputError("found no instance with an [expect] table, expected at least one");
  if (matched != judged) return 2;
  return unusable == 0 ? 0 : 1;
}

}  // namespace

const Command regress_command = {"regress", "decide every instance under a path and compare with what it expects",
                                 run_regress};

}  // namespace arcsat::cli
