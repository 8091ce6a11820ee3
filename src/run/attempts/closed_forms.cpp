#include "run/closed_forms.hpp"

#include "base/clock.hpp"
#include "run/attempts.hpp"

namespace arcsat {

/// What is written down is checked as a search's witness is.
AttemptOutcome try_closed_forms(Context& context) {
  const std::optional<DecoderInstance> decoder = as_decoder(context.instance);
  if (!decoder) return Nothing{"closed forms are for decoders alone"};
  context.progress.phase("closed forms");
  const auto started = Clock::now();
  std::optional<SumsProtocol> sums = closed_form_of_sums(*decoder);
  std::optional<Protocol> tables;
  if (!sums) tables = closed_form_of_tables(*decoder, context.budget);
  if (!sums && !tables) return Nothing{"no closed form fits"};
  context.decision.solve_seconds = seconds_since(started);
  return context.argued(sums ? context.checked(std::move(*sums)) : context.checked(std::move(*tables)));
}

}  // namespace arcsat
