#include "protocol/task.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_inputs = std::uint64_t{1} << 31;

/// The number of tables [positions] → [q].
std::uint64_t number_of_tables(Player p, std::uint64_t positions, std::uint64_t q) {
  if (q == 1) return 1;
  std::uint64_t count = 1;
  for (std::uint64_t k = 0; k < positions; ++k) {
    count *= q;
    if (count > most_inputs) {
      throw Unsupported(fmt::format("found {}^{} inputs of player {}, expected at most 2^31 (an input is an index)", q,
                                    positions, p));
    }
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
  for (const std::uint32_t size : n_) {
    queries *= size;
    if (queries > most_inputs) {
      throw Unsupported(fmt::format("found at least {} inputs of player -1, expected at most 2^31", queries));
    }
  }
  domain_ = {queries, m_, number_of_tables(1, m_, q_[0])};
  tokens_ = {1, 1, m_};
  for (std::size_t l = 2; l <= q_.size(); ++l) {
    const std::uint64_t positions = std::uint64_t{n_[l - 2]} * q_[l - 2];
    if (positions > most_inputs) {
      throw Unsupported(
          fmt::format("found a table of {} positions for player {}, expected at most 2^31", positions, l));
    }
    domain_.push_back(number_of_tables(static_cast<Player>(l), positions, q_[l - 1]));
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

std::uint64_t Task::weight(Player l, std::uint64_t position) const {
  const std::uint64_t q = range(l);
  std::uint64_t result = 1;
  for (; position > 0 && q > 1; --position) result *= q;
  return result;
}

std::uint64_t Task::query_weight(Player l) const {
  std::uint64_t result = 1;
  for (Player k = 1; k < l; ++k) result *= queries(k);
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
