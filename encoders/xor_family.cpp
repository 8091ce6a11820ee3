#include "arcsat/encoders/xor_family.hpp"

#include <fmt/format.h>

#include <bit>

#include "arcsat/base/error.hpp"

namespace arcsat {

namespace {

Var offset_by(Var first, std::uint64_t offset) {
  return Var::from_dimacs(first.dimacs() + static_cast<std::int32_t>(offset));
}

}  // namespace

XorFamily::XorFamily(std::shared_ptr<const Instance> instance) : instance_(std::move(instance)), shape_(*instance_) {}

Formula XorFamily::encode(EncodingWatch& watch) const {
  watch.bound_memory();
  Formula formula;
  shape_.add_variables(formula);
  ViewFunctions functions(shape_, formula, watch);
  write_functions(functions);
  write_kinds(formula, watch);
  write_relays(formula, watch);
  write_output(functions, formula, watch);
  functions.write_views();
  return formula;
}

// Where nobody has heard anything yet, equal views have one row, hence one variable.
void XorFamily::write_functions(ViewFunctions& functions) const {
  const std::uint64_t dimension = shape_.controls().dimension();
  for (const XorMessage& sent : shape_.messages()) {
    const Message& message = sent.message;
    const ControlView views[] = {{message.receiver, message.epoch - 1}, {message.sender, message.epoch - 1}};
    const std::span<const ControlView> receiver_view(views, 1);
    const bool receiver_hears = shape_.hears(message.receiver, message.epoch - 1);
    if (!sent.control && receiver_hears) {
      functions.add(
          "vector", message.receiver, receiver_view, sent.width * dimension, [&](std::uint64_t x, std::uint64_t k) {
            return shape_.vector(sent, x, static_cast<unsigned>(k / dimension), static_cast<unsigned>(k % dimension));
          });
    }
    if (sent.control && (receiver_hears || shape_.hears(message.sender, message.epoch - 1))) {
      // κ and, of a mixed message, λ
      const std::uint64_t each = sent.mixed() ? 1 + sent.held_bits : 1;
      functions.add("control", message.receiver, views, sent.width * each, [&](std::uint64_t x, std::uint64_t k) {
        const auto bit = static_cast<unsigned>(k / each);
        return k % each == 0 ? shape_.control(sent, x, bit) : shape_.coefficient(sent, x, bit, k % each - 1);
      });
    }
    if (sent.mixed() && receiver_hears) {
      functions.add("flag", message.receiver, receiver_view, sent.width,
                    [&](std::uint64_t x, std::uint64_t k) { return shape_.flag(sent, x, static_cast<unsigned>(k)); });
    }
  }
}

// flag → ¬κ and ¬flag → ¬λ_s, so that a bit that is no data adds nothing
void XorFamily::write_kinds(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("kind");
  for (const XorMessage& sent : shape_.messages()) {
    if (!sent.mixed()) continue;
    for (std::uint64_t x = 0; x < shape_.controls().set().projections(sent.message.receiver); ++x) {
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        const Lit flag(shape_.flag(sent, x, bit), true);
        formula.add_clause({~flag, Lit(shape_.control(sent, x, bit), false)});
        for (std::size_t k = 0; k < sent.held_bits; ++k) {
          formula.add_clause({flag, Lit(shape_.coefficient(sent, x, bit, k), false)});
        }
      }
      watch.tick(formula);
    }
  }
}

// v = ⊕_s λ_s v_s
void XorFamily::write_relays(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("relay");
  const unsigned dimension = shape_.controls().dimension();
  std::vector<SelectedTerm> terms;
  for (const XorMessage& sent : shape_.messages()) {
    if (!sent.mixed()) continue;
    const std::vector<SentBit> held = shape_.held_by_sender(sent);
    const std::uint64_t projections = shape_.controls().set().projections(sent.message.receiver);
    SelectedSums sums(formula, watch, SelectedSums::way_for(held.size(), 1), projections * sent.width * dimension,
                      held.size(), 1);
    for (std::uint64_t x = 0; x < projections; ++x) {
      const std::uint64_t at_sender = shape_.projection(sent.message.sender, sent.message.receiver, x);
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        for (unsigned coordinate = 0; coordinate < dimension; ++coordinate) {
          terms.clear();
          for (std::size_t k = 0; k < held.size(); ++k) {
            const XorMessage& earlier = shape_.messages()[held[k].message];
            terms.push_back(
                {shape_.coefficient(sent, x, bit, k), shape_.vector(earlier, at_sender, held[k].bit, coordinate)});
          }
          const Var result = shape_.vector(sent, x, bit, coordinate);
          sums.add(terms, std::span(&result, 1), false);
        }
      }
    }
  }
}

