#include "protocol/simulate.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

Transcript messages_on(const Protocol& protocol, std::span<const InputIndex> input) {
  const Scheme& scheme = protocol.instance().scheme();
  Transcript run;
  run.values.resize(scheme.slots());
  run.terms.resize(scheme.has_sums() ? scheme.terms() : 0);
  std::vector<std::uint32_t> key;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      key.clear();
      append_views(scheme, slot, term, input, run.values, key);
      const auto value = protocol.slot(number, term).find(key);
      if (!value && slot.bits > 0) {
        throw CheckFailed(fmt::format("{}{}: no row for the views [{}] on input [{}]",
                                      words_of_term(scheme, slot, term), place_of(slot), fmt::join(key, ","),
                                      fmt::join(input, ",")));
      }
      run.set_term(number, slot, term, value.value_or(0));
    }
  }
  return run;
}

Transcript simulate(const Protocol& protocol, std::span<const InputIndex> input) {
  const Scheme& scheme = protocol.instance().scheme();
  Transcript run = messages_on(protocol, input);
  std::vector<std::uint32_t> key;
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
