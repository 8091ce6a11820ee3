#include "report/atlas_page.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "protocol/instance_file.hpp"
#include "report/atlas_grid.hpp"
#include "report/bundle_page.hpp"
#include "report/page.hpp"
#include "report/words.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_open_listed = 200;

std::string way_of(const AtlasCell& cell) {
  return cell.derivation ? "order: " + name_of(cell.derivation->rule) : cell.method;
}

class AtlasPage {
 public:
  AtlasPage(const std::string& directory, const AtlasReport& atlas)
      : directory_(directory), atlas_(atlas), grid_(atlas.cells) {
    for (const AtlasCell& cell : atlas.cells) {
      if (!cell.bundle.empty()) bundle_of_[sha256(canonical_json(*cell.instance))] = cell.bundle;
      if (cell.verdict != Verdict::undecided) ++ways_[way_of(cell)];
    }
    for (const auto& [way, count] : ways_) number_of_way_.emplace(way, number_of_way_.size());
  }

  Json content() const {
    Json panels = Json::array();
    for (const auto& [key, panel] : grid_.panels()) panels.push_back(drawn_panel(key, panel));
    Json ways = Json::array();
    for (const auto& [way, count] : ways_) {
      ways.push_back({{"number", std::to_string(number_of_way_.at(way))}, {"name", way}, {"count", count}});
    }
    const auto all_drawn = [](const std::vector<Plot>& plots) {
      Json list = Json::array();
      for (const Plot& plot : plots) list.push_back(drawn(plot));
      return list;
    };
    Json plots = all_drawn(grid_.thresholds());
    Json growth = all_drawn(grid_.growth());
    Json out = {{"words", atlas_.words()},
                {"row_words", grid_.row_words()},
                {"column_words", "the last range q_L"},
                {"panels", std::move(panels)},
                {"ways", std::move(ways)},
                {"has_plots", !plots.elements().empty()},
                {"plots", std::move(plots)},
                {"has_growth", !growth.elements().empty()},
                {"growth", std::move(growth)}};
    out["threshold_words"] =
        "The largest q_L that is realizable, by the other sizes, a line for each number of epochs. A triangle is at "
        "the "
        "box's end, so that the threshold may be larger; a dotted bar goes as far as cells are open.";
    out["growth_words"] = "The same thresholds as c grows, for some of the other sizes.";
    add_open(out);
    out["bundles"] = drawn_bundles();
    return out;
  }

 private:
  static std::string anchor_of(const std::string& bundle) { return "b" + fs::path(bundle).filename().string(); }

  /// In the order of the cells.
  Json drawn_bundles() const {
    Json list = Json::array();
    for (const AtlasCell& cell : atlas_.cells) {
      if (cell.bundle.empty()) continue;
      Json bundle = judged_content(atlas_.judged.at(cell.bundle));
      bundle["id"] = anchor_of(cell.bundle);
      bundle["heading"] = fmt::format("{}: {}", cell.bundle, cell_in_words(*cell.instance));
      bundle["command"] =
          fmt::format("arcsat report {} -o DIR", shell_word((fs::path(directory_) / cell.bundle).string()));
      list.push_back(std::move(bundle));
    }
    return list;
  }

  Json drawn_panel(const AtlasGrid::PanelKey& key, const AtlasGrid::Panel& panel) const {
    std::map<std::uint32_t, bool> columns;
    for (const auto& [row, cells] : panel) {
      for (const auto& [size, cell] : cells) columns[size] = true;
    }
    Json names = Json::array();
    for (const auto& [size, there] : columns) names.push_back(size);
    Json rows = Json::array();
    for (const auto& [row, cells] : panel) {
      Json list = Json::array();
      for (const auto& [size, there] : columns) {
        const auto found = cells.find(size);
        list.push_back(found == cells.end() ? no_cell() : drawn_cell(*found->second));
      }
      rows.push_back({{"row", grid_.row_label(key, row)}, {"cells", std::move(list)}});
    }
    return {{"heading", fmt::format("{}, L = {}, c = {}, E = {}", key.model, key.length, key.bits, key.epochs)},
            {"corner", fmt::format("{} \\ q_{}", grid_.row_names(key.length), key.length)},
            {"columns", std::move(names)},
            {"rows", std::move(rows)}};
  }

  static Json no_cell() {
    return {{"class", ""}, {"way", ""}, {"href", ""}, {"open", false}, {"words", ""}, {"sign", ""}};
  }

  Json drawn_cell(const AtlasCell& cell) const {
    const std::string sizes = cell_in_words(*cell.instance);
    Json drawn = no_cell();
    switch (cell.verdict) {
      case Verdict::undecided:
        drawn["class"] = "o";
        drawn["open"] = true;
        drawn["words"] = sizes + ": open";
        return drawn;
      case Verdict::realizable:
        drawn["class"] = "p";
        drawn["sign"] = "+";
        break;
      case Verdict::unrealizable:
        drawn["class"] = "i";
        drawn["sign"] = "−";
        break;
    }
    std::string rests_on = cell.bundle;
    std::string words = fmt::format("{}: {}", sizes, to_string(cell.verdict));
    if (cell.derivation) {
      rests_on = bundle_of_.at(cell.derivation->bases.front());
      words += fmt::format(", from {}", fs::path(rests_on).filename().string());
    } else {
      drawn["class"] = cell.verdict == Verdict::realizable ? "p own" : "i own";
      words += ", " + cell.method;
    }
    drawn["words"] = words;
    drawn["way"] = std::to_string(number_of_way_.at(way_of(cell)));
    drawn["href"] = "#" + anchor_of(rests_on);
    return drawn;
  }

  void add_open(Json& out) const {
    Json list = Json::array();
    std::size_t more = 0;
    for (const AtlasCell& cell : atlas_.cells) {
      if (cell.verdict != Verdict::undecided) continue;
      if (list.elements().size() == most_open_listed) {
        ++more;
      } else {
        list.push_back({{"cell", cell_in_words(*cell.instance)},
                        {"command", sizes_say_all(*cell.instance) ? decide_command(*cell.instance, "")
                                                                  : "its instance is in atlas.json"}});
      }
    }
    out["has_open"] = !list.elements().empty();
    out["open_cells"] = std::move(list);
    out["more_open"] = more == 0 ? "" : std::to_string(more);
  }

  const std::string& directory_;
  const AtlasReport& atlas_;
  AtlasGrid grid_;
  std::map<std::string, std::string> bundle_of_;
  std::map<std::string, std::size_t> ways_;
  std::map<std::string, std::size_t> number_of_way_;
};

}  // namespace

std::string atlas_page(const std::string& directory, const AtlasReport& atlas) {
  Json content = AtlasPage(directory, atlas).content();
  content["title"] = fmt::format("Atlas of {} cells", atlas.cells.size());
  content["path"] = directory;
  content["up"] = false;
  content["is_index"] = false;
  Json commands = Json::array();
  commands.push_back(command_row("Judge all of it again, without a solver", "arcsat check " + shell_word(directory)));
  content["commands"] = std::move(commands);
  return page_text("atlas", std::move(content), {"atlas.css", "atlas.js"});
}

}  // namespace arcsat
