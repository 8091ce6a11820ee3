#include "certify/witness.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

namespace arcsat {

namespace {

void check_widths(const Protocol& protocol) {
  const Instance& instance = protocol.instance();
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    const LookupTable& rows = protocol.message(number);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (std::uint64_t{rows.value(row)} >> instance.width(message) != 0) {
        throw CheckFailed(fmt::format("epoch {}, player {} to player {}: the value {} does not fit in {} bits",
                                      message.epoch, message.sender, message.receiver, rows.value(row),
                                      instance.width(message)));
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
  for (std::size_t number = 0; number < instance.messages(); ++number) report.rows += protocol.message(number).size();
  report.rows += protocol.output().size();
  return report;
}

}  // namespace arcsat
