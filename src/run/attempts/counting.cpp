#include "base/clock.hpp"
#include "run/attempts.hpp"
#include "run/counting_search.hpp"

namespace arcsat {

AttemptOutcome try_counting(Context& context) {
  const std::optional<DecoderInstance> decoder = as_decoder(context.instance);
  if (!decoder) return Nothing{"counting bounds are for decoders alone"};
  context.progress.phase("counting");
  const auto started = Clock::now();
  std::optional<CountingRefutation> found = find_counting_refutation(*decoder, context.budget);
  if (!found) {
    context.progress.rule_out("no counting bound");
    return Nothing{"no counting bound refutes it"};
  }
  context.decision.solve_seconds = seconds_since(started);
  return context.argued(std::move(*found));
}

}  // namespace arcsat
