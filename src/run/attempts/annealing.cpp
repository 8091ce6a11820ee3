#include "run/annealing.hpp"

#include "base/clock.hpp"
#include "run/attempts.hpp"
#include "run/box_annealing.hpp"

namespace arcsat {

AttemptOutcome try_annealing(Context& context) {
  const std::optional<DecoderInstance> decoder = as_decoder(context.instance);
  if (!decoder) return Nothing{"annealing is for decoders alone"};
  context.progress.phase("annealing");
  const auto started = Clock::now();
  const std::uint64_t seed = context.options.seed;
  std::optional<Protocol> found = find_by_boxes(*decoder, seed, context.at_once(), context.budget);
  if (!found) found = find_by_annealing(*decoder, seed, context.at_once(), context.budget);
  if (!found) return Nothing{"annealing found no protocol"};
  context.decision.solve_seconds = seconds_since(started);
  return context.searched(context.checked(std::move(*found)));
}

}  // namespace arcsat
