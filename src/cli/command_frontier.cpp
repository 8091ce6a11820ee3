#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "cli/run_options.hpp"
#include "cli/varied_cells.hpp"
#include "protocol/instance_file.hpp"
#include "run/frontier.hpp"

namespace arcsat::cli {

namespace {

/// The two members of a comma list; of an option that was not given, empty ones.
std::pair<std::string, std::string> two_of(const CommandLine& line, const char* option) {
  if (!line.has(option)) return {};
  const std::string& text = line.text(option);
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos || text.find(',', comma + 1) != std::string::npos) {
    CommandLine::reject(option, text, "two, with a comma between them");
  }
  return {text.substr(0, comma), text.substr(comma + 1)};
}

struct Picture {
  const char* option;
  std::string (*text)(const Frontier&);
};
constexpr Picture pictures[] = {{"csv", csv_of}, {"latex", latex_of}, {"svg", svg_of}};

Json rows_of(const Frontier& frontier) {
  Json rows = Json::array();
  for (const Frontier::Row& row : frontier.rows) {
    Json cells = Json::array();
    for (std::uint32_t value = frontier.from; value <= frontier.to; ++value) {
      cells.push_back(
          {{"value", value}, {"verdict", to_string(Frontier::verdict(row, value))}, {"by", Frontier::how(row, value)}});
    }
    rows.push_back({{"value", row.value}, {"order", row.threshold.rules}, {"cells", std::move(cells)}});
  }
  return rows;
}

int run_frontier(const Words& words) {
  CommandLine line("frontier", "frontier INSTANCE --vary SIZE,BY [--from A,B] [--to A,B] [OPTIONS]",
                   "Finds where the verdict changes along one size, for each value of another. Exit code 0: no cell is "
                   "open; 4: some are.");
  add_instance_options(line);
  add_run_options(line);
  line.option("vary", "two of c, E, m, n1 …, q1 …, thoughts, thought-bits: along which, and for each value of which");
  line.option("from", "the first values (default: the least there are)");
  line.option("to", "the last values (default: as in least, but 8 for the second)");
  line.option("out", "write the bundles of the cells on both sides there");
  line.option("csv", "write a line for each cell to this file");
  line.option("latex", "write a tabular to this file");
  line.option("svg", "write a picture to this file");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  if (!line.has("vary")) throw InputError("found no --vary, expected two sizes");
  const std::shared_ptr<const Instance> start = instance_of(line);
  const auto [size, by] = two_of(line, "vary");
  if (size == by) CommandLine::reject("vary", line.text("vary"), "two different sizes");
  const Variation along(*start, size);
  const Variation rows(*start, by);
  const auto [from, from_row] = two_of(line, "from");
  const auto [to, to_row] = two_of(line, "to");
  Frontier frontier{along.size(), rows.size(), 0, 0, {}};
  std::tie(frontier.from, frontier.to) = range_of(along, from, to);
  const auto [first, last] = range_of(rows, from_row, to_row.empty() ? "8" : to_row);
  const std::string directory = line.has("out") ? line.text("out") : "";
  require_free_directory(line, directory);
  for (const Picture& picture : pictures) {
    if (line.has(picture.option)) require_file_place(line.text(picture.option));
  }
  const DecideOptions options = cell_options(line);
  DecidedCells decided;
  for (std::uint32_t value = first; value <= last; ++value) {
    const std::shared_ptr<const Instance> row = rows.at(value);
    const auto cell_at = [&](std::uint32_t other) { return along.at(*row, other); };
    frontier.rows.push_back({value, find_threshold(cell_at, frontier.from, frontier.to, options, decided,
                                                   [](std::uint32_t, const VariedCell&) {})});
    const Threshold& found = frontier.rows.back().threshold;
    if (!line.has("json")) {
      print_line("{} = {}: {} {}", rows.size(), value, along.size(), words_of(found, frontier.from, frontier.to));
      flush_output();
    }
    if (directory.empty()) continue;
    for (const auto& [other, cell] : found.cells) {
      const bool side = other == found.realizable || other == found.unrealizable;
      if (found.ease ? !side : cell.verdict == Verdict::undecided) continue;
      write_cell(fmt::format("{}/{}={},{}={}", directory, rows.size(), value, along.size(), other), cell_at(other),
                 cell);
    }
  }
  for (const Picture& picture : pictures) {
    if (line.has(picture.option)) write_file(line.text(picture.option), picture.text(frontier));
  }
  if (line.has("json")) {
    arcsat::print_json({{"format", "arcsat-frontier"},
                        {"version", 1},
                        {"instance", Json::parse(canonical_json(*start))},
                        {"along", frontier.size},
                        {"by", frontier.by},
                        {"rows", rows_of(frontier)}});
  }
  return frontier.open() ? exit_open : 0;
}

}  // namespace

const Command frontier_command = {"frontier", "find where the verdict changes over two sizes", run_frontier};

}  // namespace arcsat::cli
