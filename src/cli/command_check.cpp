#include "cli/command_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "check/atlas.hpp"
#include "check/check.hpp"
#include "check/separation.hpp"
#include "check/thresholds.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/corollary_json.hpp"

namespace arcsat::cli {

namespace {

void print_report(const std::string& bundle, const CheckReport& report, bool quiet) {
  print_line("{}: {}: {}.", bundle, to_string(report.certificate.verdict()), report.statement);
  if (quiet) return;
  if (report.corollary) print_line("  {}.", report.corollary->sentence);
  for (const std::string& line : report.done) print_line("  {}", line);
}

Json json_report(const std::string& bundle, const CheckReport& report) {
  Json json = {{"bundle", bundle},
               {"holds", true},
               {"verdict", to_string(report.certificate.verdict())},
               {"statement", report.statement}};
  if (report.corollary) json["transformers"] = json_of(*report.corollary);
  json["verified"] = report.verified;
  json["done"] = report.done;
  return json;
}

/// Judges an atlas, prints or returns what it proves.
void judge_atlas(const std::string& directory, const CheckOptions& options, const Budget& budget, Json* reports) {
  const AtlasReport report = check_atlas(directory, options, budget);
  if (reports == nullptr) {
    print_line("{}: atlas: {}.", directory, report.words());
    return;
  }
  reports->push_back({{"atlas", directory},
                      {"holds", true},
                      {"realizable", report.realizable},
                      {"unrealizable", report.unrealizable},
                      {"open", report.undecided},
                      {"bundles", report.bundles},
                      {"derived", report.derived},
                      {"replayed", report.replayed}});
}

void judge_thresholds(const std::string& directory, const CheckOptions& options, const Budget& budget, Json* reports) {
  const ThresholdsReport report = check_thresholds(directory, options, budget);
  if (reports == nullptr) {
    print_line("{}: thresholds: {}.", directory, report.words());
    return;
  }
  reports->push_back({{"thresholds", directory},
                      {"holds", true},
                      {"rows", report.rows.size()},
                      {"bundles", report.bundles},
                      {"open", report.open}});
}

/// Judges a separation, prints or returns what it proves.
void judge_separation(const std::string& directory, const CheckOptions& options, const Budget& budget, bool quiet,
                      Json* reports) {
  const Separation separation = check_separation(directory, options, budget);
  if (reports != nullptr) {
    reports->push_back({{"separation", directory},
                        {"holds", true},
                        {"differs", to_string(separation.difference)},
                        {"sentence", separation.sentence},
                        {"impossible", json_report(directory + "/impossible", separation.impossible)},
                        {"possible", json_report(directory + "/possible", separation.possible)}});
    return;
  }
  print_line("{}: separation ({}): {}.", directory, to_string(separation.difference), separation.sentence);
  if (quiet) return;
  for (const CheckReport* side : {&separation.impossible, &separation.possible}) {
    print_line("  {}: {}.", to_string(side->certificate.verdict()), side->statement);
    for (const std::string& done : side->done) print_line("    {}", done);
  }
}

}  // namespace

void add_check_options(CommandLine& line) {
  line.option("with",
              "coq: also run arcsat-verify, extracted from a Coq proof about the definition of the model; acl2: ACL2's "
              "formally verified LRAT checker");
  line.flag("require-verified", "fail unless one of the two accepted each refutation");
  line.option("size-limit", "most MiB of a file, uncompressed (default 4096)");
  line.option("image-directory", "where ACL2's saved image is kept (default: the user's cache)");
}

CheckOptions check_options_of(const CommandLine& line) {
  CheckOptions options;
  if (line.has("with")) {
    const std::string_view with = line.text("with");
    options.with_coq = with == "coq" || with == "coq,acl2";
    options.with_acl2 = with == "acl2" || with == "coq,acl2";
    if (!options.with_coq && !options.with_acl2)
      CommandLine::reject("with", line.text("with"), "coq, acl2 or coq,acl2");
  }
  options.require_verified = line.has("require-verified");
  constexpr std::int64_t most_mebibytes = std::int64_t{1} << 32;
  if (const auto limit = line.integer("size-limit", 1, most_mebibytes)) {
    options.most_bytes = static_cast<std::uint64_t>(*limit) << 20;
  }
  if (line.has("image-directory")) options.image_directory = line.text("image-directory");
  return options;
}

int run_check(const std::vector<std::string>& words) {
  CommandLine line("check", "check BUNDLE… [--with coq|acl2|coq,acl2] [--require-verified] [OPTIONS]",
                   "Judges certificate bundles anew, without any solver. Exit code 0 only if all hold, 2 if one does "
                   "not.");
  add_check_options(line);
  line.option("time-limit", "wall-clock seconds for each bundle");
  line.flag("json", "print one JSON object");
  line.flag("quiet", "one line for each bundle");
  if (!line.parse(words, SIZE_MAX)) return 0;
  if (line.positionals().empty()) throw InputError("found no bundle, expected arcsat check BUNDLE…");
  const CheckOptions options = check_options_of(line);
  const std::optional<double> seconds = parse_time_limit(line);
  std::size_t failed = 0;
  Json reports = Json::array();
  Json skipped = Json::array();
  std::size_t judged = 0;
  std::size_t unusable = 0;
  for (const Found& found : walk_for(line.positionals(), all_that_is_judged())) {
    const std::string& bundle = found.path;
    const std::string words_on_it = line_of(found, bundles());
    switch (found.kind) {
      case Found::Kind::skipped:
        print_error_line("{}", words_on_it);
        skipped.push_back({{"path", bundle}, {"what", found.what}});
        continue;
      case Found::Kind::unusable:
        ++unusable;
        print_error_line("arcsat: {}", words_on_it);
        reports.push_back({{"bundle", bundle}, {"holds", false}, {"why", words_on_it}});
        continue;
      case Found::Kind::sought:
        break;
    }
    ++judged;
    const auto reject = [&](const std::string& why) {
      ++failed;
      if (line.has("json")) reports.push_back({{"bundle", bundle}, {"holds", false}, {"why", why}});
      print_error_line("arcsat: check failed: {}", why);
    };
    try {
      if (is_atlas(bundle)) {
        judge_atlas(bundle, options, Budget(seconds, std::nullopt), line.has("json") ? &reports : nullptr);
        continue;
      }
      if (is_thresholds(bundle)) {
        judge_thresholds(bundle, options, Budget(seconds, std::nullopt), line.has("json") ? &reports : nullptr);
        continue;
      }
      if (is_separation(bundle)) {
        judge_separation(bundle, options, Budget(seconds, std::nullopt), line.has("quiet"),
                         line.has("json") ? &reports : nullptr);
        continue;
      }
      const CheckReport report = check_bundle(bundle, options, Budget(seconds, std::nullopt));
      if (line.has("json")) {
        reports.push_back(json_report(bundle, report));
      } else {
        print_report(bundle, report, line.has("quiet"));
      }
    } catch (const CheckFailed& error) {
      reject(error.what());
    } catch (const InputError& error) {
      reject(error.what());  // in a bundle, what is malformed does not hold
    } catch (const std::filesystem::filesystem_error& error) {
      reject(words_of(error));
    } catch (const LimitReached& limit) {
      reject(fmt::format("{}: not checked to the end: {}", bundle, limit.what()));
    }
  }
  if (line.has("json")) {
    const Json out = {{"format", "arcsat-check"},
                      {"version", 1},
                      {"bundles", judged},
                      {"failed", failed},
                      {"unusable", unusable},
                      {"reports", std::move(reports)},
                      {"skipped", std::move(skipped)}};
    arcsat::print_json(out);
  } else if (judged > 1) {
    print_line("{} of {} bundles hold", judged - failed, judged);
  }
  if (failed > 0) return 2;
  return unusable == 0 ? 0 : 1;
}

std::vector<Found> walk_for(const std::vector<std::string>& paths, const Sought& what) {
  std::vector<Found> found = walk(paths, what);
  const auto sought = [](const Found& one) { return one.kind == Found::Kind::sought; };
  if (std::any_of(found.begin(), found.end(), sought)) return found;
  if (found.size() == 1) {
    const Found& only = found.front();
    throw InputError(fmt::format("{}: found {}, expected {}", only.path, only.what, bundles().name));
  }
  for (const Found& one : found) print_error_line("{}", line_of(one, bundles()));
  throw InputError(fmt::format("found nothing that could be judged, expected {}", bundles().name));
}

const Command check_command = {"check", "judge certificate bundles anew, without any solver", run_check};

}  // namespace arcsat::cli
