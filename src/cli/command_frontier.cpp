#include <fmt/format.h>

#include <functional>

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
#include "survey/figure.hpp"

namespace arcsat::cli {

namespace {

/// The two members of a list with this between them; of an empty text, empty ones.
std::pair<std::string, std::string> two_of(const char* option, const std::string& text, const std::string& between) {
  if (text.empty()) return {};
  const std::size_t at = text.find(between);
  if (at == std::string::npos || text.find(between, at + between.size()) != std::string::npos) {
    CommandLine::reject(option, text, fmt::format("two, with \"{}\" between them", between));
  }
  return {text.substr(0, at), text.substr(at + between.size())};
}

std::string text_or_nothing(const CommandLine& line, const char* option) {
  return line.has(option) ? line.text(option) : "";
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

/// The thresholds along one size for each value of another.
class Finder {
 public:
  Finder(const CommandLine& line, std::string directory)
      : line_(line), directory_(std::move(directory)), options_(cell_options(line)) {}

  /// `vary` is SIZE,BY; `name` is what rows and bundles are called by, before their own value.
  Frontier find(const Instance& start, const std::string& vary, const std::string& name) {
    const auto [size, by] = two_of("vary", vary, ",");
    if (size == by) CommandLine::reject("vary", vary, "two different sizes");
    const Variation along(start, size);
    const Variation rows(start, by);
    const auto [from, from_row] = two_of("from", text_or_nothing(line_, "from"), ",");
    const auto [to, to_row] = two_of("to", text_or_nothing(line_, "to"), ",");
    Frontier frontier{along.size(), rows.size(), 0, 0, {}};
    std::tie(frontier.from, frontier.to) = range_of(along, from, to);
    const auto [first, last] = range_of(rows, from_row, to_row.empty() ? "8" : to_row);
    for (std::uint32_t value = first; value <= last; ++value) {
      const std::shared_ptr<const Instance> row = rows.at(value);
      const auto cell_at = [&](std::uint32_t other) { return along.at(*row, other); };
      frontier.rows.push_back({value, find_threshold(cell_at, frontier.from, frontier.to, options_, decided_,
                                                     [](std::uint32_t, const VariedCell&) {})});
      const Threshold& found = frontier.rows.back().threshold;
      if (!line_.has("json")) {
        print_line("{}{} = {}: {} {}", name, rows.size(), value, along.size(),
                   words_of(found, frontier.from, frontier.to));
        flush_output();
      }
      if (directory_.empty()) continue;
      const std::string begin = fmt::format("{}{}={},{}", name, by, value, size);
      write_sides(found, cell_at, begin);
      written_.push_back(row_of(found, row, along.size(), {frontier.from, frontier.to},
                                [&](std::uint32_t other) { return fmt::format("{}={}", begin, other); }));
    }
    return frontier;
  }

  /// What says which bundles in the directory are whose.
  void finish() const {
    if (!directory_.empty()) write_rows(directory_, written_);
  }

 private:
  void write_sides(const Threshold& found, const std::function<std::shared_ptr<const Instance>(std::uint32_t)>& cell_at,
                   const std::string& name) const {
    for (const auto& [value, cell] : found.cells) {
      const bool side = value == found.realizable || value == found.unrealizable;
      if (found.ease ? !side : cell.verdict == Verdict::undecided) continue;
      write_cell(fmt::format("{}/{}={}", directory_, name, value), cell_at(value), cell);
    }
  }

  const CommandLine& line_;
  std::string directory_;
  DecideOptions options_;
  DecidedCells decided_;
  std::vector<std::optional<ThresholdRow>> written_;
};

std::string words_of_task(const Instance& start) {
  const Task& task = start.task();
  std::string text = fmt::format("{}: L = {}, m = {}", name_of(start.model()), task.length(), task.m());
  for (std::size_t k = 0; k < task.n().size(); ++k) text += fmt::format(", n{} = {}", k + 1, task.n()[k]);
  for (std::size_t k = 0; k < task.q().size(); ++k) text += fmt::format(", q{} = {}", k + 1, task.q()[k]);
  return text + ", unless it varies";
}

/// A panel for each --vary, a curve for each value of --curves.
int draw_figure(const CommandLine& line, const Instance& start, Finder& finder) {
  const auto [curves, range] = two_of("curves", text_or_nothing(line, "curves"), "=");
  const auto [first, last] = two_of("curves", range, "..");
  if (first.empty() || last.empty()) {
    CommandLine::reject("curves", text_or_nothing(line, "curves"), "a size and its values, as in E=1..4");
  }
  const Variation lines(start, curves);
  const auto [from, to] = range_of(lines, first, last);
  Figure figure{words_of_task(start), curves, {}, {}};
  for (std::uint32_t value = from; value <= to; ++value) figure.values.push_back(value);
  bool open = false;
  for (const std::string& vary : line.texts("vary")) {
    figure.panels.emplace_back();
    for (const std::uint32_t value : figure.values) {
      figure.panels.back().push_back(finder.find(*lines.at(value), vary, fmt::format("{}={},", curves, value)));
      open = open || figure.panels.back().back().open();
    }
  }
  finder.finish();
  write_file(line.text("figure"), svg_of(figure));
  if (line.has("csv")) write_file(line.text("csv"), csv_of(figure));
  return open ? exit_open : 0;
}

int run_frontier(const Words& words) {
  CommandLine line("frontier", "frontier INSTANCE --vary SIZE,BY [--from A,B] [--to A,B] [OPTIONS]",
                   "Finds where the verdict changes along one size, for each value of another. Exit code 0: no cell is "
                   "open; 4: some are.");
  add_instance_options(line);
  add_run_options(line);
  line.repeatable("vary",
                  "two of c, E, m, n1 …, q1 …, thoughts, thought-bits: along which, and for each value of which; with "
                  "--figure several times");
  line.option("from", "the first values (default: the least there are)");
  line.option("to", "the last values (default: as in least, but 8 for the second)");
  line.option("out", "write the bundles of the cells on both sides there");
  line.option("csv", "write a line for each cell to this file; with --figure for each threshold");
  line.option("latex", "write a tabular to this file");
  line.option("svg", "write a picture to this file");
  line.option("figure", "write a figure to this file: the threshold against each second size, a panel each");
  line.option("curves", "with --figure: of what each value has a curve, as E=1..4");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  const std::vector<std::string> varied = line.texts("vary");
  if (varied.empty()) throw InputError("found no --vary, expected two sizes, as in --vary m,q1");
  const bool figure = line.has("figure");
  if (figure != line.has("curves")) throw InputError("found one of --figure and --curves, expected both");
  if (varied.size() > 1 && !figure) {
    throw InputError(
        "found --vary more than once, expected one with two sizes, as in --vary m,q1; several with --figure only");
  }
  for (const char* alone : {"latex", "svg", "json"}) {
    if (figure && line.has(alone)) throw InputError(fmt::format("found --{} and --figure, expected one", alone));
  }
  const std::shared_ptr<const Instance> start = instance_of(line);
  const std::string directory = text_or_nothing(line, "out");
  require_free_directory(line, directory);
  for (const char* file : {"csv", "latex", "svg", "figure"}) {
    if (line.has(file)) require_file_place(line.text(file));
  }
  Finder finder(line, directory);
  if (figure) return draw_figure(line, *start, finder);
  const Frontier frontier = finder.find(*start, varied.front(), "");
  finder.finish();
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
