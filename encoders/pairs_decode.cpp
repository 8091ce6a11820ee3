#include <algorithm>

#include "encoders/pairs.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

Protocol PairsEncoder::decode(const Assignment& model) const {
  const InputSet& inputs = instance_->inputs();
  ProtocolBuilder builder(instance_);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    Transcript run;
    run.values.resize(instance_->scheme().slots());
    run.terms.resize(instance_->scheme().terms());
    run.answer = answers_[input];
    for (const Sent& sent : sent_) {
      for (std::size_t k = 0; k < sent.terms.size(); ++k) {
        std::uint32_t value = 0;
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          value |= std::uint32_t{model.value(sent_bit(sent.number, k, input, bit))} << bit;
        }
        run.set_term(sent.number, sent.slot, k, value);
      }
    }
    builder.record(input, run);
  }
  return builder.finish();
}

Assignment PairsEncoder::embed_as_it_is(const Protocol& protocol) const {
  const InputSet& inputs = instance_->inputs();
  Assignment assignment;
  assignment.values.resize(reference_size().all_variables().value() + 1);
  for (std::uint64_t input = 0; input < inputs.size(); ++input) {
    const Transcript run = simulate(protocol, inputs.input(input));
    for (const Sent& sent : sent_) {
      std::uint32_t sum = 0;
      for (std::size_t k = 0; k < sent.terms.size(); ++k) {
        const std::uint32_t term = run.term(sent.number, sent.slot, k);
        sum ^= term;
        for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
          assignment.set(sent_bit(sent.number, k, input, bit), (term >> bit & 1) != 0);
          if (k > 0) assignment.set(partial_sum(sent, sent.rows->of(input), k, bit), (sum >> bit & 1) != 0);
        }
      }
    }
  }
  for (const Sent& sent : sent_) {
    for_each_difference(sent, [&](std::uint64_t row, std::uint64_t other, std::uint64_t number) {
      for (unsigned bit = 0; bit < sent.slot.width(); ++bit) {
        const bool differ = assignment.value(sent.values(row, bit)) != assignment.value(sent.values(other, bit));
        assignment.set(difference(sent, number, bit), differ);
      }
    });
  }
  std::vector<Lit> reasons;
  // A view before another is of the same holder or of a later player.
  std::vector<const Known*> in_order;
  for (const Known& known : known_) in_order.push_back(&known);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const Known* a, const Known* b) { return a->view.holder > b->view.holder; });
  for (const Known* next : in_order) {
    const Known& known = *next;
    if (!known.hears) continue;
    const auto received = received_since(known.before, known.view);
    std::uint64_t number = 0;
    known.compared->for_each([&](std::uint64_t a, std::uint64_t b) {
      reasons.clear();
      append_view_literal(known.before, known.rows->first(a), known.rows->first(b), reasons);
      append_differences(received, known.rows->first(a), known.rows->first(b), 0, reasons);
      const bool apart = std::any_of(reasons.begin(), reasons.end(), [&](Lit l) { return assignment.value(l); });
      assignment.set(known.pairs(number++), apart);
    });
  }
  return assignment;
}

}  // namespace arcsat
