#include "encoders/smt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/error.hpp"
#include "encoders/encoder_table.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_inputs = std::uint64_t{1} << 31;
constexpr std::uint64_t steps_between_checks = 4096;

std::string name_of(Player p) { return p < 0 ? fmt::format("m{}", -p) : fmt::format("{}", p); }

std::string name_of(const Slot& slot) {
  if (slot.is_thought()) return fmt::format("thought_{}", first_player - slot.receiver());
  return fmt::format("{}_{}_{}", slot.epoch, name_of(slot.sender()), name_of(slot.receiver()));
}

std::string sent_name(const Slot& slot, std::uint64_t projection) {
  return fmt::format("sent_{}_{}", name_of(slot), projection);
}

std::string sort_of(unsigned bits) { return fmt::format("(_ BitVec {})", bits); }
std::string literal(std::uint32_t value, unsigned bits) { return fmt::format("(_ bv{} {})", value, bits); }

/// A part of a view, of at least one bit: a player's input or, if there is a slot, what was received.
struct Argument {
  Player player;
  std::optional<std::size_t> slot;
  unsigned bits;
};

struct Function {
  std::string name;
  std::vector<Argument> arguments;
  unsigned bits;
};

/// The inputs that a view's holder holds, then all that it received.
void append_arguments(const Instance& instance, const View& view, std::vector<Argument>& arguments) {
  const Scheme& scheme = instance.scheme();
  for (const Player p : scheme.parts(view.holder)) {
    if (const unsigned bits = bits_for(instance.task().domain(p))) arguments.push_back({p, std::nullopt, bits});
  }
  for (const std::uint32_t number : scheme.received(view)) {
    if (const unsigned bits = scheme.slot(number).width()) arguments.push_back({view.holder, number, bits});
  }
}

/// A slot is a function of its two views.
Function function_of(const Instance& instance, const Slot& slot) {
  Function function{(slot.is_thought() ? "" : "msg_") + name_of(slot), {}, slot.width()};
  append_arguments(instance, slot.from, function.arguments);
  append_arguments(instance, slot.to, function.arguments);
  return function;
}

/// The answer is a function of the answering view.
Function output_function(const Instance& instance) {
  Function function{"output", {}, bits_for(instance.task().answers())};
  append_arguments(instance, instance.scheme().answer(), function.arguments);
  return function;
}

std::string declaration(const Function& function) {
  std::string sorts;
  for (const Argument& argument : function.arguments) {
    if (!sorts.empty()) sorts += ' ';
    sorts += sort_of(argument.bits);
  }
  return fmt::format("(declare-fun {} ({}) {})\n", function.name, sorts, sort_of(function.bits));
}

/// Onto what the constants of each slot are numbered by.
using SentBy = std::vector<const Projection*>;

/// The function's value on input number k.
std::string application(const Function& function, const Instance& instance, const SentBy& sent_by, std::uint64_t k) {
  if (function.arguments.empty()) return function.name;
  std::string term = "(" + function.name;
  for (const Argument& argument : function.arguments) {
    term += ' ';
    term += argument.slot ? sent_name(instance.scheme().slot(*argument.slot), sent_by[*argument.slot]->of(k))
                          : literal(instance.inputs().value(argument.player, k), argument.bits);
  }
  return term + ')';
}

/// A constant for what slot `number` is on the inputs of one projection, and its definition.
std::string sent_equation(const Function& function, const Instance& instance, const SentBy& sent_by, std::size_t number,
                          std::uint64_t projection) {
  const std::string name = sent_name(instance.scheme().slot(number), projection);
  return fmt::format("(declare-fun {} () {})\n(assert (= {} {}))\n", name, sort_of(function.bits), name,
                     application(function, instance, sent_by, sent_by[number]->first(projection)));
}

/// The output on input number k is the answer.
std::string answer_equation(const Function& output, const Instance& instance, const SentBy& sent_by, std::uint64_t k) {
  return fmt::format("(assert (= {} {}))\n", application(output, instance, sent_by, k),
                     literal(instance.task().answer(instance.inputs().input(k)), output.bits));
}

}  // namespace

SmtEncoder::SmtEncoder(std::shared_ptr<const Instance> instance)
    : instance_(std::move(instance)), projections_(instance_->inputs(), instance_->scheme()) {
  const InputSet& inputs = instance_->inputs();
  if (inputs.size() > most_inputs) {
    throw Unsupported(fmt::format("found {} allowed inputs, expected at most 2^31 (an equation each)", inputs.size()));
  }
  first_constant_.push_back(0);
  const Scheme& scheme = instance_->scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const View last = scheme.last_view(scheme.slot(number).receiver());
    sent_by_.push_back(scheme.matters(number) ? &projections_.of(last) : nullptr);
    first_constant_.push_back(first_constant_.back() + (scheme.matters(number) ? sent_by_.back()->size() : 0));
  }
}

std::uint64_t SmtEncoder::assertion_count() const {
  return constant_count() + (instance_->task().answers() > 1 ? instance_->inputs().size() : 0);
}