// ⊕_s μ_s v_s(x) is the unit vector of the coordinate asked for by x, for each bit of the answer
void XorFamily::write_output(ViewFunctions& functions, Formula& formula, EncodingWatch& watch) const {
  const ControlInputs& controls = shape_.controls();
  std::vector<SentBit> held;
  for (std::size_t k = 0; k < shape_.messages().size(); ++k) {
    const XorMessage& sent = shape_.messages()[k];
    if (sent.message.receiver != first_player || !sent.data) continue;
    for (unsigned bit = 0; bit < sent.width; ++bit) held.push_back({k, bit});
  }
  const std::uint64_t inputs = controls.set().size();
  const std::uint64_t each = controls.answer_bits() * held.size();
  const Var first = formula.add_variables(
      static_cast<std::int64_t>(inputs * each), "output", [each, slots = held.size()](std::int64_t k) {
        const auto number = static_cast<std::uint64_t>(k);
        return fmt::format("output input={} bit={} slot={}", number / each, number % each / slots, number % slots);
      });
  const ControlView final_view{first_player, shape_.epochs()};
  functions.add("output", first_player, std::span(&final_view, 1), each,
                [&](std::uint64_t x, std::uint64_t k) { return offset_by(first, x * each + k); });
  const std::uint64_t sum_count = inputs * controls.answer_bits() * controls.dimension();
  SelectedSums sums(formula, watch, SelectedSums::way_for(held.size(), 0), sum_count, held.size(), 0);
  formula.begin_family("answer");
  std::vector<SelectedTerm> terms;
  for (std::uint64_t x = 0; x < inputs; ++x) {
    for (unsigned bit = 0; bit < controls.answer_bits(); ++bit) {
      for (unsigned coordinate = 0; coordinate < controls.dimension(); ++coordinate) {
        terms.clear();
        for (std::size_t slot = 0; slot < held.size(); ++slot) {
          terms.push_back({offset_by(first, x * each + bit * held.size() + slot),
                           shape_.vector(shape_.messages()[held[slot].message], x, held[slot].bit, coordinate)});
        }
        sums.add(terms, {}, coordinate == controls.coordinate(x, bit));
      }
    }
  }
}

Protocol XorFamily::decode(const Assignment& model, const Budget& budget) const {
  const ControlInputs& controls = shape_.controls();
  // κ(x) of the whole message, and v(x) of each bit, as numbers.
  struct Sent {
    std::vector<std::uint32_t> control;
    std::vector<std::uint64_t> vectors;
  };
  std::vector<Sent> all;
  for (const XorMessage& sent : shape_.messages()) {
    Sent what;
    for (std::uint64_t x = 0; x < controls.set().projections(sent.message.receiver); ++x) {
      std::uint32_t control = 0;
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        if (sent.control) control |= std::uint32_t{model.value(shape_.control(sent, x, bit))} << bit;
        std::uint64_t vector = 0;
        for (unsigned k = 0; sent.data && k < controls.dimension(); ++k) {
          vector |= std::uint64_t{model.value(shape_.vector(sent, x, bit, k))} << k;
        }
        what.vectors.push_back(vector);
      }
      what.control.push_back(control);
    }
    all.push_back(std::move(what));
  }

  const InputSet& inputs = instance_->inputs();
  ProtocolBuilder builder(instance_);
  Transcript run;
  run.values.resize(instance_->messages());
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    if ((input & 0xfff) == 0) budget.check();
    const std::uint64_t table = controls.vector(inputs.value(instance_->last_player(), input));
    for (std::size_t k = 0; k < all.size(); ++k) {
      const XorMessage& sent = shape_.messages()[k];
      const std::uint64_t x = controls.set().projection(sent.message.receiver, controls.of(input));
      std::uint32_t value = all[k].control[x];
      for (unsigned bit = 0; bit < sent.width; ++bit) {
        const int sum = std::popcount(all[k].vectors[x * sent.width + bit] & table) & 1;
        value ^= static_cast<std::uint32_t>(sum) << bit;
      }
      run.values[sent.number] = value;
    }
    // Two runs that end in one view and need different answers are noticed by the builder.
    run.answer = instance_->task().answer(inputs.input(input));
    builder.record(input, run);
  }
  return builder.finish();
}

}  // namespace arcsat
