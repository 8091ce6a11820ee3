// Every run of a protocol at once: a column of values, one for each allowed input, for everything that is held or said.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "base/budget.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// A value for each allowed input, in their order.
using Column = std::vector<std::uint32_t>;

/// Allowed inputs sorted into classes, numbered from 0 in the order in which they first occur.
struct InputClasses {
  Column of;
  std::uint32_t count = 1;
};
/// The classes of inputs that also agree in a column.
InputClasses refined(const InputClasses& classes, const Column& column);

/// What a function of a protocol sees: parts of the input, and slots by number, each once.
struct Arguments {
  std::vector<Part> parts;
  std::vector<std::uint32_t> slots;
};
Arguments seen_by(const Scheme& scheme, const Slot& slot, std::size_t term);
Arguments seen_by_answer(const Scheme& scheme);

class Runs {
 public:
  /// Inputs times slots and terms.
  static constexpr std::uint64_t most_values = std::uint64_t{1} << 22;

  /// Throws Unsupported for more values, CheckFailed where a row is missing, LimitReached when the budget is spent.
  Runs(const Protocol& protocol, const Budget& budget);

  const Instance& instance() const { return *instance_; }
  const Scheme& scheme() const { return instance_->scheme(); }
  std::size_t inputs() const { return answers_.size(); }
  Input input(std::size_t k) const { return instance_->inputs().input(k); }
  const Column& answers() const { return answers_; }
  const Column& slot(std::size_t number) const { return slots_[number]; }
  const Column& term(std::size_t number, std::size_t term) const {
    const Slot& slot = scheme().slot(number);
    return slot.is_sum() ? terms_[slot.first_term + term] : slots_[number];
  }
  const Column& part(const Part& part) const;
  /// Whether a slot has the value 0 on every input.
  bool silent(std::size_t number) const;

  /// Sets a term, and with it the slot. Nothing that is said later changes.
  void set_term(std::size_t number, std::size_t term, Column column);

  /// The inputs by what a function sees, one slot left out if there is such.
  InputClasses contexts(const Arguments& arguments, std::optional<std::size_t> without = std::nullopt) const;

 private:
  std::shared_ptr<const Instance> instance_;
  std::vector<Column> slots_;
  std::vector<Column> terms_;  // of slots that are sums
  Column answers_;
  mutable std::map<Part, Column> parts_;
};

}  // namespace arcsat