std::string SmtEncoder::formula(const Budget& budget) const {
  const Instance& instance = *instance_;
  const Scheme& scheme = instance.scheme();
  const InputSet& inputs = instance.inputs();
  std::string text = fmt::format(
      "; {}?\n; {}\n; sat: realizable, unsat: unrealizable. {} constants, {} assertions.\n(set-logic QF_UFBV)\n",
      statement(instance, Verdict::realizable), canonical_json(instance), constant_count(), assertion_count());

  // The last equation of each kind stands for the length of all.
  const std::uint64_t last_input = inputs.size() - 1;
  auto bytes = static_cast<double>(text.size());
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number)) continue;
    const Function function = function_of(instance, scheme.slot(number));
    const std::uint64_t count = sent_by_[number]->size();
    const std::string equation = sent_equation(function, instance, sent_by_, number, count - 1);
    bytes += static_cast<double>(declaration(function).size()) +
             static_cast<double>(count) * static_cast<double>(equation.size());
    budget.require_memory(bytes, "the SMT-LIB script");
    budget.check();
  }
  const Function output = output_function(instance);
  if (output.bits > 0) {
    const std::string equation = answer_equation(output, instance, sent_by_, last_input);
    bytes += static_cast<double>(declaration(output).size()) +
             static_cast<double>(inputs.size()) * static_cast<double>(equation.size());
  }
  budget.require_memory(bytes, "the SMT-LIB script");
  text.reserve(static_cast<std::size_t>(std::min(bytes, 0x1p62)));

  std::uint64_t steps = 0;
  const auto step = [&] {
    if (++steps % steps_between_checks == 0) budget.check();
  };
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number)) continue;
    const Function function = function_of(instance, scheme.slot(number));
    text += declaration(function);
    for (std::uint64_t projection = 0; projection < sent_by_[number]->size(); ++projection) {
      text += sent_equation(function, instance, sent_by_, number, projection);
      step();
    }
  }
  if (output.bits == 0) return text;
  text += declaration(output);
  for (std::uint64_t k = 0; k <= last_input; ++k) {
    text += answer_equation(output, instance, sent_by_, k);
    step();
  }
  return text;
}

std::string SmtEncoder::script(const Budget& budget) const { return formula(budget) + "(check-sat)\n"; }

std::string SmtEncoder::with_values(const Protocol& protocol, const Budget& budget) const {
  const Instance& instance = *instance_;
  const Scheme& scheme = instance.scheme();
  const InputSet& inputs = instance.inputs();
  if (canonical_json(protocol.instance()) != canonical_json(instance)) {
    throw InputError(fmt::format("found a protocol for {}, expected one for {}", canonical_json(protocol.instance()),
                                 canonical_json(instance)));
  }
  std::string text = formula(budget);
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    const Transcript run = simulate(protocol, inputs.input(k));
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      if (!scheme.matters(number)) continue;
      const std::uint64_t projection = sent_by_[number]->of(k);
      if (sent_by_[number]->first(projection) != k) continue;
      fmt::format_to(std::back_inserter(text), "(assert (= {} {}))\n", sent_name(scheme.slot(number), projection),
                     literal(run.values[number], scheme.slot(number).width()));
    }
    if (k % steps_between_checks == 0) budget.check();
  }
  return text + "(check-sat)\n";
}

std::vector<SmtEncoder::Constant> SmtEncoder::constants() const {
  std::vector<Constant> result;
  result.reserve(constant_count());
  for (std::size_t number = 0; number < instance_->scheme().slots(); ++number) {
    const Slot& slot = instance_->scheme().slot(number);
    const std::uint64_t count = first_constant_[number + 1] - first_constant_[number];
    for (std::uint64_t projection = 0; projection < count; ++projection) {
      result.push_back({sent_name(slot, projection), slot.width()});
    }
  }
  return result;
}

Protocol SmtEncoder::decode(std::span<const std::uint32_t> values) const {
  const Instance& instance = *instance_;
  const Scheme& scheme = instance.scheme();
  const InputSet& inputs = instance.inputs();
  if (values.size() != constant_count()) {
    throw CheckFailed(fmt::format("found {} values, expected {}", values.size(), constant_count()));
  }
  ProtocolBuilder builder(instance_);
  Transcript run;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    run.values.assign(scheme.slots(), 0);
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      if (!scheme.matters(number)) continue;
      const std::uint64_t projection = sent_by_[number]->of(k);
      const std::uint32_t value = values[first_constant_[number] + projection];
      const unsigned bits = scheme.slot(number).width();
      if (value >> bits != 0) {
        throw CheckFailed(fmt::format("found the value {} for {}, expected one below {}", value,
                                      sent_name(scheme.slot(number), projection), std::uint64_t{1} << bits));
      }
      run.values[number] = value;
    }
    run.answer = instance.task().answer(inputs.input(k));
    builder.record(k, run);
  }
  return builder.finish();
}

extern const EncoderRow smt_row;
const EncoderRow smt_row = {.name = "smt", .most = std::nullopt};

}  // namespace arcsat
