#include <algorithm>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "evidence/transformer_witness.hpp"
#include "run/attempts.hpp"
#include "transformer/construction.hpp"

namespace arcsat {

namespace {

// It takes a moment or very long.
constexpr double most_seconds = 10;

/// A Transformer for the instance, with its model and so few bits; none if this construction gives none.
std::optional<Transformer> transformer_for(const std::shared_ptr<const Instance>& instance,
                                           const Construction& construction, bool normalised) {
  const Model& model = instance->model();
  if (construction.model != facts_of(model.kind).kind) return std::nullopt;
  try {
    Transformer transformer = construction.build(instance->task(), {normalised, std::nullopt});
    if (transformer.instance->model().kind != model.kind) return std::nullopt;
    transformer.instance = instance;
    require_fits(transformer);
    return transformer;
  } catch (const InputError&) {  // it does not apply, or the task is too large for it
    return std::nullopt;
  } catch (const CheckFailed&) {  // it has other layers, or more bits
    return std::nullopt;
  }
}

}  // namespace

AttemptOutcome try_transformers(Context& context) {
  context.progress.phase("Transformers");
  const auto started = Clock::now();
  for (const Construction* construction : constructions()) {
    for (const bool normalised : {false, true}) {
      std::optional<Transformer> transformer = transformer_for(context.instance, *construction, normalised);
      if (!transformer) continue;
      try {
        const Budget budget(std::min(most_seconds, context.budget.seconds_left().value_or(most_seconds)), std::nullopt);
        TransformerWitness witness = check_transformer_witness(std::move(*transformer), budget, context.progress);
        context.decision.solve_seconds = seconds_since(started);
        return context.argued(std::move(witness));
      } catch (const LimitReached&) {
        context.budget.check();
      }
    }
  }
  return Nothing{"no construction of a Transformer fits"};
}

}  // namespace arcsat
