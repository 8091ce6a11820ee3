#include "report/epoch_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/words.hpp"

namespace arcsat {

namespace {

// In units of the SVG, which are pixels at its natural size.
constexpr int gutter = 74;
constexpr int column_width = 126;
constexpr int head_height = 52;
constexpr int row_height = 30;
constexpr int band_padding = 10;
constexpr std::size_t most_arrows = 300;
constexpr std::size_t most_in_label = 30;

/// Slots that are drawn as one arrow.
struct Arrow {
  Player from;
  Player to;
  int epoch;
  bool thought;
  std::vector<std::size_t> slots;
};

bool is_shown(const Instance& instance, std::size_t number) { return instance.scheme().matters(number); }

std::vector<Arrow> arrows_in(const Instance& instance) {
  const Scheme& scheme = instance.scheme();
  std::vector<Arrow> arrows;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    if (!is_shown(instance, number)) continue;
    const bool joins = !arrows.empty() && arrows.back().from == slot.sender() && arrows.back().to == slot.receiver() &&
                       arrows.back().epoch == slot.epoch;
    if (!joins) arrows.push_back({slot.sender(), slot.receiver(), slot.epoch, slot.is_thought(), {}});
    arrows.back().slots.push_back(number);
  }
  return arrows;
}

/// Columns from the left: the players in the order of the prompt, then the thoughts.
int column_of(const Instance& instance, Player player) { return instance.last_player() - player; }
int middle_of(int column) { return gutter + column * column_width + column_width / 2; }

std::string holds(const Task& task, Player player) {
  if (player < first_player) return fmt::format("holds thought {}", first_player - player);
  if (player == first_player) return task.n().empty() ? "holds no query" : "holds w";
  if (player == 0) return "holds z_0";
  return fmt::format("holds z_{}: {} token{}", player, task.tokens(player), task.tokens(player) == 1 ? "" : "s");
}

std::string values_in(const Arrow& arrow, const Transcript& run) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t k = 0; k < std::min(most, arrow.slots.size()); ++k) {
    text += fmt::format("{}{}", k == 0 ? "" : " ", run.values[arrow.slots[k]]);
  }
  return arrow.slots.size() > most ? text + " …" : text;
}

std::uint64_t bits_of(const Arrow& arrow, const Scheme& scheme) {
  std::uint64_t bits = 0;
  for (const std::size_t slot : arrow.slots) bits += scheme.slot(slot).bits;
  return bits;
}

std::string width_in_words(const Arrow& arrow, const Scheme& scheme) {
  const std::uint64_t each = scheme.slot(arrow.slots.front()).bits;
  const bool alike = std::all_of(arrow.slots.begin(), arrow.slots.end(),
                                 [&](std::size_t slot) { return scheme.slot(slot).bits == each; });
  if (arrow.slots.size() > 1 && alike) return fmt::format("{} × {}", arrow.slots.size(), bits_in_words(each));
  return bits_in_words(bits_of(arrow, scheme));
}

class Drawing {
 public:
  Drawing(const Instance& instance, const WorkedProtocol* worked, const SaidInWords& said)
      : instance_(instance), worked_(worked), said_(said) {}

  Json drawn(const std::vector<Arrow>& arrows, const std::string& id) {
    Json list = Json::array();
    for (std::size_t k = 0; k < arrows.size(); ++k) {
      open_band(arrows[k]);
      list.push_back(drawn_arrow(arrows[k], k));
      y_ += row_height;
    }
    close_band();
    const int answer_y = y_ + row_height / 2 + 6;
    const Player answerer = first_player - facts_of(instance_.model().kind).thoughts;
    const int columns = column_of(instance_, answerer) + 1;
    const int width = gutter + columns * column_width;
    Json heads = Json::array();
    for (Player p = instance_.last_player(); p >= answerer; --p) {
      heads.push_back({{"x", middle_of(column_of(instance_, p))},
                       {"name", holder_in_words(p)},
                       {"holds", holds(instance_.task(), p)},
                       {"top", head_height},
                       {"bottom", answer_y - 14}});
    }
    const int answer_x = middle_of(columns - 1);
    return {{"id", id},
            {"width", width},
            {"height", answer_y + 16},
            {"columns", std::move(heads)},
            {"bands", drawn_bands(width)},
            {"arrows", std::move(list)},
            {"answer_x", answer_x},
            {"answer_y", answer_y},
            {"answer", worked_ == nullptr ? "" : std::to_string(worked_->run.answer)},
            {"values", worked_ != nullptr || !said_.empty()},
            {"example", worked_ != nullptr}};
  }

 private:
  /// Arrows of one epoch of the prompt's run (stage 0) or of a thought's.
  struct Band {
    int stage;
    int epoch;  // 0: the thought itself
    int top;
    int height;
  };

  void open_band(const Arrow& arrow) {
    const int stage = std::max(0, first_player - arrow.to);
    if (!bands_.empty() && bands_.back().stage == stage && bands_.back().epoch == arrow.epoch) return;
    close_band();
    bands_.push_back({stage, arrow.epoch, y_, 0});
    y_ += band_padding;
  }
  void close_band() {
    if (bands_.empty()) return;
    y_ += band_padding;
    bands_.back().height = y_ - bands_.back().top;
  }

