#include "explain/input_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace arcsat {

std::string entries_in_words(const Task& task, Player p, InputIndex index) {
  const std::vector<std::uint32_t> digits = task.digits(p, index);
  if (p == 0 || (p == first_player && digits.size() < 2)) return std::to_string(index);
  std::string rows;
  const std::size_t columns = p > 1 ? task.range(p - 1) : digits.size();
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (k > 0) rows += k % columns == 0 ? " | " : " ";
    rows += std::to_string(digits[k]);
  }
  return fmt::format("({})", rows);
}

std::string player_in_words(const Task& task, Player p, InputIndex index) {
  const std::string name = p == first_player ? "w" : fmt::format("z_{}", p);
  return fmt::format("{} = {}", name, entries_in_words(task, p, index));
}

std::string input_in_words(const Task& task, Player p, const PlayerInput& input) {
  if (const auto* index = std::get_if<InputIndex>(&input.form())) return entries_in_words(task, p, *index);
  if (const auto* entries = std::get_if<PlayerInput::Entries>(&input.form())) {
    return fmt::format("({})", fmt::join(*entries, " "));
  }
  constexpr std::size_t most = 8;
  const auto& table = std::get<SparseTable>(input.form());
  std::string text = fmt::format("{} everywhere", table.otherwise);
  for (std::size_t k = 0; k < table.entries.size() && k < most; ++k) {
    text += fmt::format("{} {} at {}", k == 0 ? " but" : ",", table.entries[k].second, table.entries[k].first);
  }
  if (table.entries.size() > most) text += fmt::format(", and at {} places more", table.entries.size() - most);
  return text;
}

}  // namespace arcsat
