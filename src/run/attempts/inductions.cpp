#include "base/clock.hpp"
#include "run/attempts.hpp"
#include "run/chain_search.hpp"
#include "run/three_step_search.hpp"

namespace arcsat {

AttemptOutcome try_inductions(Context& context) {
  const std::optional<DecoderInstance> decoder = as_decoder(context.instance);
  if (!decoder) return Nothing{"inductions over the steps are for decoders alone"};
  context.progress.phase("inductions over the steps");
  const auto started = Clock::now();
  std::optional<Evidence> found;
  if (const auto chain = find_chain(*decoder, context.budget)) {
    found = ChainRefutation{*chain, check_chain(**decoder, *chain)};
  } else if (const auto bound = find_three_step_bound(*decoder)) {
    found = ThreeStepRefutation{*bound, check_three_step(**decoder, *bound)};
  }
  if (!found) return Nothing{"no induction over the steps refutes it"};
  context.decision.solve_seconds = seconds_since(started);
  return context.argued(std::move(*found));
}

}  // namespace arcsat
