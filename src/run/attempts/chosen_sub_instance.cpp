#include <fmt/format.h>

#include "base/error.hpp"
#include "protocol/sub_instance.hpp"
#include "run/attempts.hpp"

namespace arcsat {

AttemptOutcome try_chosen_sub_instance(Context& context) {
  const DecideOptions& options = context.options;
  if (!options.encoder->refutes()) {
    throw InputError(fmt::format("found the encoder \"{}\" with inputs to refute, expected one that can refute",
                                 options.encoder->name));
  }
  const auto part = std::make_shared<const Instance>(with_inputs(*context.instance, options.refute_on.value()));
  try {
    require_sub_instance(*part, *context.instance, context.budget);
  } catch (const CheckFailed& error) {
    throw InputError(fmt::format("found {}, expected inputs of the instance", error.what()));
  }
  const auto encoding = context.encodings.encode(part, *options.encoder);
  return settle(context, {{"", encoding, context.engine_options(Goal::refutation), true, part}}, 1);
}

}  // namespace arcsat
