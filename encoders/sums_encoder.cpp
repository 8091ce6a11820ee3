#include "encoders/sums_encoder.hpp"

#include <fmt/format.h>

#include <map>

#include "base/error.hpp"
#include "encoders/encoder_table.hpp"

namespace arcsat {

SumsEncoder::SumsEncoder(const DecoderInstance& instance)
    : instance_(instance.shared()), shape_(instance), variables_(shape_.variables()) {
  const ControlInputs& controls = shape_.controls();
  outputs_ = variables_.block("output", {controls.set().size(), controls.answer_bits(), held_at_the_end().size()},
                              [](std::span<const std::uint64_t> at) {
                                return fmt::format("output input={} bit={} slot={}", at[0], at[1], at[2]);
                              });
}

Formula SumsEncoder::encode(EncodingWatch& watch) const {
  watch.bound_memory();
  Formula formula;
  formula.add_variables_of(variables_);
  ViewFunctions functions(shape_, formula, watch);
  write_functions(functions);
  write_kinds(formula, watch);
  write_relays(formula, watch);
  write_output(functions, formula, watch);
  functions.write_views();
  return formula;
}

// Where nobody has heard anything yet, equal views have one row, hence one variable.
void SumsEncoder::write_functions(ViewFunctions& functions) const {
  const std::uint64_t dimension = shape_.controls().dimension();
  for (const SumsMessage& sent : shape_.messages()) {
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
void SumsEncoder::write_kinds(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("kind");
  for (const SumsMessage& sent : shape_.messages()) {
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
void SumsEncoder::write_relays(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("relay");
  const unsigned dimension = shape_.controls().dimension();
  std::vector<SelectedTerm> terms;
  for (const SumsMessage& sent : shape_.messages()) {
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
            const SumsMessage& earlier = shape_.messages()[held[k].message];
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
void SumsEncoder::write_output(ViewFunctions& functions, Formula& formula, EncodingWatch& watch) const {
  const ControlInputs& controls = shape_.controls();
  const std::vector<SentBit> held = held_at_the_end();
  const std::uint64_t inputs = controls.set().size();
  const ControlView final_view{first_player, shape_.epochs()};
  functions.add("output", first_player, std::span(&final_view, 1), controls.answer_bits() * held.size(),
                [&](std::uint64_t x, std::uint64_t k) { return outputs_(x, k / held.size(), k % held.size()); });
  const std::uint64_t sum_count = inputs * controls.answer_bits() * controls.dimension();
  SelectedSums sums(formula, watch, SelectedSums::way_for(held.size(), 0), sum_count, held.size(), 0);
  formula.begin_family("answer");
  std::vector<SelectedTerm> terms;
  for (std::uint64_t x = 0; x < inputs; ++x) {
    for (unsigned bit = 0; bit < controls.answer_bits(); ++bit) {
      for (unsigned coordinate = 0; coordinate < controls.dimension(); ++coordinate) {
        terms.clear();
        for (std::size_t k = 0; k < held.size(); ++k) {
          terms.push_back(
              {outputs_(x, bit, k), shape_.vector(shape_.messages()[held[k].message], x, held[k].bit, coordinate)});
        }
        sums.add(terms, {}, coordinate == controls.coordinate(x, bit));
      }
    }
  }
}

std::vector<SentBit> SumsEncoder::held_at_the_end() const {
  std::vector<SentBit> held;
  for (std::size_t k = 0; k < shape_.messages().size(); ++k) {
    const SumsMessage& sent = shape_.messages()[k];
    if (sent.message.receiver != first_player || !sent.data) continue;
    for (unsigned bit = 0; bit < sent.width; ++bit) held.push_back({k, bit});
  }
  return held;
}

SumsProtocol SumsEncoder::decode(const Assignment& model) const {
  const ControlInputs& controls = shape_.controls();
  const std::uint64_t count = controls.set().size();
  // Where in what its receiver receives a message's bits begin.
  std::vector<std::uint32_t> begin;
  std::map<Player, std::uint32_t> received;
  for (const SumsMessage& sent : shape_.messages()) {
    begin.push_back(received[sent.message.receiver]);
    received[sent.message.receiver] += sent.width;
  }
  const auto chosen = [&](const std::vector<SentBit>& held, const auto& selector) {
    std::vector<std::uint32_t> added;
    for (std::size_t k = 0; k < held.size(); ++k) {
      if (model.value(selector(k))) added.push_back(begin[held[k].message] + held[k].bit);
    }
    return added;
  };

  SumsProtocol protocol;
  protocol.instance = instance_;
  for (std::uint64_t x = 0; x < count; ++x) protocol.control_inputs.push_back(controls.set().input(x));
  for (const SumsMessage& sent : shape_.messages()) {
    const std::vector<SentBit> held = shape_.held_by_sender(sent);
    SumsMessageBits& message = protocol.messages.emplace_back();
    message.message = sent.message;
    for (unsigned bit = 0; bit < sent.width; ++bit) {
      SumsBit& says = message.bits.emplace_back();
      for (std::uint64_t input = 0; input < count; ++input) {
        const std::uint64_t x = controls.set().projection(sent.message.receiver, input);
        if (!sent.control) {
          Coordinates& summed = says.coordinates.emplace_back();
          for (unsigned k = 0; k < controls.dimension(); ++k) {
            if (model.value(shape_.vector(sent, x, bit, k))) summed.push_back(controls.among_all(k));
          }
          continue;
        }
        says.data.push_back(sent.mixed() && model.value(shape_.flag(sent, x, bit)) ? 1 : 0);
        says.control.push_back(model.value(shape_.control(sent, x, bit)) ? 1 : 0);
        says.added.push_back(chosen(held, [&](std::size_t k) { return shape_.coefficient(sent, x, bit, k); }));
      }
    }
  }
  const std::vector<SentBit> held = held_at_the_end();
  for (unsigned bit = 0; bit < controls.answer_bits(); ++bit) {
    auto& sums = protocol.output.emplace_back();
    for (std::uint64_t x = 0; x < count; ++x) {
      sums.push_back(chosen(held, [&](std::size_t k) { return outputs_(x, bit, k); }));
    }
  }
  return protocol;
}

namespace {

InstanceFormula formula_of_sums(const DecoderInstance& instance, EncodingWatch& watch) {
  const auto encoder = std::make_shared<const SumsEncoder>(instance);
  return {.encoder = "xor",
          .symmetry = {},
          .family = "sums",
          .formula = encoder->encode(watch),
          .decode = [encoder](const Assignment& model) { return encoder->decode(model); }};
}

}  // namespace

extern const EncoderRow sums_row;
const EncoderRow sums_row = {
    .name = "xor",
    .summary = "looks for a witness in a family of protocols, never refutes",
    .most = std::nullopt,
    .make_family = formula_of_sums,
    .family = "sums",
};

}  // namespace arcsat
