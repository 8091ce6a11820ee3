#include "survey/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arcsat {

namespace {

constexpr double panel_width = 200;
constexpr double panel_height = 190;
constexpr double panel_gap = 58;
constexpr double above_panels = 44;
constexpr double below_panels = 58;

/// A colour that all can tell apart, how lines are broken, and a mark around the origin.
struct Look {
  const char* colour;
  const char* dashes;
  const char* mark;
};
constexpr std::array<Look, 6> looks = {{
    {"#0072b2", "none", "<circle r=\"3.4\"/>"},
    {"#d55e00", "5 2", "<rect x=\"-3\" y=\"-3\" width=\"6\" height=\"6\"/>"},
    {"#009e73", "2 2", "<path d=\"M0,-4 L3.8,3 L-3.8,3 Z\"/>"},
    {"#cc79a7", "7 2 2 2", "<path d=\"M0,-4.2 L4.2,0 L0,4.2 L-4.2,0 Z\"/>"},
    {"#56b4e9", "1 2", "<path d=\"M0,4 L3.8,-3 L-3.8,-3 Z\"/>"},
    {"#000000", "9 3", "<path d=\"M-3,-3 L3,3 M-3,3 L3,-3\" stroke=\"#000000\"/>"},
}};

/// The least or the largest value that is realizable, or between which values it lies; beyond the last one if none is known there.
struct Place {
  double low = 0;
  double high = 0;
  bool beyond = false;
};

Place place_of(const Frontier& frontier, const Threshold& found) {
  const bool least = found.ease != Ease::larger_is_harder;
  if (least && !found.realizable) {
    const double low = found.unrealizable ? *found.unrealizable + 1.0 : frontier.from;
    return {low, frontier.to + 1.0, true};
  }
  if (!least && !found.unrealizable) {
    const double low = found.realizable ? static_cast<double>(*found.realizable) : frontier.from;
    return {low, frontier.to + 1.0, true};
  }
  if (least) return {found.unrealizable ? *found.unrealizable + 1.0 : frontier.from, 1.0 * *found.realizable, false};
  return {found.realizable ? 1.0 * *found.realizable : frontier.from - 1.0, *found.unrealizable - 1.0, false};
}

class Panel {
 public:
  Panel(const Figure& figure, std::size_t number)
      : frontiers_(figure.panels[number]),
        left_(46 + static_cast<double>(number) * (panel_width + panel_gap)),
        lowest_(frontiers_.front().from),
        highest_(frontiers_.front().to + 1.0),
        rows_(frontiers_.front().rows) {}

  std::string svg() {
    axes();
    for (std::size_t k = 0; k < frontiers_.size(); ++k) curve(k);
    return std::move(text_);
  }

 private:
  double x(std::size_t row) const {
    const double first = rows_.front().value;
    const double last = rows_.back().value;
    return left_ + (rows_[row].value - first + 0.5) / (last - first + 1) * panel_width;
  }
  double y(double value) const {
    return above_panels + (highest_ - value + 0.5) / (highest_ - lowest_ + 1) * panel_height;
  }

  void words(double at_x, double at_y, const char* anchor, const std::string& words) {
    text_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", at_x, at_y, anchor, words);
  }

  void axes() {
    text_ += fmt::format("<rect x=\"{:.1f}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#444444\"/>\n",
                         left_, above_panels, panel_width, panel_height);
    const std::size_t every = rows_.size() > 16 ? 4 : rows_.size() > 8 ? 2 : 1;
    for (std::size_t row = 0; row < rows_.size(); row += every) {
      words(x(row), above_panels + panel_height + 15, "middle", std::to_string(rows_[row].value));
    }
    const double step = highest_ - lowest_ > 12 ? 2 : 1;
    for (double value = lowest_; value < highest_; value += step) {
      text_ += fmt::format("<path d=\"M{:.1f},{:.1f} h{}\" stroke=\"#e4e4e4\"/>\n", left_, y(value), panel_width);
      words(left_ - 6, y(value) + 4, "end", fmt::format("{:.0f}", value));
    }
    words(left_ - 6, y(highest_) + 4, "end", fmt::format("&gt; {:.0f}", highest_ - 1));
    words(left_ + panel_width / 2, above_panels + panel_height + 31, "middle", frontiers_.front().by);
    const bool least = rows_.front().threshold.ease != Ease::larger_is_harder;
    words(left_, above_panels - 10, "start",
          fmt::format("{} {}", least ? "least" : "largest", frontiers_.front().size));
  }

