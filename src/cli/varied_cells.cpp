#include "cli/varied_cells.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "base/standard_streams.hpp"
#include "cli/run_options.hpp"
#include "evidence/bundle_place.hpp"
#include "evidence/evidence.hpp"

namespace arcsat::cli {

namespace {

namespace fs = std::filesystem;

constexpr double seconds_for_a_cell = 60;
constexpr std::int64_t largest_value = 0x7fffffff;

}  // namespace

std::pair<std::uint32_t, std::uint32_t> range_of(const Variation& variation, const std::string& from,
                                                 const std::string& to) {
  const auto bound = [&](const char* option, const std::string& text, std::uint32_t otherwise, std::uint32_t least) {
    if (text.empty()) return otherwise;
    return static_cast<std::uint32_t>(parse_integer(option, text, least, largest_value));
  };
  const std::uint32_t first = bound("from", from, variation.least(), variation.least());
  return {first, bound("to", to, std::max(first, variation.usual_end()), first)};
}

void require_free_directory(const CommandLine& line, const std::string& directory) {
  if (line.has("out") && directory.empty()) CommandLine::reject("out", directory, "a directory");
  if (directory.empty()) return;
  std::error_code error;
  const fs::file_type type = fs::symlink_status(directory, error).type();
  const bool free = type == fs::file_type::not_found ||
                    (type == fs::file_type::directory && fs::is_empty(directory, error) && !error);
  if (!free) CommandLine::reject("out", directory, "nothing or an empty directory there");
  require_bundle_place(directory);
}

DecideOptions cell_options(const CommandLine& line) {
  if (line.has("no-certify")) throw InputError("found --no-certify, expected both sides to be certified");
  DecideOptions options = run_options(line);
  if (!options.time_limit_seconds) options.time_limit_seconds = seconds_for_a_cell;
  // A terminal would see lines that come and go with the cells; who asks for lines gets those of each cell.
  if (options.progress != Progress::Mode::verbose) options.progress = Progress::Mode::never;
  options.smaller_evidence = line.has("out");
  return options;
}

Json json_of_cell(std::uint32_t value, const VariedCell& cell) {
  Json out = {
      {"value", value}, {"verdict", to_string(cell.verdict)}, {"how", cell.how}, {"derived", cell.rule.has_value()}};
  out["seconds"] = cell.seconds;
  return out;
}

void print_cell(const std::string& name, const VariedCell& cell, const Instance& instance) {
  print_line("{}: {}: {} ({})", name, to_string(cell.verdict), statement(instance, cell.verdict), cell.how);
}

std::optional<ThresholdRow> row_of(const Threshold& found, const std::shared_ptr<const Instance>& start,
                                   const std::string& size, std::pair<std::uint32_t, std::uint32_t> range,
                                   const std::function<std::string(std::uint32_t)>& name) {
  if (!found.ease) return std::nullopt;
  ThresholdRow row{start, size, range.first, range.second, *found.ease == Ease::larger_is_easier, {}, {}};
  if (found.realizable) row.realizable = {*found.realizable, name(*found.realizable)};
  if (found.unrealizable) row.unrealizable = {*found.unrealizable, name(*found.unrealizable)};
  return row;
}

void write_rows(const std::string& directory, const std::vector<std::optional<ThresholdRow>>& rows) {
  std::vector<ThresholdRow> all;
  for (const std::optional<ThresholdRow>& row : rows) {
    if (!row) return;
    all.push_back(*row);
  }
  fs::create_directories(directory);
  write_file((fs::path(directory) / thresholds_file).string(), thresholds_json(all));
}

void write_cell(const std::string& directory, const std::shared_ptr<const Instance>& instance, const VariedCell& cell) {
  fs::create_directories(fs::path(directory).parent_path());
  if (!cell.rule) {
    write_bundle(directory, *instance, cell.evidence->decision);
    return;
  }
  const PrivateDirectory place;
  const std::string base = (place.path() / "base").string();
  write_bundle(base, *cell.evidence->instance, cell.evidence->decision);
  const Evidence evidence = derive(instance, {base}, Budget());
  write_bundle(directory, *instance, evidence, std::nullopt, std::string(kind_of(evidence).argued_as), {});
}

}  // namespace arcsat::cli
