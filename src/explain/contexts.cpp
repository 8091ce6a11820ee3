#include "explain/contexts.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// Calls `each` with an input of each context and the slots' values on it.
template <typename Each>
void for_each_context(const Runs& runs, const std::vector<std::size_t>& inputs, Each each) {
  std::vector<std::uint32_t> slots(runs.scheme().slots());
  for (std::size_t x = 0; x < inputs.size(); ++x) {
    for (std::size_t number = 0; number < slots.size(); ++number) slots[number] = runs.slot(number)[inputs[x]];
    each(x, runs.input(inputs[x]), slots);
  }
}

}  // namespace

Contexts::Contexts(const Runs& runs, const Arguments& arguments) : classes(runs.contexts(arguments)) {
  input.resize(classes.count);
  for (std::size_t k = classes.of.size(); k-- > 0;) input[classes.of[k]] = k;
  readings = readings_of(runs, arguments);
  values.assign(readings.size(), Column(size()));
  const Task& task = runs.instance().task();
  for_each_context(runs, input, [&](std::size_t x, const Input& given, const std::vector<std::uint32_t>& slots) {
    for (std::size_t q = 0; q < readings.size(); ++q) values[q][x] = readings[q]->value(task, given, slots);
  });
  for (const Column& column : values) radix.push_back(*std::max_element(column.begin(), column.end()) + 1);
  sort_by_reading();
}

void Contexts::sort_by_reading() {
  const InputClasses all{.of = Column(size()), .count = 1};
  for (const Column& column : values) by_reading.push_back(refined(all, column));
}

Contexts Contexts::part(const std::vector<std::uint32_t>& chosen) const {
  Contexts some;
  some.readings = readings;
  some.radix = radix;
  some.values.resize(values.size());
  for (const std::uint32_t x : chosen) {
    some.input.push_back(input[x]);
    for (std::size_t q = 0; q < values.size(); ++q) some.values[q].push_back(values[q][x]);
  }
  some.sort_by_reading();
  return some;
}

Column values_of(const Expression& expression, const Runs& runs, const Contexts& contexts) {
  Column column(contexts.size());
  const Task& task = runs.instance().task();
  for_each_context(runs, contexts.input, [&](std::size_t x, const Input& given, const auto& slots) {
    try {
      column[x] = expression.value(task, given, slots);
    } catch (const CheckFailed&) {
      column[x] = no_value;
    }
  });
  return column;
}

}  // namespace arcsat
