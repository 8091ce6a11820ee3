#include "base/clock.hpp"
#include "protocol/model_order.hpp"
#include "run/attempts.hpp"

namespace arcsat {

namespace {

// With fewer inputs the model's own formula is decided as soon as a family of decoders is searched.
constexpr std::uint64_t fewest_inputs_for_families = std::uint64_t{1} << 14;

}  // namespace

/// What is found there is carried over and replayed, so that the order between the models need not be believed. Nothing is
/// said if a decoder cannot do it: the order goes one way.
AttemptOutcome try_weaker_model(Context& context) {
  const std::shared_ptr<const Instance> weaker = plain_decoder_below(*context.instance);
  if (!weaker) return Nothing{"no decoder is a weaker model"};
  DecideOptions options = context.options;
  options.time_limit_seconds = context.budget.seconds_left();
  Context below(weaker, options);
  const auto started = Clock::now();
  AttemptOutcome found = try_closed_forms(below);
  if (std::holds_alternative<Nothing>(found) && weaker->inputs().size() >= fewest_inputs_for_families) {
    found = try_families_briefly(below);
  }
  context.decision.solve_seconds += seconds_since(started);
  const auto* evidence = std::get_if<Evidence>(&found);
  const Protocol* tables = evidence != nullptr ? tables_of(*evidence) : nullptr;
  if (tables == nullptr) return Nothing{"no protocol of a decoder was found that could be carried over"};
  return context.argued(context.checked(carried_over(*tables, context.instance, context.budget)));
}

}  // namespace arcsat
