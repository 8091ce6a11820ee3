// The cells of an atlas in panels of rows and columns.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "check/atlas.hpp"
#include "report/plot.hpp"

namespace arcsat {

/// Panels by model, epochs and bits; in each a row for the sizes but q_L, and a column for each q_L.
class AtlasGrid {
 public:
  using RowKey = std::vector<std::uint32_t>;  // m, n, q_1 … q_{L-1}
  struct PanelKey {
    std::string model;
    int length;
    std::uint32_t bits;
    int epochs;
    friend auto operator<=>(const PanelKey&, const PanelKey&) = default;
  };
  using Row = std::map<std::uint32_t, const AtlasCell*>;
  using Panel = std::map<RowKey, Row>;

  /// The cells must outlive it.
  explicit AtlasGrid(const std::vector<AtlasCell>& cells);

  const std::map<PanelKey, Panel>& panels() const { return panels_; }
  /// "3" or "3; 2": the sizes of a row that vary.
  std::string row_label(const PanelKey& panel, const RowKey& row) const;
  /// Their names: "m" or "m; q_1". And a sentence's part with those that do not vary: "m and q_1 (n_1 = 1)".
  std::string row_names(int length) const;
  std::string row_words() const;

  /// One plot for each model and c, a line for each E; and for each model and E, along c, a line for some rows.
  std::vector<Plot> thresholds() const;
  std::vector<Plot> growth() const;

 private:
  bool varies(int length, std::size_t size) const;

  std::map<PanelKey, Panel> panels_;
  // By L: the least and the largest of each size of a row.
  std::map<int, std::pair<RowKey, RowKey>> spans_;
};

/// Of a row of cells, whose columns are sizes.
Threshold threshold_of(const AtlasGrid::Row& row);

}  // namespace arcsat
