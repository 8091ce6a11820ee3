#include "encoders/smt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/error.hpp"
#include "encoders/encoder.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_inputs = std::uint64_t{1} << 31;
constexpr std::uint64_t steps_between_checks = 4096;

std::string name_of(Player p) { return p < 0 ? fmt::format("m{}", -p) : fmt::format("{}", p); }

std::string name_of(const Message& message) {
  return fmt::format("{}_{}_{}", message.epoch, name_of(message.sender), name_of(message.receiver));
}

std::string sent_name(const Message& message, std::uint64_t projection) {
  return fmt::format("sent_{}_{}", name_of(message), projection);
}

std::string sort_of(unsigned bits) { return fmt::format("(_ BitVec {})", bits); }
std::string literal(std::uint32_t value, unsigned bits) { return fmt::format("(_ bv{} {})", value, bits); }

/// A part of a view, of at least one bit: the player's input or, if there is a message, what it received.
struct Argument {
  Player player;
  std::optional<Message> message;
  unsigned bits;
};

struct Function {
  std::string name;
  std::vector<Argument> arguments;
  unsigned bits;
};

/// X_p^(epoch-1): the input of player p, then all that p received in the epochs before `epoch`.
void append_arguments(const Instance& instance, Player p, int epoch, std::vector<Argument>& arguments) {
  if (const unsigned bits = bits_for(instance.task().domain(p))) arguments.push_back({p, std::nullopt, bits});
  for (int earlier = 1; earlier < epoch; ++earlier) {
    for (Player sender = p + 1; sender <= instance.last_player(); ++sender) {
      const Message received{earlier, sender, p};
      if (const unsigned bits = instance.width(received)) arguments.push_back({p, received, bits});
    }
  }
}

/// Π^t_{j→i} is a function of (X_j^(t-1), X_i^(t-1)).
Function message_function(const Instance& instance, const Message& message) {
  Function function{"msg_" + name_of(message), {}, instance.width(message)};
  append_arguments(instance, message.sender, message.epoch, function.arguments);
  append_arguments(instance, message.receiver, message.epoch, function.arguments);
  return function;
}

/// The answer is a function of X_{-1}^(E).
Function output_function(const Instance& instance) {
  Function function{"output", {}, bits_for(instance.task().answers())};
  append_arguments(instance, first_player, instance.epochs() + 1, function.arguments);
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

/// The function's value on input number k.
std::string application(const Function& function, const InputSet& inputs, std::uint64_t k) {
  if (function.arguments.empty()) return function.name;
  std::string term = "(" + function.name;
  for (const Argument& argument : function.arguments) {
    term += ' ';
    term += argument.message ? sent_name(*argument.message, inputs.projection(argument.player, k))
                             : literal(inputs.value(argument.player, k), argument.bits);
  }
  return term + ')';
}

/// A constant for what is sent on one projection at the receiver's level, and its definition.
std::string sent_equation(const Function& function, const Message& message, const InputSet& inputs,
                          std::uint64_t projection) {
  const std::string name = sent_name(message, projection);
  const std::uint64_t k = inputs.first_input(message.receiver, projection);
  return fmt::format("(declare-fun {} () {})\n(assert (= {} {}))\n", name, sort_of(function.bits), name,
                     application(function, inputs, k));
}

/// The output on input number k is the answer.
std::string answer_equation(const Function& output, const Task& task, const InputSet& inputs, std::uint64_t k) {
  return fmt::format("(assert (= {} {}))\n", application(output, inputs, k),
                     literal(task.answer(inputs.input(k)), output.bits));
}

}  // namespace

SmtEncoder::SmtEncoder(std::shared_ptr<const Instance> instance) : instance_(std::move(instance)) {
  const InputSet& inputs = instance_->inputs();
  if (inputs.size() > most_inputs) {
    throw Unsupported(fmt::format("found {} allowed inputs, expected at most 2^31 (an equation each)", inputs.size()));
  }
  first_constant_.push_back(0);
  for (std::size_t number = 0; number < instance_->messages(); ++number) {
    const Message message = instance_->message(number);
    const std::uint64_t count = instance_->matters(message) ? inputs.projections(message.receiver) : 0;
    first_constant_.push_back(first_constant_.back() + count);
  }
}

std::uint64_t SmtEncoder::assertion_count() const {
  return constant_count() + (instance_->task().answers() > 1 ? instance_->inputs().size() : 0);
}