  void curve(std::size_t number) {
    const Look& look = looks[number % looks.size()];
    // Curves that meet stay visible beside each other.
    const double aside = (static_cast<double>(number) - (static_cast<double>(frontiers_.size()) - 1) / 2) *
                         std::min(4.0, panel_width / static_cast<double>(rows_.size()) / 6);
    std::string path;
    std::string marks;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const Threshold& found = frontiers_[number].rows[row].threshold;
      if (!found.ease) {
        path.clear();
        continue;
      }
      const Place place = place_of(frontiers_[number], found);
      const double at = x(row) + aside;
      path += fmt::format("{}{:.1f},{:.1f} ", path.empty() ? "M" : "L", at, y(place.high));
      if (place.low < place.high && found.open()) {
        marks += fmt::format("<path d=\"M{0:.1f},{1:.1f} V{2:.1f} m-3,0 h6\" stroke=\"{3}\" fill=\"none\"/>\n", at,
                             y(place.high), y(place.low), look.colour);
      }
      const char* mark = place.beyond ? "<path d=\"M0,-5 L4,3 L-4,3 Z\" fill=\"white\"/>" : look.mark;
      marks += fmt::format("<g transform=\"translate({:.1f},{:.1f})\" fill=\"{}\" stroke=\"{}\">{}</g>\n", at,
                           y(place.high), found.open() ? "white" : look.colour, look.colour, mark);
    }
    text_ += fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-dasharray=\"{}\"/>\n{}", path, look.colour,
                         look.dashes, marks);
  }

  const std::vector<Frontier>& frontiers_;
  double left_;
  double lowest_;
  double highest_;
  const std::vector<Frontier::Row>& rows_;
  std::string text_;
};

}  // namespace

std::string svg_of(const Figure& figure) {
  constexpr double least_width = 540;  // for the words below
  const double width = std::max(
      least_width, 46 + static_cast<double>(figure.panels.size()) * (panel_width + panel_gap) - panel_gap + 16);
  const double height = above_panels + panel_height + below_panels + 32;
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n",
      width, height);
  text += fmt::format("<text x=\"46\" y=\"16\">{}</text>\n", figure.start);
  for (std::size_t k = 0; k < figure.panels.size(); ++k) text += Panel(figure, k).svg();
  const double line = above_panels + panel_height + below_panels;
  for (std::size_t k = 0; k < figure.values.size(); ++k) {
    const Look& look = looks[k % looks.size()];
    const double at = 46 + static_cast<double>(k) * 72;
    text += fmt::format("<path d=\"M{},{} h24\" stroke=\"{}\" stroke-dasharray=\"{}\"/>\n", at, line, look.colour,
                        look.dashes);
    text +=
        fmt::format("<g transform=\"translate({},{})\" fill=\"{}\">{}</g>\n", at + 12, line, look.colour, look.mark);
    text += fmt::format("<text x=\"{}\" y=\"{}\">{} = {}</text>\n", at + 29, line + 4, figure.curves, figure.values[k]);
  }
  text += fmt::format(
      "<text x=\"46\" y=\"{}\" fill=\"#555555\">filled: certified on both sides; open, with a bar: it lies in "
      "the bar; arrow: beyond the axis</text>\n",
      line + 19);
  return text + "</svg>\n";
}

std::string csv_of(const Figure& figure) {
  const auto number = [](std::optional<std::uint32_t> value) { return value ? std::to_string(*value) : ""; };
  const std::string& along = figure.panels.front().front().size;
  std::string text = fmt::format("varied,value,{},{} realizable,{} unrealizable\n", figure.curves, along, along);
  for (const std::vector<Frontier>& panel : figure.panels) {
    for (std::size_t k = 0; k < figure.values.size(); ++k) {
      for (const Frontier::Row& row : panel[k].rows) {
        text += fmt::format("{},{},{},{},{}\n", panel[k].by, row.value, figure.values[k],
                            number(row.threshold.realizable), number(row.threshold.unrealizable));
      }
    }
  }
  return text;
}

}  // namespace arcsat
