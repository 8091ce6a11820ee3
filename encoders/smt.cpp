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

/// A player, or a token of its table.
std::string name_of(Player p, std::optional<std::uint32_t> token) {
  return token ? fmt::format("{}.{}", name_of(p), *token) : name_of(p);
}

std::string name_of(const Slot& slot) {
  if (slot.is_thought()) return fmt::format("thought_{}", first_player - slot.receiver());
  return fmt::format("{}_{}_{}", slot.epoch, name_of(slot.sender()), name_of(slot.receiver(), slot.token));
}

std::string name_of_term(const Scheme& scheme, const Slot& slot, std::size_t term) {
  return fmt::format("{}_from_{}", name_of(slot), scheme.token_of(slot.terms[term].holder).value());
}

std::string constant_name(const std::string& sent, std::uint64_t projection) {
  return fmt::format("sent_{}_{}", sent, projection);
}

std::string sort_of(unsigned bits) { return fmt::format("(_ BitVec {})", bits); }
std::string literal(std::uint32_t value, unsigned bits) { return fmt::format("(_ bv{} {})", value, bits); }

/// A part of a view, of at least one bit: of the input or, if there is a slot, what was received.
struct Argument {
  Part part;
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
  const Task& task = instance.task();
  for (const Part& part : scheme.parts(view.holder)) {
    const std::uint64_t values =
        part.position == Part::whole ? task.domain(part.player) : std::uint64_t{task.range(part.player)};
    if (const unsigned bits = bits_for(values)) arguments.push_back({part, std::nullopt, bits});
  }
  for (const std::uint32_t number : scheme.received(view)) {
    if (scheme.matters(number)) arguments.push_back({first_player, number, scheme.slot(number).width()});
  }
}

/// A term is a function of its two views.
Function function_of(const Instance& instance, const Slot& slot, std::size_t term, const std::string& name) {
  Function function{(slot.is_thought() ? "" : "msg_") + name, {}, slot.width()};
  append_arguments(instance, slot.terms[term], function.arguments);
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

/// A function's value on input number k; `constant(slot)` is what a slot is there.
template <typename Constant>
std::string application(const Function& function, const Instance& instance, std::uint64_t k, Constant constant) {
  if (function.arguments.empty()) return function.name;
  std::string term = "(" + function.name;
  for (const Argument& argument : function.arguments) {
    term += ' ';
    if (argument.slot) {
      term += constant(*argument.slot);
    } else {
      const InputIndex input = instance.inputs().value(argument.part.player, k);
      term += literal(value_of(instance.task(), argument.part, input), argument.bits);
    }
  }
  return term + ')';
}

}  // namespace

SmtEncoder::SmtEncoder(std::shared_ptr<const Instance> instance)
    : instance_(std::move(instance)), projections_(instance_->inputs(), instance_->scheme()) {
  const InputSet& inputs = instance_->inputs();
  if (inputs.size() > most_inputs) {
    throw Unsupported(fmt::format("found {} allowed inputs, expected at most 2^31 (an equation each)", inputs.size()));
  }
  const Scheme& scheme = instance_->scheme();
  sent_of_.resize(scheme.slots());
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    if (!scheme.matters(number)) continue;
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; slot.is_sum() && term < slot.terms.size(); ++term) {
      add(number, term, name_of_term(scheme, slot, term), projections_.of(slot, term));
    }
    sent_of_[number] = sent_.size();
    add(number, std::nullopt, name_of(slot), projections_.of(scheme.last_view(slot.to.holder)));
  }
}

void SmtEncoder::add(std::size_t number, std::optional<std::size_t> term, std::string name, const Projection& rows) {
  sent_.push_back({number, &instance_->scheme().slot(number), term, std::move(name), &rows, constants_});
  constants_ += rows.size();
}

std::uint64_t SmtEncoder::assertion_count() const {
  return constant_count() + (instance_->task().answers() > 1 ? instance_->inputs().size() : 0);
}

/// The constant for what is sent on input number k.
std::string SmtEncoder::constant_on(const Sent& sent, std::uint64_t k) const {
  return constant_name(sent.name, sent.rows->of(k));
}

/// The constant for what a slot is on input number k.
std::string SmtEncoder::constant_on(std::size_t slot, std::uint64_t k) const {
  return constant_on(sent_[sent_of_[slot]], k);
}