std::string SmtEncoder::formula(const Budget& budget) const {
  const Instance& instance = *instance_;
  const InputSet& inputs = instance.inputs();
  std::string text = fmt::format(
      "; {}?\n; {}\n; sat: realizable, unsat: unrealizable. {} constants, {} assertions.\n(set-logic QF_UFBV)\n",
      statement(instance, Verdict::realizable), canonical_json(instance), constant_count(), assertion_count());

  // The last equation of each kind stands for the length of all.
  const std::uint64_t last_input = inputs.size() - 1;
  auto bytes = static_cast<double>(text.size());
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    if (!instance.matters(message)) continue;
    const Function function = message_function(instance, message);
    const std::uint64_t count = inputs.projections(message.receiver);
    const std::string equation = sent_equation(function, message, inputs, count - 1);
    bytes += static_cast<double>(declaration(function).size()) +
             static_cast<double>(count) * static_cast<double>(equation.size());
    budget.require_memory(bytes, "the SMT-LIB script");
    budget.check();
  }
  const Function output = output_function(instance);
  if (output.bits > 0) {
    const std::string equation = answer_equation(output, instance.task(), inputs, last_input);
    bytes += static_cast<double>(declaration(output).size()) +
             static_cast<double>(inputs.size()) * static_cast<double>(equation.size());
  }
  budget.require_memory(bytes, "the SMT-LIB script");
  text.reserve(static_cast<std::size_t>(std::min(bytes, 0x1p62)));

  std::uint64_t steps = 0;
  const auto step = [&] {
    if (++steps % steps_between_checks == 0) budget.check();
  };
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    if (!instance.matters(message)) continue;
    const Function function = message_function(instance, message);
    text += declaration(function);
    for (std::uint64_t projection = 0; projection < inputs.projections(message.receiver); ++projection) {
      text += sent_equation(function, message, inputs, projection);
      step();
    }
  }
  if (output.bits == 0) return text;
  text += declaration(output);
  for (std::uint64_t k = 0; k <= last_input; ++k) {
    text += answer_equation(output, instance.task(), inputs, k);
    step();
  }
  return text;
}

std::string SmtEncoder::script(const Budget& budget) const { return formula(budget) + "(check-sat)\n"; }

std::string SmtEncoder::with_values(const Protocol& protocol, const Budget& budget) const {
  const Instance& instance = *instance_;
  const InputSet& inputs = instance.inputs();
  if (canonical_json(protocol.instance()) != canonical_json(instance)) {
    throw InputError(fmt::format("found a protocol for {}, expected one for {}", canonical_json(protocol.instance()),
                                 canonical_json(instance)));
  }
  std::string text = formula(budget);
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    const Transcript run = simulate(protocol, inputs.input(k));
    for (std::size_t number = 0; number < instance.messages(); ++number) {
      const Message message = instance.message(number);
      const std::uint64_t projection = inputs.projection(message.receiver, k);
      if (!instance.matters(message) || inputs.first_input(message.receiver, projection) != k) continue;
      fmt::format_to(std::back_inserter(text), "(assert (= {} {}))\n", sent_name(message, projection),
                     literal(run.values[number], instance.width(message)));
    }
    if (k % steps_between_checks == 0) budget.check();
  }
  return text + "(check-sat)\n";
}

std::vector<SmtEncoder::Constant> SmtEncoder::constants() const {
  std::vector<Constant> result;
  result.reserve(constant_count());
  for (std::size_t number = 0; number < instance_->messages(); ++number) {
    const Message message = instance_->message(number);
    const std::uint64_t count = first_constant_[number + 1] - first_constant_[number];
    for (std::uint64_t projection = 0; projection < count; ++projection) {
      result.push_back({sent_name(message, projection), instance_->width(message)});
    }
  }
  return result;
}

Protocol SmtEncoder::decode(std::span<const std::uint32_t> values) const {
  const Instance& instance = *instance_;
  const InputSet& inputs = instance.inputs();
  if (values.size() != constant_count()) {
    throw CheckFailed(fmt::format("found {} values, expected {}", values.size(), constant_count()));
  }
  ProtocolBuilder builder(instance_);
  Transcript run;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    run.values.assign(instance.messages(), 0);
    for (std::size_t number = 0; number < instance.messages(); ++number) {
      const Message message = instance.message(number);
      if (!instance.matters(message)) continue;
      const std::uint64_t projection = inputs.projection(message.receiver, k);
      const std::uint32_t value = values[first_constant_[number] + projection];
      const unsigned bits = instance.width(message);
      if (value >> bits != 0) {
        throw CheckFailed(fmt::format("found the value {} for {}, expected one below {}", value,
                                      sent_name(message, projection), std::uint64_t{1} << bits));
      }
      run.values[number] = value;
    }
    run.answer = instance.task().answer(inputs.input(k));
    builder.record(k, run);
  }
  return builder.finish();
}

}  // namespace arcsat
