#include "base/clock.hpp"
#include "run/argument_search.hpp"
#include "run/attempts.hpp"

namespace arcsat {

AttemptOutcome try_arguments(Context& context) {
  const std::optional<DecoderInstance> decoder = as_decoder(context.instance);
  if (!decoder) return Nothing{"arguments about two steps are for decoders alone"};
  context.progress.phase("arguments about two steps");
  const auto started = Clock::now();
  std::optional<Evidence> found = find_argument(*decoder, context.budget);
  if (!found) return Nothing{"no argument about two steps refutes it"};
  context.decision.solve_seconds = seconds_since(started);
  return context.argued(std::move(*found));
}

}  // namespace arcsat
