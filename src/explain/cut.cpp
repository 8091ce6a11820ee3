#include "explain/cut.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

Protocol cut_to(const Protocol& protocol, int epochs) {
  const Instance& whole = protocol.instance();
  if (epochs < 1 || epochs > whole.epochs()) {
    throw InputError(fmt::format("found a cut to {} epochs, expected 1 to {}", epochs, whole.epochs()));
  }
  if (epochs == whole.epochs()) return protocol;
  if (std::holds_alternative<ChainOfThought>(whole.model().kind)) {
    throw Unsupported(
        "found thoughts, which are functions of the whole run of the prompt, expected none in a cut protocol");
  }
  Model model = whole.model();
  model.epochs = epochs;
  std::erase_if(model.widths, [&](const WidthOverride& one) { return one.message.epoch > epochs; });
  Protocol part(std::make_shared<const Instance>(whole.name(), whole.task(), whole.restriction(), std::move(model)));
  const Scheme& scheme = part.instance().scheme();
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const std::size_t original = whole.number(scheme.slot(number).message());
    for (std::size_t term = 0; term < scheme.slot(number).terms.size(); ++term) {
      part.slot(number, term) = protocol.slot(original, term);
    }
  }
  return part;
}

}  // namespace arcsat
