#include "explain/runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

void add_view(const Scheme& scheme, const View& view, Arguments& arguments) {
  for (const Part& part : scheme.parts(view.holder)) {
    if (std::find(arguments.parts.begin(), arguments.parts.end(), part) == arguments.parts.end()) {
      arguments.parts.push_back(part);
    }
  }
  for (const std::uint32_t slot : scheme.received(view)) {
    if (std::find(arguments.slots.begin(), arguments.slots.end(), slot) == arguments.slots.end()) {
      arguments.slots.push_back(slot);
    }
  }
}

/// Pairs of numbers, numbered in the order in which they come.
class PairNumbers {
 public:
  explicit PairNumbers(std::size_t most) : places_(std::bit_ceil(2 * most + 2), empty) {}

  std::uint32_t number(std::uint32_t a, std::uint32_t b) {
    const std::uint64_t pair = std::uint64_t{a} << 32 | b;
    std::size_t at = (pair * 0x9e3779b97f4a7c15u >> 20) & (places_.size() - 1);
    while (places_[at] != empty && pairs_[places_[at]] != pair) at = (at + 1) & (places_.size() - 1);
    if (places_[at] == empty) {
      places_[at] = static_cast<std::uint32_t>(pairs_.size());
      pairs_.push_back(pair);
    }
    return places_[at];
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(pairs_.size()); }

 private:
  static constexpr std::uint32_t empty = ~std::uint32_t{0};
  std::vector<std::uint32_t> places_;
  std::vector<std::uint64_t> pairs_;
};

}  // namespace

InputClasses refined(const InputClasses& classes, const Column& column) {
  InputClasses finer{.of = Column(column.size()), .count = 0};
  // A table of all pairs where they are few, as they are mostly.
  const std::uint64_t values = std::uint64_t{*std::max_element(column.begin(), column.end())} + 1;
  constexpr std::uint64_t few = std::uint64_t{1} << 22;
  if (classes.count * values <= std::min<std::uint64_t>(few, 4 * column.size() + 256)) {
    constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<std::uint32_t> numbers(classes.count * values, none);
    for (std::size_t k = 0; k < column.size(); ++k) {
      std::uint32_t& number = numbers[classes.of[k] * values + column[k]];
      if (number == none) number = finer.count++;
      finer.of[k] = number;
    }
    return finer;
  }
  PairNumbers pairs(column.size());
  for (std::size_t k = 0; k < column.size(); ++k) finer.of[k] = pairs.number(classes.of[k], column[k]);
  finer.count = pairs.count();
  return finer;
}

Arguments seen_by(const Scheme& scheme, const Slot& slot, std::size_t term) {
  Arguments arguments;
  add_view(scheme, slot.terms[term], arguments);
  add_view(scheme, slot.to, arguments);
  return arguments;
}

Arguments seen_by_answer(const Scheme& scheme) {
  Arguments arguments;
  add_view(scheme, scheme.answer(), arguments);
  return arguments;
}

Runs::Runs(const Protocol& protocol, const Budget& budget) : instance_(protocol.shared_instance()) {
  const InputSet& allowed = instance_->inputs();
  const std::uint64_t each = scheme().slots() + (scheme().has_sums() ? scheme().terms() : 0) + 1;
  if (allowed.size() > most_values / each) {
    throw Unsupported(fmt::format("found {} inputs and {} messages to explain, expected at most 2^22 values in all",
                                  allowed.size(), each - 1));
  }
  const std::size_t inputs = allowed.size();
  slots_.assign(scheme().slots(), Column(inputs));
  terms_.assign(scheme().has_sums() ? scheme().terms() : 0, Column(inputs));
  answers_.resize(inputs);
  for (std::size_t k = 0; k < inputs; ++k) {
    if ((k & 0xff) == 0) budget.check();
    const Transcript run = simulate(protocol, input(k));
    for (std::size_t number = 0; number < slots_.size(); ++number) slots_[number][k] = run.values[number];
    for (std::size_t term = 0; term < terms_.size(); ++term) terms_[term][k] = run.terms[term];
    answers_[k] = run.answer;
  }
}

const Column& Runs::part(const Part& part) const {
  Column& column = parts_[part];
  if (column.empty()) {
    for (std::size_t k = 0; k < inputs(); ++k) {
      column.push_back(value_of(instance_->task(), part, input(k)[seat(part.player)]));
    }
  }
  return column;
}

bool Runs::silent(std::size_t number) const {
  return std::all_of(slots_[number].begin(), slots_[number].end(), [](std::uint32_t value) { return value == 0; });
}

void Runs::set_term(std::size_t number, std::size_t term, Column column) {
  const Slot& slot = scheme().slot(number);
  if (!slot.is_sum()) {
    slots_[number] = std::move(column);
    return;
  }
  Column& old = terms_[slot.first_term + term];
  for (std::size_t k = 0; k < column.size(); ++k) slots_[number][k] ^= old[k] ^ column[k];
  old = std::move(column);
}

InputClasses Runs::contexts(const Arguments& arguments, std::optional<std::size_t> without) const {
  InputClasses classes{.of = Column(inputs()), .count = 1};
  for (const std::uint32_t number : arguments.slots) {
    if (number != without && !silent(number)) classes = refined(classes, slot(number));
  }
  for (const Part& one : arguments.parts) classes = refined(classes, part(one));
  return classes;
}

}  // namespace arcsat
