#include "explain/final_views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

FinalViews::FinalViews(const Protocol& protocol, const Budget& budget)
    : protocol_(protocol), players_(static_cast<std::size_t>(protocol.instance().task().players())) {
  const InputSet& inputs = instance().inputs();
  if (!inputs.numbered() || inputs.size() > most_inputs) {
    throw Unsupported("found more than 2^22 inputs, expected fewer: each is run");
  }
  const Scheme& scheme = instance().scheme();
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
  std::vector<std::uint32_t> key;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    if ((k & 0xff) == 0) budget.check();
    const Input input = inputs.input(k);
    const Transcript run = messages_on(protocol, input);
    key.clear();
    append_view(scheme, scheme.answer(), input, run.values, key);
    const auto fresh = static_cast<std::uint32_t>(numbers.size());
    view_of_.push_back(numbers.try_emplace(key, fresh).first->second);
    answer_of_.push_back(instance().task().answer(input));
    answered_right_.push_back(protocol.output().find(key) == answer_of_.back());
    if (!answered_right_.back()) ++confusions_.wrong;
    parts_.insert(parts_.end(), input.begin(), input.end());
  }
  confusions_.inputs = inputs.size();
  confusions_.views = numbers.size();
  count();
}

void FinalViews::count() {
  std::vector<std::map<std::uint32_t, std::uint64_t>> answers(confusions_.views);
  for (std::uint64_t k = 0; k < inputs(); ++k) ++answers[view(k)][answer(k)];
  for (const auto& counts : answers) {
    std::uint64_t all = 0;
    std::uint64_t most = 0;
    for (const auto& [answer, count] : counts) {
      all += count;
      most = std::max(most, count);
    }
    confusions_.confused += counts.size() > 1 ? 1 : 0;
    confusions_.least_wrong += all - most;
  }
}

}  // namespace arcsat
