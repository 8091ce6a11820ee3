#include "base/clock.hpp"
#include "run/attempts.hpp"
#include "run/closed_form_search.hpp"

namespace arcsat {

AttemptOutcome try_closed_forms(Context& context) {
  context.progress.phase("closed forms");
  const auto started = Clock::now();
  std::optional<ClosedForm> form = find_closed_form(context.instance, context.budget);
  if (!form) return Nothing{"no closed form fits"};
  context.decision.solve_seconds = seconds_since(started);
  return context.argued(context.checked(std::move(*form)));
}

}  // namespace arcsat
