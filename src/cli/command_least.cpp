#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "cli/run_options.hpp"
#include "cli/varied_cells.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

/// The sentence about the threshold.
std::string threshold_words(const std::string& size, const Threshold& found, std::uint32_t from, std::uint32_t to) {
  const bool easier = found.ease == Ease::larger_is_easier;
  const char* word = easier ? "least" : "largest";
  if (found.open()) {
    const std::string known =
        found.realizable ? fmt::format("{} is realizable", *found.realizable) : std::string("none was realized");
    const std::string refuted =
        found.unrealizable ? fmt::format("{} is unrealizable", *found.unrealizable) : std::string("none was refuted");
    return fmt::format("{} {} that is realizable: open {}…{} ({}, {})", word, size, found.open_from, found.open_to,
                       known, refuted);
  }
  if (!found.realizable) return fmt::format("{} {} that is realizable: none of {}…{}", word, size, from, to);
  if (!found.unrealizable) {
    return fmt::format("{} {} that is realizable: {}, as all of {}…{} are", word, size, *found.realizable, from, to);
  }
  return fmt::format("{} {} that is realizable: {} ({} is unrealizable)", word, size, *found.realizable,
                     *found.unrealizable);
}

std::string rest_words(const std::string& size, const Threshold& found) {
  const bool easier = found.ease == Ease::larger_is_easier;
  return fmt::format("by the order ({}) a larger {} is {}, so that the verdicts on all others follow", found.rules,
                     size, easier ? "easier" : "harder");
}

int run_least(const Words& words) {
  CommandLine line("least", "least INSTANCE --vary SIZE [--from A] [--to B] [--out DIR] [OPTIONS]",
                   "Finds where the verdict changes along one size, with both sides certified. Exit code 0: nothing "
                   "between them is open; 4: something is.");
  add_instance_options(line);
  add_run_options(line);
  line.option("vary", "c, E, m, n1 …, q1 …, thoughts or thought-bits");
  line.option("from", "the first value (default: the least there is)");
  line.option("to", "the last value (default: 64 for sizes of the task, L + 2 for E and thoughts, else 16)");
  line.option("out", "write the bundles of both sides there, as possible and impossible");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  if (!line.has("vary")) throw InputError("found no --vary, expected a size");
  const std::shared_ptr<const Instance> start = instance_of(line);
  const Variation variation(*start, line.text("vary"));
  const auto [from, to] =
      range_of(variation, line.has("from") ? line.text("from") : "", line.has("to") ? line.text("to") : "");
  const std::string directory = line.has("out") ? line.text("out") : "";
  require_free_directory(line, directory);
  DecideOptions options = cell_options(line);
  const bool json = line.has("json");
  DecidedCells decided;
  const auto report = [&](std::uint32_t value, const VariedCell& cell) {
    if (!json && !line.has("quiet")) {
      print_error_line("{} = {}: {} ({})", variation.size(), value, to_string(cell.verdict), cell.how);
    }
  };
  const Threshold found =
      find_threshold([&](std::uint32_t value) { return variation.at(value); }, from, to, options, decided, report);
  bool open = found.open();
  for (const auto& [value, cell] : found.cells) open = open || (!found.ease && cell.verdict == Verdict::undecided);
  Json cells = Json::array();
  for (const auto& [value, cell] : found.cells) cells.push_back(json_of_cell(value, cell));
  if (json) {
    Json out = {{"format", "arcsat-least"}, {"version", 1}, {"instance", Json::parse(canonical_json(*start))},
                {"vary", variation.size()}, {"from", from}, {"to", to},
                {"order", found.rules}};
    if (found.ease) {
      out["larger_is"] = found.ease == Ease::larger_is_easier ? "easier" : "harder";
      if (found.realizable) out["realizable"] = *found.realizable;
      if (found.unrealizable) out["unrealizable"] = *found.unrealizable;
      if (found.open()) out["open"] = {found.open_from, found.open_to};
    }
    out["cells"] = std::move(cells);
    arcsat::print_json(out);
  } else if (found.ease) {
    print_line("{}", threshold_words(variation.size(), found, from, to));
    for (const auto& side : {found.realizable, found.unrealizable}) {
      if (side)
        print_cell(fmt::format("{} = {}", variation.size(), *side), found.cells.at(*side), *variation.at(*side));
    }
    print_line("{}", rest_words(variation.size(), found));
  } else {
    print_line("no threshold: the order does not say whether a larger {} is easier or harder; cell by cell:",
               variation.size());
    for (const auto& [value, cell] : found.cells) {
      print_cell(fmt::format("{} = {}", variation.size(), value), cell, *variation.at(value));
    }
  }
  if (!directory.empty()) {
    const auto bundle_of = [&](std::uint32_t value) { return value == found.realizable ? "possible" : "impossible"; };
    write_rows(directory, {row_of(found, start, variation.size(), {from, to}, bundle_of)});
    for (const auto& [value, cell] : found.cells) {
      const bool side = value == found.realizable || value == found.unrealizable;
      if (found.ease ? !side : cell.verdict == Verdict::undecided) continue;
      const std::string name = !found.ease                           ? fmt::format("{}={}", variation.size(), value)
                               : cell.verdict == Verdict::realizable ? "possible"
                                                                     : "impossible";
      write_cell(fmt::format("{}/{}", directory, name), variation.at(value), cell);
      if (!json) print_line("bundle: {}/{}", directory, name);
    }
  }
  return open ? exit_open : 0;
}

}  // namespace

const Command least_command = {"least", "find where the verdict changes along one size", run_least};

}  // namespace arcsat::cli
