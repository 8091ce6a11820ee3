// What `least` and `frontier` share: ranges, cells as words, JSON and bundles.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "check/thresholds.hpp"
#include "cli/command_line.hpp"
#include "survey/threshold.hpp"

namespace arcsat::cli {

/// Something was left open.
constexpr int exit_open = 4;

/// From two options' texts, either of which may be empty. Throws InputError.
std::pair<std::uint32_t, std::uint32_t> range_of(const Variation& variation, const std::string& from,
                                                 const std::string& to);

/// Throws InputError unless nothing or an empty directory is there; an empty name is none.
void require_free_directory(const CommandLine& line, const std::string& directory);

/// The run options, certified, with a minute for each cell unless the user says otherwise.
DecideOptions cell_options(const CommandLine& line);

Json json_of_cell(std::uint32_t value, const VariedCell& cell);
void print_cell(const std::string& name, const VariedCell& cell, const Instance& instance);

/// The row of a threshold in the directory that holds its bundles, `name` being the directory of a value's bundle. None if the
/// order says nothing of the size.
std::optional<ThresholdRow> row_of(const Threshold& found, const std::shared_ptr<const Instance>& start,
                                   const std::string& size, std::pair<std::uint32_t, std::uint32_t> range,
                                   const std::function<std::string(std::uint32_t)>& name);
/// Writes thresholds.json beside the bundles, unless one of the rows is none: then each is judged by itself.
void write_rows(const std::string& directory, const std::vector<std::optional<ThresholdRow>>& rows);

/// A bundle of a cell with a verdict: its own evidence, or a derivation that holds the bundle of what it follows from.
void write_cell(const std::string& directory, const std::shared_ptr<const Instance>& instance, const VariedCell& cell);

}  // namespace arcsat::cli
