#include "certify/plain_decoder.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

void require_plain_decoder(const Instance& instance) {
  const Model& model = instance.model();
  if (!is_plain_decoder(model))
    throw CheckFailed(fmt::format("found the model {}, expected a decoder", name_of(model)));
  if (!model.widths.empty()) throw CheckFailed("found widths of single messages, expected none");
  if (instance.restriction().by_tuples || !instance.restriction().lists.empty()) {
    throw CheckFailed("found restricted inputs, expected all inputs to be allowed");
  }
}

}  // namespace arcsat
