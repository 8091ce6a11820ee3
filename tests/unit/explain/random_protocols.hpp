// Protocols that say at random what they say, a function of the views all the same.
#pragma once

#include <map>
#include <random>

#include "protocol/protocol.hpp"

namespace arcsat::test {

/// Each slot's value is random for each pair of views that a run reaches; each final view is answered with the right answer of the
/// last input that has it.
inline Protocol random_protocol(const std::shared_ptr<const Instance>& instance, std::mt19937_64& random) {
  using Key = std::vector<std::uint32_t>;
  const Scheme& scheme = instance->scheme();
  std::vector<std::map<Key, std::uint32_t>> rows(scheme.terms());
  std::map<Key, std::uint32_t> answers;
  std::vector<Transcript> runs;
  std::vector<Key> finals;
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    Transcript run;
    run.values.resize(scheme.slots());
    run.terms.resize(scheme.has_sums() ? scheme.terms() : 0);
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        Key key;
        append_views(scheme, slot, term, input, run.values, key);
        const auto value = static_cast<std::uint32_t>(random() & (slot.values_held() - 1));
        run.set_term(number, slot, term, rows[slot.first_term + term].try_emplace(key, value).first->second);
      }
    }
    Key view;
    append_view(scheme, scheme.answer(), input, run.values, view);
    answers[view] = instance->task().answer(input);
    runs.push_back(std::move(run));
    finals.push_back(std::move(view));
  }
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < runs.size(); ++k) {
    runs[k].answer = answers.at(finals[k]);
    builder.record(k, runs[k]);
  }
  return builder.finish();
}

}  // namespace arcsat::test
