#include "certify/witness.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

void check_widths(const Protocol& protocol) {
  const Scheme& scheme = protocol.instance().scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    for (std::size_t term = 0; term < slot.terms.size(); ++term) {
      const LookupTable& rows = protocol.slot(number, term);
      for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.value(row) >= slot.values_held()) {
          throw CheckFailed(fmt::format("{}{}: the value {} does not fit in {} bits", words_of_term(scheme, slot, term),
                                        place_of(slot), rows.value(row), slot.bits));
        }
      }
    }
  }
}

}  // namespace

WitnessReport check_witness(const Protocol& protocol, const Budget& budget) {
  const Instance& instance = protocol.instance();
  check_widths(protocol);
  WitnessReport report;
  for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) {
    if ((k & 0x3ff) == 0) budget.check();
    const Input input = instance.inputs().input(k);
    const std::uint32_t answer = simulate(protocol, input).answer;
    const std::uint32_t right = instance.task().answer(input);
    if (answer != right) {
      throw CheckFailed(fmt::format("input [{}]: the protocol answers {}, the right answer is {}",
                                    fmt::join(input, ","), answer, right));
    }
    ++report.inputs;
  }
  const Scheme& scheme = instance.scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    for (std::size_t term = 0; term < scheme.slot(number).terms.size(); ++term) {
      report.rows += protocol.slot(number, term).size();
    }
  }
  report.rows += protocol.output().size();
  return report;
}

}  // namespace arcsat