  Json drawn_bands(int width) const {
    Json list = Json::array();
    for (const Band& band : bands_) {
      const std::string stage = band.stage == 0   ? ""
                                : band.epoch == 0 ? std::to_string(band.stage)
                                                  : fmt::format("of thought {}", band.stage);
      list.push_back({{"y", band.top},
                      {"height", band.height},
                      {"width", width},
                      {"odd", list.elements().size() % 2 == 0},
                      {"label", band.epoch == 0 ? "thought" : fmt::format("epoch {}", band.epoch)},
                      {"text_y", band.top + 20},
                      {"stage", stage},
                      {"stage_y", band.top + 36}});
    }
    return list;
  }

  /// In words, for an arrow of one slot.
  std::string carried_by(const Arrow& arrow, bool needed) const {
    if (worked_ == nullptr && said_.empty()) return "";
    if (!needed) return "not needed";
    if (worked_ != nullptr) return worked_->short_words[arrow.slots.front()];
    const auto words = said_.find(arrow.slots.front());
    return words == said_.end() ? "" : words->second;
  }

  Json drawn_arrow(const Arrow& arrow, std::size_t number) const {
    const Scheme& scheme = instance_.scheme();
    const int y = y_ + row_height / 2 + 5;
    const int x1 = middle_of(column_of(instance_, arrow.from));
    const int x2 = middle_of(column_of(instance_, arrow.to));
    const int towards = x2 > x1 ? 1 : -1;
    const double bits = static_cast<double>(bits_of(arrow, scheme));
    const double stroke = std::min(7.0, 1.2 + 0.9 * std::log2(std::max(1.0, bits)));
    const double head = 7 + stroke;
    const double half = 3.5 + stroke / 2;
    const bool itself = arrow.from == arrow.to;
    const bool needed = std::any_of(arrow.slots.begin(), arrow.slots.end(), [&](std::size_t slot) {
      return worked_ != nullptr ? worked_->needs(slot) : said_.empty() || said_.contains(slot);
    });
    const std::string carried = carried_by(arrow, needed);
    return {{"number", number},
            {"y", y},
            {"x1", x1},
            {"line_x2", fmt::format("{:.1f}", x2 - towards * head)},
            {"itself", itself},
            {"loop", fmt::format("M{} {}h30v{}h-{:.1f}", x1, y - 7, 14, 30 - head)},
            {"stroke", fmt::format("{:.1f}", stroke)},
            {"head", itself ? fmt::format("{},{} {:.1f},{:.1f} {:.1f},{:.1f}", x1 + 1, y + 7, x1 + head, y + 7 - half,
                                          x1 + head, y + 7 + half)
                            : fmt::format("{},{} {:.1f},{:.1f} {:.1f},{:.1f}", x2, y, x2 - towards * head, y - half,
                                          x2 - towards * head, y + half)},
            {"text_x", itself ? x1 + 38 : (x1 + x2) / 2},
            {"text_y", itself ? y + 4 : static_cast<int>(y - half - 2)},
            {"anchor", itself ? "start" : "middle"},
            {"width_words", width_in_words(arrow, scheme)},
            {"value", worked_ != nullptr                ? values_in(arrow, worked_->run)
                      : carried.size() <= most_in_label ? carried
                                                        : "…"},
            {"vain", !needed},
            {"title", fmt::format("{} to {}, {}{}{}", holder_in_words(arrow.from), holder_in_words(arrow.to),
                                  width_in_words(arrow, scheme), carried.empty() ? "" : ": ", carried)}};
  }

  const Instance& instance_;
  const WorkedProtocol* worked_;
  const SaidInWords& said_;
  std::vector<Band> bands_;
  int y_ = head_height;
};

}  // namespace

Json epoch_diagram(const Instance& instance, const WorkedProtocol* worked, const SaidInWords& said,
                   const std::string& id) {
  const std::vector<Arrow> arrows = arrows_in(instance);
  if (arrows.size() > most_arrows) return {{"too_many", arrows.size()}, {"most", most_arrows}};
  Json diagram = Drawing(instance, worked, said).drawn(arrows, id);
  std::size_t hidden = 0;
  for (std::size_t number = 0; number < instance.scheme().slots(); ++number) {
    if (instance.scheme().slot(number).bits > 0 && !is_shown(instance, number)) ++hidden;
  }
  diagram["hidden"] = hidden == 0 ? std::string() : std::to_string(hidden);
  diagram["too_many"] = false;
  return diagram;
}

std::vector<std::optional<std::size_t>> arrows_of(const Instance& instance) {
  std::vector<std::optional<std::size_t>> numbers(instance.scheme().slots());
  const std::vector<Arrow> arrows = arrows_in(instance);
  for (std::size_t k = 0; k < arrows.size(); ++k) {
    for (const std::size_t slot : arrows[k].slots) numbers[slot] = k;
  }
  return numbers;
}

}  // namespace arcsat
