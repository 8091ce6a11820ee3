#include "certify/closed_form_terms.hpp"

#include <algorithm>
#include <bit>

namespace arcsat {

namespace {

constexpr std::uint64_t most_bits_of_a_power = std::uint64_t{1} << 16;

}  // namespace

unsigned bits_of(std::uint64_t values) { return static_cast<unsigned>(std::bit_width(values - 1)); }

unsigned bits_of(const Task& task, const Quantity& quantity) {
  return bits_of(quantity.kind == Quantity::Kind::query ? task.queries(quantity.number) : task.range(quantity.number));
}

Item whole(const Task& task, Quantity quantity) {
  const unsigned bits = bits_of(task, quantity);
  return {std::move(quantity), 0, bits};
}

Quantity plain(const Task& task, Quantity quantity) {
  if (quantity.start && task.range(*quantity.start) == 1) quantity.start.reset();
  std::erase_if(quantity.queries, [&](Player k) { return task.queries(k) == 1; });
  return quantity;
}

Integer entries(const Task& task, const Quantity& quantity) {
  Integer count = quantity.start ? task.range(*quantity.start) : 1;
  for (const Player k : quantity.queries) count *= task.queries(k);
  return count;
}

std::uint64_t radix(const Task& task, const Item& item) {
  if (item.first == item.end) return 1;
  const Quantity& quantity = item.quantity;
  const std::uint64_t values =
      quantity.kind == Quantity::Kind::query ? task.queries(quantity.number) : task.range(quantity.number);
  return std::min(((values - 1) >> item.first) + 1, std::uint64_t{1} << (item.end - item.first));
}

bool single(const Task& task, const std::vector<Item>& items) {
  return items.size() == 1 && entries(task, items.front().quantity) == 1;
}

std::uint64_t bits_of(const Task& task, const std::vector<Item>& items) {
  Integer plain_bits = 0;
  Integer even_bits = 0;  // of the digits that fill their bits
  for (const Item& item : items) {
    const std::uint64_t values = radix(task, item);
    const Integer bits = entries(task, item.quantity) * bits_of(values);
    plain_bits += bits;
    if (std::has_single_bit(values)) even_bits += bits;
  }
  if (plain_bits > UINT64_MAX) return UINT64_MAX;
  if (plain_bits == even_bits || plain_bits > most_bits_of_a_power) return plain_bits.convert_to<std::uint64_t>();
  Integer numbers = 1;
  for (const Item& item : items) {
    const std::uint64_t values = radix(task, item);
    if (std::has_single_bit(values)) continue;
    numbers *= boost::multiprecision::pow(Integer(values), entries(task, item.quantity).convert_to<unsigned>());
  }
  // No power of two, so that the largest number is as long as their count.
  return even_bits.convert_to<std::uint64_t>() + boost::multiprecision::msb(numbers) + 1;
}

}  // namespace arcsat
