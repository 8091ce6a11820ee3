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

}  // namespace arcsat
