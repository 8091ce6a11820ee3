// Searches run, and what they bring is checked: from a model or a proof to evidence.
#include <fmt/format.h>

#include "base/error.hpp"
#include "run/context.hpp"
#include "run/refutation.hpp"
#include "run/sub_instance_searches.hpp"

namespace arcsat {

namespace {

/// The refutation counts only once its proof was checked.
AttemptOutcome check_refutation(Context& context, const Search& told, const SearchOutcome& outcome) {
  const std::shared_ptr<const InstanceFormula> made = told.encoding->shared();
  const KeptFile lrat = {outcome.directory->path() / "lrat", outcome.directory};
  const Refutation refutation =
      certify_refutation(made->formula, context.proofs(), outcome.proof, lrat.path, context.budget, &context.progress);
  context.decision.elaborate_seconds = refutation.elaborate_seconds;
  context.decision.check_seconds = refutation.check_seconds;
  if (!refutation.accepted) {
    return Nothing{fmt::format("{} refuted the formula, but {}", context.decision.engine, refutation.reason)};
  }
  LratRefutation refuted = {{made, &made->formula}, lrat, refutation.report};
  if (!told.part) return refuted;
  return SubInstanceRefutation{told.part, std::move(refuted)};
}

AttemptOutcome conclude_refuted(Context& context, Search& told, SearchOutcome& outcome) {
  if (!told.encoding->complete()) {
    return Nothing{fmt::format("the {} family has no protocol for it", told.encoding->family())};
  }
  if (!context.options.certify) return EnginesWord{told.part};
  if (outcome.proof.empty()) return Nothing{context.no_proof()};
  if (told.part && !context.options.refute_on && context.options.smaller_evidence) {
    shrink(told, outcome, context.encodings, context.solver(), context.budget, context.solving());
  }
  return check_refutation(context, told, outcome);
}

AttemptOutcome conclude(Context& context, Search& told, SearchOutcome& outcome) {
  const EngineResult& result = outcome.results[outcome.told];
  context.note(result);
  switch (result.answer) {
    case Answer::satisfiable:
      if (told.part) return Nothing{"some protocol is right on the chosen inputs, which says nothing of the others"};
      return context.checked(told.encoding->made().decode(result.model));
    case Answer::unsatisfiable:
      return conclude_refuted(context, told, outcome);
    case Answer::unknown:
      return Nothing{result.reason};
  }
  throw InternalError("an answer that is none of the three");
}

}  // namespace

AttemptOutcome settle(Context& context, const std::vector<Search>& searches, std::size_t at_once,
                      std::vector<EngineResult>* results) {
  const bool prove = context.options.certify && context.proofs() != ProofKind::none;
  SearchOutcome outcome = search(searches, at_once, context.solver(), prove, context.budget, context.solving());
  if (results != nullptr) *results = outcome.results;
  Search told = searches[outcome.told];
  AttemptOutcome found = conclude(context, told, outcome);
  Decision& decision = context.decision;
  decision.encoder = told.encoding->encoder();
  decision.symmetry = told.encoding->symmetry();
  decision.variables = told.encoding->variables();
  decision.clauses = told.encoding->clauses();
  if (std::holds_alternative<Evidence>(found)) {
    decision.formula_hash = [made = told.encoding->shared()] { return formula_sha256(made->formula); };
  }
  return found;
}

}  // namespace arcsat
