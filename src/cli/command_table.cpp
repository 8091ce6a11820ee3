#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/report.hpp"
#include "cli/command_check.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"

namespace arcsat::cli {

namespace {

Json json_row(const TableRow& row) {
  if (!row.certificate) return {{"bundle", row.path}, {"fault", row.fault}};
  Json out = {{"bundle", row.path},
              {"verdict", to_string(row.certificate->verdict())},
              {"statement", row.certificate->statement},
              {"method", row.certificate->method()}};
  if (const auto& solved = row.certificate->solved) {
    out["formula"] = {{"variables", solved->variables}, {"clauses", solved->clauses}};
    out["engine"] = {{"name", solved->engine}, {"version", solved->engine_version}};
  }
  out["bytes"] = row.bytes;
  out["instance"] = Json::parse(row.certificate->instance);
  out["evidence"] = row.certificate->kind->name;
  return out;
}

std::string json_table(const std::vector<TableRow>& rows, const std::vector<Found>& found, Judging judging) {
  Json list = Json::array();
  Json skipped = Json::array();
  for (const TableRow& row : rows) list.push_back(json_row(row));
  for (const Found& one : found) {
    if (one.kind == Found::Kind::skipped) skipped.push_back({{"path", one.path}, {"what", one.what}});
  }
  const Json out = {{"format", "arcsat-table"},
                    {"version", 1},
                    {"checked", judging == Judging::checked},
                    {"rows", std::move(list)},
                    {"skipped", std::move(skipped)}};
  return out.dump(2, Json::Characters::ascii) + "\n";
}

std::string format_of(const CommandLine& line) {
  if (!line.has("format")) return line.has("json") ? "json" : "markdown";
  const std::string& format = line.text("format");
  if (line.has("json") && format != "json") {
    throw InputError(fmt::format("found both --json and --format {}, expected one of the two", in_quotes(format)));
  }
  for (const char* known : {"markdown", "csv", "latex", "json"}) {
    if (format == known) return format;
  }
  CommandLine::reject("format", format, "markdown, csv, latex or json");
}

std::string text_of(const std::vector<TableRow>& rows, const std::vector<Found>& found, Judging judging,
                    const std::string& format, const std::string& base) {
  if (format == "json") return json_table(rows, found, judging);
  if (format == "csv") return csv_table(rows, judging, base);
  if (format == "latex") return latex_table(rows, judging, base);
  return markdown_table(rows, judging, base);
}

int run_table(const Words& words) {
  CommandLine line(
      "table", "table PATH… [-o FILE] [--format markdown|csv|latex|json] [--unchecked]",
      "Judges the certificate bundles below each PATH anew and writes a table of them. Exit code 0 only if "
      "all hold, 2 if one does not.");
  line.option("output,o", "file to write; - (default) for standard output");
  line.flag("check", "compare with FILE instead of writing it; exit code 2 if it is out of date");
  line.flag("unchecked", "read the certificates only; the table says so");
  line.option("format", "markdown (default), csv, latex or json");
  line.flag("json", "the same as --format json");
  if (!line.parse(words, SIZE_MAX)) return 0;
  const std::vector<std::string>& paths = line.positionals();
  if (paths.empty()) throw InputError("found no directory, expected arcsat table PATH…");
  const std::string path = line.has("output") ? line.text("output") : "-";
  if (line.has("check") && path == "-") throw InputError("found --check without -o, expected a file to compare with");
  if (path != "-" && !line.has("check")) require_file_place(path);
  const std::string format = format_of(line);
  const Judging judging = line.has("unchecked") ? Judging::unchecked : Judging::checked;
  const std::vector<Found> found = walk_for(paths, bundles());
  for (const Found& one : found) {
    if (one.kind == Found::Kind::skipped) print_error_line("{}", line_of(one, bundles()));
  }
  const std::vector<TableRow> rows = table_rows(found, judging);
  const std::string table = text_of(rows, found, judging, format, paths.size() == 1 ? paths.front() : "");
  if (line.has("check")) {
    constexpr std::uint64_t most_bytes = std::uint64_t{1} << 28;
    if (read_file(path, most_bytes) != table) throw CheckFailed(fmt::format("{}: is out of date", path));
  } else if (path == "-") {
    print(table);
  } else {
    write_file(path, table);
  }
  const auto unusable =
      std::count_if(found.begin(), found.end(), [](const Found& one) { return one.kind == Found::Kind::unusable; });
  const auto faults = std::count_if(rows.begin(), rows.end(), [](const TableRow& row) { return !row.certificate; });
  if (faults > unusable) throw CheckFailed(fmt::format("{} of {} rows have no verdict", faults, rows.size()));
  return unusable == 0 ? 0 : 1;
}

}  // namespace

const Command table_command = {"table", "write a table of certificate bundles", run_table};

}  // namespace arcsat::cli
