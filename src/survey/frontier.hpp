// Where the verdict changes over two sizes, and as what it is shown.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "survey/threshold.hpp"

namespace arcsat {

struct Frontier {
  /// One threshold along `size` for each value of `by`.
  std::string size;
  std::string by;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  struct Row {
    std::uint32_t value;
    Threshold threshold;
  };
  std::vector<Row> rows;

  /// The verdict on a cell, which may follow from the row's threshold.
  static Verdict verdict(const Row& row, std::uint32_t value);
  /// By what: "counting", "order"; empty if undecided.
  static std::string how(const Row& row, std::uint32_t value);
  bool open() const;
};

/// "5; 6 is unrealizable", "open 5…20", "all of 1…64": what a table says of a row.
std::string words_of(const Threshold& threshold, std::uint32_t from, std::uint32_t to);

/// A line for each cell, with a header.
std::string csv_of(const Frontier& frontier);
/// A tabular with a row for each value of `by`.
std::string latex_of(const Frontier& frontier);
/// A square for each cell: a picture by itself.
std::string svg_of(const Frontier& frontier);

}  // namespace arcsat
