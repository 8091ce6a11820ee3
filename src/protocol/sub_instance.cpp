#include "protocol/sub_instance.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

Instance with_inputs(const Instance& instance, Restriction restriction) {
  return Instance("", instance.task(), std::move(restriction), instance.model());
}

void require_sub_instance(const Instance& part, const Instance& whole, const Budget& budget) {
  if (part.task() != whole.task()) throw CheckFailed("a sub-instance of another task");
  if (part.epochs() != whole.epochs()) throw CheckFailed("a sub-instance with another number of epochs");
  if (part.model().kind != whole.model().kind) throw CheckFailed("a sub-instance of another model");
  if (part.model().granularity != whole.model().granularity) {
    throw CheckFailed("a sub-instance of another granularity");
  }
  for (std::size_t number = 0; number < whole.messages(); ++number) {
    const Message message = whole.message(number);
    if (part.bits(message) != whole.bits(message)) {
      throw CheckFailed(fmt::format("a sub-instance with {} bits from {} to {} in epoch {}, expected {}",
                                    part.bits(message), message.sender, message.receiver, message.epoch,
                                    whole.bits(message)));
    }
  }
  for (std::uint64_t k = 0; k < part.inputs().size(); ++k) {
    if ((k & 0xffff) == 0) budget.check();
    if (!whole.inputs().contains(part.inputs().input(k))) {
      throw CheckFailed("a sub-instance with an input that is not allowed");
    }
  }
}

}  // namespace arcsat
