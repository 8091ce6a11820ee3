#include "encoders/control_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "protocol/sums_protocol.hpp"

namespace arcsat {

namespace {

Input without_last(const InputSet& inputs, std::uint64_t k) {
  Input input = inputs.input(k);
  input.pop_back();
  return input;
}

}  // namespace

ControlInputs::ControlInputs(const DecoderInstance& decoder, std::uint64_t most)
    : answer_bits_(arcsat::answer_bits(*decoder)) {
  const Instance& instance = *decoder;
  const InputSet& inputs = instance.inputs();
  const bool by_tuples = instance.restriction().by_tuples;
  // A product's inputs with the first of player L's tables come first, one for each control input.
  const std::uint64_t looked_at = by_tuples ? inputs.size() : inputs.stride(instance.last_player());
  if (looked_at > most) {
    throw LimitReached(fmt::format("the instance has {} inputs {}, the encoder xor takes at most {}", looked_at,
                                   by_tuples ? "given as tuples" : "of the players before the last", most));
  }
  std::vector<Input> controls;
  for (std::uint64_t k = 0; k < looked_at; ++k) controls.push_back(without_last(inputs, k));
  set_ = InputSet::tuples(std::move(controls));

  std::vector<std::uint64_t> asked;
  for (std::uint64_t x = 0; x < set_->size(); ++x) {
    asked.push_back(instance.task().asked_position(set_->input(x), instance.last_player()));
  }
  positions_ = asked;
  std::sort(positions_.begin(), positions_.end());
  positions_.erase(std::unique(positions_.begin(), positions_.end()), positions_.end());
  for (const std::uint64_t position : asked) {
    const auto place = std::lower_bound(positions_.begin(), positions_.end(), position);
    asked_.push_back(static_cast<std::uint32_t>(place - positions_.begin()));
  }
}

}  // namespace arcsat
