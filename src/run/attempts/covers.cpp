#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "run/attempts.hpp"
#include "run/cover_search.hpp"
#include "run/refutation.hpp"

namespace arcsat {

namespace {

constexpr std::int32_t most_conflicts = 50'000;
// Steps for each block: what is easy is found before time goes into what may not exist; about a second, and some ten.
constexpr std::uint64_t short_search = 100'000'000;
constexpr std::uint64_t long_search = 1'000'000'000;

std::optional<OneStep> one_step_of_all(const Instance& instance) {
  try {
    return one_step_of(instance);
  } catch (const CheckFailed&) {  // it is of another kind
    return std::nullopt;
  }
}

/// Evidence from what `find` finds; none if that is too large to be checked.
template <typename Find>
std::optional<Evidence> within_bounds(const Find& find) {
  try {
    return find();
  } catch (const Unsupported&) {
    return std::nullopt;
  }
}

std::optional<Evidence> by_numbers(const OneStep& sizes) {
  std::optional<BlockBound> bound = find_block_bound(sizes);
  if (!bound) return std::nullopt;
  BlockBoundReport report = check_blocks(sizes, *bound);
  return BlockRefutation{std::move(*bound), report};
}

std::optional<Evidence> by_a_cover(const Context& context, std::optional<Cover> cover) {
  if (!cover) return std::nullopt;
  return check_cover_witness(context.instance, std::move(*cover), context.budget);
}

/// The refutation, if the engine finds one and its proof holds.
AttemptOutcome by_a_formula(Context& context, const OneStep& sizes, const BlockBound& bound) {
  const auto systems = std::make_shared<const SetSystemsFormula>(set_systems_of(sizes, bound));
  EncodingWatch watch(context.budget, &context.progress);
  const auto formula = std::make_shared<const Formula>(systems->encode(watch).without_names());
  const bool prove = context.options.certify && context.proofs() != ProofKind::none;
  const auto directory = std::make_shared<const PrivateDirectory>();
  const std::string proof = directory->path() / "proof";
  EngineOptions options = context.engine_options(Goal::refutation);
  options.conflicts = most_conflicts;
  const EngineResult result = solve_formula(context.solver(), *formula, options, context.budget, context.solving(),
                                            prove ? proof : std::string());
  context.note(result);
  if (result.answer != Answer::unsatisfiable) return Nothing{"no claim about blocks was refuted by a formula"};
  if (!context.options.certify) return EnginesWord{};
  if (!prove) return Nothing{context.no_proof()};
  const KeptFile lrat = {directory->path() / "lrat", directory};
  const Refutation refutation =
      certify_refutation(*formula, context.proofs(), proof, lrat.path, context.budget, &context.progress);
  context.decision.elaborate_seconds = refutation.elaborate_seconds;
  context.decision.check_seconds = refutation.check_seconds;
  if (!refutation.accepted) {
    return Nothing{fmt::format("{} refuted the formula, but {}", context.decision.engine, refutation.reason)};
  }
  context.decision.encoder = set_systems_encoder;
  context.decision.symmetry = set_systems_symmetry;
  context.decision.variables = formula->variables();
  context.decision.clauses = formula->clauses();
  context.decision.formula_hash = [formula] { return formula_sha256(*formula); };
  return BlockFormulaRefutation{bound, check_blocks(sizes, bound), {formula, lrat, refutation.report}};
}

}  // namespace

AttemptOutcome try_covers(Context& context) {
  const std::optional<OneStep> sizes = one_step_of_all(*context.instance);
  if (!sizes) return Nothing{"covers are for decoders of one step, with all inputs and no widths of their own"};
  context.progress.phase("covers by trees");
  const auto started = Clock::now();
  const auto searched = [&](std::uint64_t work) {
    return within_bounds(
        [&] { return by_a_cover(context, find_cover(*sizes, context.options.seed, work, context.budget)); });
  };
  std::optional<Evidence> found = within_bounds([&] { return by_a_cover(context, written_cover(*sizes)); });
  if (!found) found = within_bounds([&] { return by_numbers(*sizes); });
  if (!found) found = searched(short_search);
  for (const BlockBound& bound : found ? std::vector<BlockBound>() : block_bounds_by_formula(*sizes)) {
    try {
      AttemptOutcome outcome = by_a_formula(context, *sizes, bound);
      if (!std::holds_alternative<Nothing>(outcome)) return outcome;
    } catch (const Unsupported&) {  // the formula is too large
    }
  }
  if (!found) found = searched(long_search);
  context.decision.solve_seconds += seconds_since(started);
  if (found) return context.argued(std::move(*found));
  return Nothing{"no cover by trees was found, and no claims about blocks refute it"};
}

}  // namespace arcsat
