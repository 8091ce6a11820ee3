#include "survey/frontier.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace arcsat {

namespace {

constexpr const char* realizable_colour = "#2a9d5c";
constexpr const char* unrealizable_colour = "#c8553d";
constexpr const char* open_colour = "#dddddd";

const char* colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::realizable:
      return realizable_colour;
    case Verdict::unrealizable:
      return unrealizable_colour;
    case Verdict::undecided:
      return open_colour;
  }
  return open_colour;
}

std::string svg_text(int x, int y, const std::string& text, const char* anchor = "middle") {
  return fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, text);
}

}  // namespace

Verdict Frontier::verdict(const Row& row, std::uint32_t value) {
  const Threshold& found = row.threshold;
  if (found.ease) {
    const bool easier = found.ease == Ease::larger_is_easier;
    const auto follows = [&](std::optional<std::uint32_t> side, bool upwards) {
      return side && (upwards ? value >= *side : value <= *side);
    };
    if (follows(found.realizable, easier)) return Verdict::realizable;
    if (follows(found.unrealizable, !easier)) return Verdict::unrealizable;
    return Verdict::undecided;
  }
  const auto cell = found.cells.find(value);
  return cell == found.cells.end() ? Verdict::undecided : cell->second.verdict;
}

std::string Frontier::how(const Row& row, std::uint32_t value) {
  if (verdict(row, value) == Verdict::undecided) return "";
  const auto cell = row.threshold.cells.find(value);
  const bool itself = cell != row.threshold.cells.end() && cell->second.verdict != Verdict::undecided;
  return itself && !cell->second.rule ? cell->second.how : "order";
}

bool Frontier::open() const {
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    for (std::uint32_t value = from; value <= to; ++value) {
      if (verdict(row, value) == Verdict::undecided) return true;
    }
    return false;
  });
}

std::string words_of(const Threshold& found, std::uint32_t from, std::uint32_t to) {
  if (!found.ease) {
    std::vector<std::string> words;
    for (const auto& [value, cell] : found.cells) words.push_back(fmt::format("{} {}", value, to_string(cell.verdict)));
    return fmt::format("not ordered: {}", fmt::join(words, ", "));
  }
  if (found.open()) {
    return fmt::format("open {}…{} ({} realizable, {} unrealizable)", found.open_from, found.open_to,
                       found.realizable ? fmt::format("{} is", *found.realizable) : "none",
                       found.unrealizable ? fmt::format("{} is", *found.unrealizable) : "none");
  }
  if (!found.realizable) return fmt::format("none of {}…{}", from, to);
  if (!found.unrealizable) return fmt::format("all of {}…{}", from, to);
  return fmt::format("{} ({} is unrealizable)", *found.realizable, *found.unrealizable);
}

std::string csv_of(const Frontier& frontier) {
  std::string text = fmt::format("{},{},verdict,by\n", frontier.by, frontier.size);
  for (const Frontier::Row& row : frontier.rows) {
    for (std::uint32_t value = frontier.from; value <= frontier.to; ++value) {
      text += fmt::format("{},{},{},{}\n", row.value, value, to_string(Frontier::verdict(row, value)),
                          Frontier::how(row, value));
    }
  }
  return text;
}

std::string latex_of(const Frontier& frontier) {
  const auto number = [](std::optional<std::uint32_t> value) { return value ? std::to_string(*value) : "--"; };
  std::string text = fmt::format("\\begin{{tabular}}{{rrrl}}\n{} & realizable & unrealizable & open {} \\\\\n\\hline\n",
                                 frontier.by, frontier.size);
  for (const Frontier::Row& row : frontier.rows) {
    const Threshold& found = row.threshold;
    const std::string open = !found.ease     ? "not ordered"
                             : !found.open() ? "--"
                                             : fmt::format("{}--{}", found.open_from, found.open_to);
    text +=
        fmt::format("{} & {} & {} & {} \\\\\n", row.value, number(found.realizable), number(found.unrealizable), open);
  }
  return text + "\\end{tabular}\n";
}

std::string svg_of(const Frontier& frontier) {
  constexpr int side = 18;
  constexpr int left = 70;
  constexpr int top = 40;
  const auto columns = static_cast<int>(frontier.to - frontier.from) + 1;
  const auto lines = static_cast<int>(frontier.rows.size());
  const int width = left + std::max(columns * side, 330) + 20;
  const int height = top + lines * side + 50;
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"{0}\" height=\"{1}\" fill=\"white\"/>\n",
      width, height);
  text += svg_text(left + columns * side / 2, 14, frontier.size);
  text += svg_text(12, top - 8, frontier.by, "start");
  const int step = columns > 32 ? 8 : columns > 16 ? 2 : 1;
  for (int column = 0; column < columns; column += step) {
    text += svg_text(left + column * side + side / 2, top - 8,
                     std::to_string(frontier.from + static_cast<std::uint32_t>(column)));
  }
  for (int line = 0; line < lines; ++line) {
    const Frontier::Row& row = frontier.rows[static_cast<std::size_t>(line)];
    text += svg_text(left - 8, top + line * side + 13, std::to_string(row.value), "end");
    for (int column = 0; column < columns; ++column) {
      const std::uint32_t value = frontier.from + static_cast<std::uint32_t>(column);
      text += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", left + column * side,
                          top + line * side, side - 1, side - 1, colour_of(Frontier::verdict(row, value)));
    }
  }
  int x = left;
  for (const Verdict verdict : {Verdict::realizable, Verdict::unrealizable, Verdict::undecided}) {
    const int y = top + lines * side + 18;
    text += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>\n", x, y, colour_of(verdict));
    text += svg_text(x + 18, y + 10, verdict == Verdict::undecided ? "open" : std::string(to_string(verdict)), "start");
    x += 110;
  }
  return text + "</svg>\n";
}

}  // namespace arcsat
