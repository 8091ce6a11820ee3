// What a function of a protocol is, in a few words or as a table with names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "explain/reading.hpp"

namespace arcsat {

struct Expression {
  /// `among` is 1 if a reading has one of some values, else 0; `sum` adds modulo 2; `bits` lists its bits, bit 0 first.
  enum class Kind { constant, value, among, sum, cases, bits, grid };

  Kind kind = Kind::constant;
  std::uint32_t number = 0;
  /// Of value, among, cases.
  ReadingPtr of = nullptr;
  /// Of among: one list of values. Of cases: by part; the last is empty and stands for all others.
  std::vector<std::vector<std::uint32_t>> values = {};
  std::vector<Expression> parts = {};
  /// Of a grid: what goes down and what goes across, with the values that occur; and a cell for each pair that is reached.
  std::vector<ReadingPtr> down = {}, across = {};
  std::vector<std::vector<std::uint32_t>> rows = {}, columns = {};  // keys, ascending
  std::vector<std::vector<std::optional<std::uint32_t>>> cells = {};

  static Expression constant(std::uint32_t number) { return {.kind = Kind::constant, .number = number}; }
  static Expression value_of(ReadingPtr of) { return {.kind = Kind::value, .of = std::move(of)}; }
  static Expression among(ReadingPtr of, std::vector<std::uint32_t> values) {
    return {.kind = Kind::among, .of = std::move(of), .values = {std::move(values)}};
  }

  /// Throws CheckFailed where a grid has no cell.
  std::uint32_t value(const Task& task, std::span<const InputIndex> input, std::span<const std::uint32_t> slots) const;
  /// Follows "player 2 tells player 1: "; grids take lines of their own.
  std::vector<std::string> words(const Task& task, const SlotNames& names) const;
  /// {"constant": 0}, {"value": "z_0"}, {"among": "z_0", "values": [0, 2]}, {"sum": [...]}, {"cases": "w", "parts":
  /// [{"values": [0], "is": ...}, ..., {"is": ...}]}, {"bits": [...]}, {"grid": {"down": ["z_2(0)"], "across": ["A"],
  /// "rows": [[0], ...], "columns": [[0], ...], "cells": [[0, null, ...], ...]}}.
  Json json(const Task& task, const SlotNames& names) const;
  /// All readings that it speaks of, inner ones too.
  void add_readings(std::vector<const Reading*>& list) const;
};

}  // namespace arcsat
