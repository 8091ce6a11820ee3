// The numbers that protocols in closed form speak of.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "protocol/task.hpp"

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// A number that the input fixes, or a table of such numbers:
///  - the query w_k, with k = `number`; or
///  - i_l, with l = `number`, as a function of i_start, if there is a start, and of the w_k with k in `queries`, each of
///    which takes every value that it may have. What it is not a function of is as the input has it. For example i_2; the
///    row z_2(w_1, ·), i_2 as a function of i_1; z_2 itself, i_2 as a function of i_1 and w_1.
/// Its entries are in the order of positions: i_start counts fastest, then the queries, ascending.
struct Quantity {
  enum class Kind { query, intermediate };

  Kind kind = Kind::intermediate;
  Player number = 0;
  /// start < number; queries are ascending, at least 1 and at least start, below number. None of a query.
  std::optional<Player> start;
  std::vector<Player> queries;

  friend auto operator<=>(const Quantity&, const Quantity&) = default;
};

/// Of each entry of a quantity, the bits from `first` on, below `end`; bit 0 first.
struct Item {
  Quantity quantity;
  unsigned first = 0;
  unsigned end = 0;

  friend auto operator<=>(const Item&, const Item&) = default;
};

/// Some bits of a number: the entries of the items, one item after the other, are its digits, the first entry its lowest
/// one. The bits of a number are enough once they hold all that it may be.
struct Term {
  std::vector<Item> items;
  std::uint64_t first = 0;
  std::uint64_t bits = 0;
};

/// How many bits a number from 0 to values - 1 has.
unsigned bits_of(std::uint64_t values);
/// Of i_l, or of w_k.
unsigned bits_of(const Task& task, const Quantity& quantity);
/// All bits of a quantity.
Item whole(const Task& task, Quantity quantity);
/// The same without arguments that have a single value; its entries are the same.
Quantity plain(const Task& task, Quantity quantity);
Integer entries(const Task& task, const Quantity& quantity);
/// How many values an item's digit may have.
std::uint64_t radix(const Task& task, const Item& item);
/// Whether the items are one digit.
bool single(const Task& task, const std::vector<Item>& items);
/// So many bits hold every value of the items' number. The least such number, if it has at most 2^16 bits or is a power
/// of two; else that of the digits in bits of their own. 2^64 - 1 if they are more than that.
std::uint64_t bits_of(const Task& task, const std::vector<Item>& items);

}  // namespace arcsat
