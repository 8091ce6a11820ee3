#include "protocol/simulate.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

Transcript simulate(const Protocol& protocol, std::span<const InputIndex> input) {
  const Scheme& scheme = protocol.instance().scheme();
  Transcript run;
  run.values.resize(scheme.slots());
  std::vector<std::uint32_t> key;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    key.clear();
    append_views(scheme, slot, input, run.values, key);
    const auto value = protocol.slot(number).find(key);
    if (!value && slot.bits > 0) {
      throw CheckFailed(fmt::format("{}: no row for the views [{}] on input [{}]", place_of(slot), fmt::join(key, ","),
                                    fmt::join(input, ",")));
    }
    run.values[number] = value.value_or(0);
  }
  key.clear();
  append_view(scheme, scheme.answer(), input, run.values, key);
  const auto answer = protocol.output().find(key);
  if (!answer) {
    throw CheckFailed(fmt::format("output: no row for the final view [{}] on input [{}]", fmt::join(key, ","),
                                  fmt::join(input, ",")));
  }
  run.answer = *answer;
  return run;
}

}  // namespace arcsat
