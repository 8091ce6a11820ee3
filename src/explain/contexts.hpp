// What a function of a protocol sees on the allowed inputs, and what each reading is then.
#pragma once

#include "explain/expression.hpp"

namespace arcsat {

struct Contexts {
  Contexts(const Runs& runs, const Arguments& arguments);

  /// Some of the contexts, renumbered in this order, with the same readings; their classes of inputs are left out.
  Contexts part(const std::vector<std::uint32_t>& chosen) const;

  std::size_t size() const { return input.size(); }

  InputClasses classes;
  /// An input of each context.
  std::vector<std::size_t> input;
  std::vector<ReadingPtr> readings;
  /// By reading, its value in each context.
  std::vector<Column> values;
  /// By reading, one more than its largest value.
  std::vector<std::uint32_t> radix;
  /// By reading, the contexts by its value.
  std::vector<InputClasses> by_reading;

 private:
  Contexts() = default;
  void sort_by_reading();
};

/// What an expression is in each context; `no_value` where a grid has no cell.
constexpr std::uint32_t no_value = ~std::uint32_t{0};
Column values_of(const Expression& expression, const Runs& runs, const Contexts& contexts);

}  // namespace arcsat
