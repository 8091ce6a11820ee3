#include <fmt/format.h>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "check/separation.hpp"
#include "cli/command_check.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace arcsat::cli {

namespace {

int run_report(const Words& words) {
  CommandLine line(
      "report", "report PATH… -o DIR [--with coq|acl2|coq,acl2] [OPTIONS]",
      "Judges the bundles, separations and atlases below each PATH anew, as check does, and writes HTML pages "
      "about them that need no network. Exit code 0 only if all hold, 2 if one does not; then its page says "
      "so.");
  line.option("output,o", "directory of the pages: new, empty, or an older report");
  add_check_options(line);
  line.option("time-limit", "wall-clock seconds for each bundle");
  line.flag("json", "print report.json, too, as one JSON object");
  line.flag("quiet", "print nothing but faults");
  if (!line.parse(words, SIZE_MAX)) return 0;
  if (line.positionals().empty()) throw InputError("found no path, expected arcsat report PATH… -o DIR");
  if (!line.has("output")) throw InputError("found no -o, expected the directory of the pages");
  const std::string directory = line.text("output");
  require_report_place(directory);
  const CheckOptions options = check_options_of(line);
  const std::optional<double> seconds = parse_time_limit(line);
  const std::vector<Found> found = walk_for(line.positionals(), bundles_and_separations());
  for (const Found& one : found) {
    if (one.kind == Found::Kind::skipped) print_error_line("{}", line_of(one, bundles()));
  }
  const ReportSummary summary = write_report(found, directory, options, seconds);
  for (const std::string& why : summary.unusable) print_error_line("arcsat: {}", why);
  for (const std::string& why : summary.failed) print_error_line("arcsat: check failed: {}", why);
  if (line.has("json")) {
    arcsat::print_json(summary.json);
  } else if (!line.has("quiet")) {
    print_line("{} of {} hold; {} pages, {}: {}/index.html", summary.judged - summary.failed.size(), summary.judged,
               summary.pages, bytes_in_words(summary.bytes), directory);
  }
  if (!summary.failed.empty()) return 2;
  return summary.unusable.empty() ? 0 : 1;
}

}  // namespace

const Command report_command = {"report", "write pages about bundles, separations and atlases", run_report};

}  // namespace arcsat::cli