/// What is sent on input number k: a function's value or a sum.
std::string SmtEncoder::value_of_sent(const Sent& sent, std::uint64_t k) const {
  const Slot& slot = *sent.slot;
  if (sent.term || !slot.is_sum()) {
    return application(function_of(*instance_, slot, sent.term.value_or(0), sent.name), *instance_, k,
                       [&](std::size_t received) { return constant_on(received, k); });
  }
  const Sent* const terms = &sent - slot.terms.size();
  std::string sum = constant_on(terms[0], k);
  for (std::size_t term = 1; term < slot.terms.size(); ++term) {
    sum = fmt::format("(bvxor {} {})", sum, constant_on(terms[term], k));
  }
  return sum;
}

std::string SmtEncoder::declaration_of(const Sent& sent) const {
  if (!sent.term && sent.slot->is_sum()) return "";
  return declaration(function_of(*instance_, *sent.slot, sent.term.value_or(0), sent.name));
}

/// A constant for what is sent on the inputs of one projection, and its definition.
std::string SmtEncoder::equation(const Sent& sent, std::uint64_t projection) const {
  const std::string name = constant_name(sent.name, projection);
  return fmt::format("(declare-fun {} () {})\n(assert (= {} {}))\n", name, sort_of(sent.slot->width()), name,
                     value_of_sent(sent, sent.rows->first(projection)));
}

/// The output on input number k is the answer.
std::string SmtEncoder::answer_equation(std::uint64_t k) const {
  const Function output = output_function(*instance_);
  const auto constant = [&](std::size_t received) { return constant_on(received, k); };
  return fmt::format("(assert (= {} {}))\n", application(output, *instance_, k, constant),
                     literal(instance_->task().answer(instance_->inputs().input(k)), output.bits));
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
  for (const Sent& sent : sent_) {
    bytes += static_cast<double>(declaration_of(sent).size()) +
             static_cast<double>(sent.rows->size()) * static_cast<double>(equation(sent, sent.rows->size() - 1).size());
    budget.require_memory(bytes, "the SMT-LIB script");
    budget.check();
  }
  const Function output = output_function(instance);
  if (output.bits > 0) {
    bytes += static_cast<double>(declaration(output).size()) +
             static_cast<double>(inputs.size()) * static_cast<double>(answer_equation(last_input).size());
  }
  budget.require_memory(bytes, "the SMT-LIB script");
  text.reserve(static_cast<std::size_t>(std::min(bytes, 0x1p62)));

  std::uint64_t steps = 0;
  const auto step = [&] {
    if (++steps % steps_between_checks == 0) budget.check();
  };
  for (const Sent& sent : sent_) {
    text += declaration_of(sent);
    for (std::uint64_t projection = 0; projection < sent.rows->size(); ++projection) {
      text += equation(sent, projection);
      step();
    }
  }
  if (output.bits == 0) return text;
  text += declaration(output);
  for (std::uint64_t k = 0; k <= last_input; ++k) {
    text += answer_equation(k);
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
    for (const Sent& sent : sent_) {
      if (sent.rows->first(sent.rows->of(k)) != k) continue;
      const std::uint32_t value = sent.term ? run.term(sent.number, *sent.slot, *sent.term) : run.values[sent.number];
      fmt::format_to(std::back_inserter(text), "(assert (= {} {}))\n", constant_on(sent, k),
                     literal(value, sent.slot->width()));
    }
    if (k % steps_between_checks == 0) budget.check();
  }
  return text + "(check-sat)\n";
}

std::vector<SmtEncoder::Constant> SmtEncoder::constants() const {
  std::vector<Constant> result;
  result.reserve(constant_count());
  for (const Sent& sent : sent_) {
    for (std::uint64_t projection = 0; projection < sent.rows->size(); ++projection) {
      result.push_back({constant_name(sent.name, projection), sent.slot->width()});
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
    run.terms.assign(scheme.terms(), 0);
    for (const Sent& sent : sent_) {
      const std::uint32_t value = values[sent.first_constant + sent.rows->of(k)];
      const unsigned bits = sent.slot->width();
      if (value >> bits != 0) {
        throw CheckFailed(fmt::format("found the value {} for {}, expected one below {}", value, constant_on(sent, k),
                                      std::uint64_t{1} << bits));
      }
      if (sent.term) {
        run.set_term(sent.number, *sent.slot, *sent.term, value);
      } else if (!sent.slot->is_sum()) {
        run.values[sent.number] = value;
      } else if (run.values[sent.number] != value) {
        throw CheckFailed(fmt::format("found the value {} for {}, expected the sum {} of its terms", value,
                                      constant_on(sent, k), run.values[sent.number]));
      }
    }
    run.answer = instance.task().answer(inputs.input(k));
    builder.record(k, run);
  }
  return builder.finish();
}

extern const EncoderRow smt_row;
const EncoderRow smt_row = {.name = "smt", .most = std::nullopt};

}  // namespace arcsat
