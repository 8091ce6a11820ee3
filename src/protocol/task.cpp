#include "protocol/task.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t no_index = UINT64_MAX;

/// a·b, or `otherwise` if that is more than `most`. Sizes are below 2^32, so nothing overflows.
std::uint64_t product_within(std::uint64_t a, std::uint64_t b, std::uint64_t most, std::uint64_t otherwise) {
  return a == otherwise || a * b > most ? otherwise : a * b;
}

/// The number of tables [positions] → [q], or `otherwise` if there are more than 2^31.
std::uint64_t number_of_tables(std::uint64_t positions, std::uint64_t q, std::uint64_t otherwise) {
  if (q == 1) return 1;
  std::uint64_t count = 1;
  for (std::uint64_t k = 0; k < positions && count != otherwise; ++k) {
    count = product_within(count, q, Task::most_inputs, otherwise);
  }
  return count;
}

}  // namespace

Task::Task(std::uint32_t m, std::vector<std::uint32_t> n, std::vector<std::uint32_t> q)
    : m_(m), n_(std::move(n)), q_(std::move(q)) {
  if (q_.empty()) throw InputError("found no range q, expected q_1 … q_L with L of at least 1");
  if (n_.size() + 1 != q_.size()) {
    throw InputError(fmt::format("found {} query sizes n and {} ranges q, expected n_1 … n_(L-1) and q_1 … q_L",
                                 n_.size(), q_.size()));
  }
  const auto positive = [](std::uint32_t size, const char* name) {
    if (size == 0) throw InputError(fmt::format("found {} = 0, expected a size of at least 1", name));
  };
  positive(m_, "m");
  for (const std::uint32_t size : n_) positive(size, "n_l");
  for (const std::uint32_t size : q_) positive(size, "q_l");

  std::uint64_t queries = 1;
  for (const std::uint32_t size : n_) queries = product_within(queries, size, most_inputs, too_many);
  domain_ = {queries, m_ <= most_inputs ? m_ : too_many, number_of_tables(m_, q_[0], too_many)};
  tokens_ = {1, 1, m_};
  for (std::size_t l = 2; l <= q_.size(); ++l) {
    const std::uint64_t positions = std::uint64_t{n_[l - 2]} * q_[l - 2];
    if (positions > most_positions) {
      throw Unsupported(
          fmt::format("found a table of {} positions for player {}, expected at most 2^40", positions, l));
    }
    domain_.push_back(number_of_tables(positions, q_[l - 1], too_many));
    tokens_.push_back(positions);
  }
}

Task Task::paper_shape(std::uint32_t m, std::vector<std::uint32_t> n) {
  std::vector<std::uint32_t> q = {m};
  for (const std::uint32_t size : n) {
    const std::uint64_t product = std::uint64_t{q.back()} * size;
    if (product > most_inputs) {
      throw Unsupported(fmt::format("found a range of {} values, expected at most 2^31", product));
    }
    q.push_back(static_cast<std::uint32_t>(product));
  }
  return Task(m, std::move(n), std::move(q));
}

std::string Task::inputs_in_words(Player p) const {
  if (p > 0) return fmt::format("{}^{} inputs of player {}", range(p), positions(p), p);
  if (p == 0) return fmt::format("{} inputs of player 0", m_);
  return fmt::format("{} inputs of player -1", fmt::join(n_, "·"));
}

void Task::refuse_to_number(Player p) const {
  throw Unsupported(
      fmt::format("found {}, expected at most 2^31 where they are numbered one by one", inputs_in_words(p)));
}

std::uint64_t Task::weight(Player l, std::uint64_t position) const {
  const std::uint64_t q = range(l);
  std::uint64_t result = 1;
  for (; position > 0 && q > 1; --position) {
    result *= q;
    if (result > UINT32_MAX) return no_index;
  }
  return result;
}

std::uint64_t Task::query_weight(Player l) const {
  std::uint64_t result = 1;
  for (Player k = 1; k < l; ++k) result = product_within(result, queries(k), UINT32_MAX, no_index);
  return result;
}

std::vector<std::uint32_t> Task::digits(Player p, InputIndex index) const {
  std::vector<std::uint32_t> digits(p == first_player ? n_.size() : static_cast<std::size_t>(positions(p)));
  for (std::size_t k = 0; k < digits.size(); ++k) {
    digits[k] = index % radix(p, k);
    index /= radix(p, k);
  }
  return digits;
}

InputIndex Task::index_of(Player p, std::span<const std::uint32_t> digits) const {
  std::uint64_t index = 0;
  for (std::size_t k = digits.size(); k > 0; --k) index = index * radix(p, k - 1) + digits[k - 1];
  return static_cast<InputIndex>(index);
}

std::uint64_t Task::asked_position(std::span<const InputIndex> input, Player l) const {
  if (l == 0) return 0;
  std::uint64_t later_queries = input[seat(first_player)];
  std::uint64_t asked = input[seat(0)];
  for (Player k = 1; k < l; ++k) {
    asked = position(k + 1, later_queries % queries(k), entry(k, input[seat(k)], asked));
    later_queries /= queries(k);
  }
  return asked;
}

}  // namespace arcsat
