#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
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

int run_table(const Words& words) {
  CommandLine line("table", "table PATH… [-o FILE] [--unchecked] [--json]",
                   "Judges the certificate bundles below each PATH anew and writes a Markdown table of them. Exit code "
                   "0 only if all hold, 2 if one does not.");
  line.option("output,o", "file to write; - (default) for standard output");
  line.flag("check", "compare with FILE instead of writing it; exit code 2 if it is out of date");
  line.flag("unchecked", "read the certificates only; the table says so");
  line.flag("json", "one JSON object instead of Markdown");
  if (!line.parse(words, SIZE_MAX)) return 0;
  const std::vector<std::string>& paths = line.positionals();
  if (paths.empty()) throw InputError("found no directory, expected arcsat table PATH…");
  const std::string path = line.has("output") ? line.text("output") : "-";
  if (line.has("check") && path == "-") throw InputError("found --check without -o, expected a file to compare with");
  if (path != "-" && !line.has("check")) require_file_place(path);
  const Judging judging = line.has("unchecked") ? Judging::unchecked : Judging::checked;
  const std::vector<Found> found = walk_for(paths, bundles());
  for (const Found& one : found) {
    if (one.kind == Found::Kind::skipped) print_error_line("{}", line_of(one, bundles()));
  }
  const std::vector<TableRow> rows = table_rows(found, judging);
  const std::string table = line.has("json") ? json_table(rows, found, judging)
                                             : markdown_table(rows, judging, paths.size() == 1 ? paths.front() : "");
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
