#include "report/atlas_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "protocol/instance_file.hpp"
#include "report/words.hpp"

namespace arcsat {

namespace {

constexpr std::size_t most_lines = 6;

AtlasGrid::RowKey row_of(const Task& task) {
  AtlasGrid::RowKey row = {task.m()};
  row.insert(row.end(), task.n().begin(), task.n().end());
  row.insert(row.end(), task.q().begin(), task.q().end() - 1);
  return row;
}

std::string name_of_size(int length, std::size_t size) {
  if (size == 0) return "m";
  const auto queries = static_cast<std::size_t>(length - 1);
  return size <= queries ? fmt::format("n_{}", size) : fmt::format("q_{}", size - queries);
}

/// What plots are told apart by, and lines within one.
struct PlotKey {
  std::string model;
  int length;
  std::int64_t value;
  friend auto operator<=>(const PlotKey&, const PlotKey&) = default;
};

}  // namespace

Threshold threshold_of(const AtlasGrid::Row& row) {
  Threshold threshold;
  for (const auto& [size, cell] : row) {
    if (cell->verdict == Verdict::realizable) threshold.realizable = std::max(threshold.realizable, size);
    if (cell->verdict == Verdict::unrealizable && !threshold.refuted) threshold.refuted = size;
  }
  // What is open at the box's end is between the threshold and the end.
  if (!threshold.refuted && !row.empty() && row.rbegin()->second->verdict == Verdict::undecided) {
    threshold.refuted = row.rbegin()->first + 1;
  }
  return threshold;
}

AtlasGrid::AtlasGrid(const std::vector<AtlasCell>& cells) {
  for (const AtlasCell& cell : cells) {
    const Instance& instance = *cell.instance;
    const Task& task = instance.task();
    const RowKey row = row_of(task);
    std::string model = model_in_words(instance.model());
    // Each of those that have the same sizes as others is by itself.
    if (!sizes_say_all(instance)) model += ", instance " + sha256(canonical_json(instance)).substr(0, 12);
    const PanelKey panel = {std::move(model), task.length(), instance.model().bits_per_token, instance.epochs()};
    panels_[panel][row][task.answers()] = &cell;
    auto [span, fresh] = spans_.try_emplace(task.length(), row, row);
    for (std::size_t k = 0; k < row.size(); ++k) {
      span->second.first[k] = std::min(span->second.first[k], row[k]);
      span->second.second[k] = std::max(span->second.second[k], row[k]);
    }
  }
}

bool AtlasGrid::varies(int length, std::size_t size) const {
  const auto& [least, most] = spans_.at(length);
  return least[size] != most[size];
}

std::string AtlasGrid::row_label(const PanelKey& panel, const RowKey& row) const {
  std::vector<std::uint32_t> shown;
  for (std::size_t k = 0; k < row.size(); ++k) {
    if (varies(panel.length, k)) shown.push_back(row[k]);
  }
  return shown.empty() ? std::to_string(row.front()) : fmt::format("{}", fmt::join(shown, "; "));
}

std::string AtlasGrid::row_names(int length) const {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < spans_.at(length).first.size(); ++k) {
    if (varies(length, k)) names.push_back(name_of_size(length, k));
  }
  return names.empty() ? "m" : fmt::format("{}", fmt::join(names, "; "));
}

std::string AtlasGrid::row_words() const {
  std::vector<std::string> words;
  for (const auto& [length, span] : spans_) {
    std::vector<std::string> fixed;
    for (std::size_t k = 0; k < span.first.size(); ++k) {
      if (!varies(length, k)) fixed.push_back(fmt::format("{} = {}", name_of_size(length, k), span.first[k]));
    }
    words.push_back(fmt::format("{} where L = {}{}", row_names(length), length,
                                fixed.empty() ? "" : fmt::format(" (and {})", fmt::join(fixed, ", "))));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

std::vector<Plot> AtlasGrid::thresholds() const {
  std::map<PlotKey, std::map<int, const Panel*>> by_bits;
  for (const auto& [key, panel] : panels_) by_bits[{key.model, key.length, key.bits}][key.epochs] = &panel;
  std::vector<Plot> plots;
  for (const auto& [key, panels] : by_bits) {
    std::set<RowKey> rows;
    for (const auto& [epochs, panel] : panels) {
      for (const auto& [row, cells] : *panel) rows.insert(row);
    }
    Plot plot{.id = fmt::format("threshold-{}", plots.size()),
              .caption = fmt::format("{}, c = {}: the largest realizable q_{}", key.model, key.value, key.length),
              .x_axis = row_names(key.length),
              .y_axis = fmt::format("q_{}", key.length),
              .ticks = {},
              .lines = {}};
    for (const RowKey& row : rows) plot.ticks.push_back(row_label({key.model, key.length, 0, 0}, row));
    for (const auto& [epochs, panel] : panels) {
      if (plot.lines.size() == most_lines) break;
      Plot::Line line{fmt::format("E = {}", epochs), {}};
      for (const RowKey& row : rows) {
        const auto found = panel->find(row);
        line.points.push_back(found == panel->end() ? std::nullopt : std::optional(threshold_of(found->second)));
      }
      plot.lines.push_back(std::move(line));
    }
    plots.push_back(std::move(plot));
  }
  return plots;
}

std::vector<Plot> AtlasGrid::growth() const {
  std::map<PlotKey, std::map<std::uint32_t, const Panel*>> by_epochs;
  for (const auto& [key, panel] : panels_) by_epochs[{key.model, key.length, key.epochs}][key.bits] = &panel;
  std::vector<Plot> plots;
  for (const auto& [key, panels] : by_epochs) {
    if (panels.size() < 2) continue;
    std::vector<RowKey> rows;
    for (const auto& [row, cells] : *panels.begin()->second) rows.push_back(row);
    Plot plot{.id = fmt::format("growth-{}", plots.size()),
              .caption = fmt::format("{}, E = {}: the largest realizable q_{}", key.model, key.value, key.length),
              .x_axis = "c",
              .y_axis = fmt::format("q_{}", key.length),
              .ticks = {},
              .lines = {}};
    for (const auto& [bits, panel] : panels) plot.ticks.push_back(std::to_string(bits));
    const std::size_t lines = std::min(most_lines, rows.size());
    for (std::size_t k = 0; k < lines; ++k) {
      // Spread over the rows, the last among them.
      const RowKey& row = rows[(k + 1) * rows.size() / lines - 1];
      Plot::Line line{fmt::format("{} = {}", row_names(key.length), row_label({key.model, key.length, 0, 0}, row)), {}};
      for (const auto& [bits, panel] : panels) {
        const auto found = panel->find(row);
        line.points.push_back(found == panel->end() ? std::nullopt : std::optional(threshold_of(found->second)));
      }
      plot.lines.push_back(std::move(line));
    }
    plots.push_back(std::move(plot));
  }
  return plots;
}

}  // namespace arcsat
