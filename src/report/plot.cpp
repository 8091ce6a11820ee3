#include "report/plot.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace arcsat {

namespace {

// In units of the SVG.
constexpr int left = 34;
constexpr int top = 24;
constexpr int plot_height = 170;
constexpr int least_width = 240;
constexpr int bottom_height = 44;
constexpr int legend_width = 92;
constexpr int legend_row = 18;

class Scale {
 public:
  explicit Scale(const Plot& plot) {
    for (const Plot::Line& line : plot.lines) {
      for (const auto& point : line.points) {
        if (point) most_ = std::max({most_, point->realizable, point->refuted.value_or(0)});
      }
    }
    step_ = std::max(step_, least_width / std::max(1, static_cast<int>(plot.ticks.size())));
    for (const std::string& tick : plot.ticks) step_ = std::max(step_, 12 + 7 * static_cast<int>(tick.size()));
  }

  std::uint32_t most() const { return most_; }
  double y(double value) const { return top + plot_height * (1 - value / most_); }
  int x(std::size_t tick) const { return left + 14 + step_ * static_cast<int>(tick); }

 private:
  std::uint32_t most_ = 1;
  int step_ = 30;
};

std::string in_words(const Plot& plot, const Plot::Line& line) {
  std::string text;
  for (std::size_t k = 0; k < line.points.size(); ++k) {
    if (!line.points[k]) continue;
    const Threshold& point = *line.points[k];
    text += fmt::format("{}{}: {}{}", text.empty() ? "" : ", ", plot.ticks[k], point.realizable,
                        !point.refuted ? " or more"
                        : point.open() ? fmt::format(" to {}", *point.refuted - 1)
                                       : "");
  }
  return text;
}

Json drawn_line(const Plot& plot, const Plot::Line& line, std::size_t number, const Scale& scale) {
  // Lines that coincide lie beside each other.
  const double offset = 2.5 * (static_cast<double>(number) - static_cast<double>(plot.lines.size() - 1) / 2);
  std::string points;
  Json marks = Json::array();
  Json gaps = Json::array();
  for (std::size_t k = 0; k < line.points.size(); ++k) {
    if (!line.points[k]) continue;
    const Threshold& point = *line.points[k];
    const double x = scale.x(k) + offset;
    const double y = scale.y(point.realizable);
    points += fmt::format("{:.1f},{:.1f} ", x, y);
    marks.push_back({{"x", fmt::format("{:.1f}", x)},
                     {"y", fmt::format("{:.1f}", y)},
                     {"end", !point.refuted},
                     {"mark", fmt::format("M{:.1f} {:.1f}l4 7h-8z", x, y - 4)}});
    if (point.open()) {
      gaps.push_back({{"x", fmt::format("{:.1f}", x)},
                      {"y1", fmt::format("{:.1f}", y)},
                      {"y2", fmt::format("{:.1f}", scale.y(*point.refuted - 1))}});
    }
  }
  return {{"number", number},
          {"name", line.name},
          {"points", points},
          {"marks", std::move(marks)},
          {"gaps", std::move(gaps)},
          {"label_x", scale.x(plot.ticks.size()) + 8},
          {"label_y", top + 10 + legend_row * static_cast<int>(number)},
          {"in_words", in_words(plot, line)}};
}

}  // namespace

Json drawn(const Plot& plot) {
  const Scale scale(plot);
  const int right = scale.x(plot.ticks.size()) - 10;
  Json y_ticks = Json::array();
  const std::uint32_t step = std::max<std::uint32_t>(1, (scale.most() + 7) / 8);
  for (std::uint32_t value = 0; value <= scale.most(); value += step) {
    const double y = scale.y(value);
    y_ticks.push_back({{"y", fmt::format("{:.1f}", y)},
                       {"left", left},
                       {"right", right},
                       {"text_x", left - 6},
                       {"text_y", fmt::format("{:.1f}", y + 4)},
                       {"label", value}});
  }
  Json x_ticks = Json::array();
  for (std::size_t k = 0; k < plot.ticks.size(); ++k) {
    x_ticks.push_back({{"x", scale.x(k)}, {"y", top + plot_height + 18}, {"label", plot.ticks[k]}});
  }
  Json lines = Json::array();
  for (std::size_t k = 0; k < plot.lines.size(); ++k) lines.push_back(drawn_line(plot, plot.lines[k], k, scale));
  return {{"id", plot.id},
          {"caption", plot.caption},
          {"width", right + legend_width},
          {"height", top + plot_height + bottom_height},
          {"y_ticks", std::move(y_ticks)},
          {"x_ticks", std::move(x_ticks)},
          {"x_axis", plot.x_axis},
          {"x_axis_x", (left + right) / 2},
          {"x_axis_y", top + plot_height + 36},
          {"y_axis", plot.y_axis},
          {"lines", std::move(lines)}};
}

}  // namespace arcsat
