// What a function of a protocol may speak of: an entry of a table, i_l, what was said, a bit of these.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "explain/runs.hpp"

namespace arcsat {

struct Reading;
using ReadingPtr = std::shared_ptr<const Reading>;

/// The names of slots that are described, by number; empty where there is none.
using SlotNames = std::vector<std::string>;

struct Reading {
  enum class Kind { query, z_0, entry, intermediate, said, bit };
  static constexpr std::int64_t asked = -1;

  Kind kind = Kind::z_0;
  /// Of a query w_l, an entry of z_l and i_l: l.
  Player l = 0;
  /// Of an entry: its row of z_l, or `asked` for w_{l-1}; its place there, or `asked` for the value of `inner`.
  std::int64_t row = 0;
  std::int64_t place = 0;
  /// Of a slot that was said: its number.
  std::size_t slot = 0;
  /// Of a bit: which, of `inner`.
  unsigned bit = 0;
  ReadingPtr inner = nullptr;

  /// On an input, when slots have these values. An entry outside its table is 0.
  std::uint32_t value(const Task& task, std::span<const InputIndex> input, std::span<const std::uint32_t> values) const;
  /// "z_2(w,1)", "i_1", "A", "bit 0 of A". A query is "w" if there is one, and is left out of a table that has one row.
  std::string words(const Task& task, const SlotNames& names) const;
};

/// All that a function with these arguments may speak of, the plainest first; slots that are silent are left out. `silent` and
/// the slots' values are those of `runs`.
std::vector<ReadingPtr> readings_of(const Runs& runs, const Arguments& arguments);

}  // namespace arcsat
