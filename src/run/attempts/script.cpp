#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "encoders/smt.hpp"
#include "run/attempts.hpp"

namespace arcsat {

AttemptOutcome try_script(Context& context) {
  context.progress.phase("encoding");
  const auto started = Clock::now();
  const SmtEncoder encoding(context.instance);
  const std::string script = encoding.script(context.budget);
  std::vector<std::string> names;
  for (const SmtEncoder::Constant& constant : encoding.constants()) names.push_back(constant.name);
  Decision& decision = context.decision;
  decision.encode_seconds = seconds_since(started);
  decision.variables = static_cast<std::int64_t>(encoding.constant_count());
  decision.clauses = static_cast<std::int64_t>(encoding.assertion_count());
  const EngineResult result =
      solve_script(context.engine, script, names, context.engine_options(Goal::any), context.budget, context.solving());
  context.note(result);
  switch (result.answer) {
    case Answer::satisfiable:
      decision.formula_hash = [script] { return sha256(script); };
      return context.checked(encoding.decode(result.values));
    case Answer::unsatisfiable:
      if (context.options.certify) return Nothing{context.no_proof()};
      return EnginesWord{};
    case Answer::unknown:
      return Nothing{result.reason};
  }
  throw InternalError("an answer that is none of the three");
}

}  // namespace arcsat
