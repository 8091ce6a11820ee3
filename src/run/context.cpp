#include "run/context.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

const Engine& chosen_engine(const DecideOptions& options) {
  const Reads read = options.encoder->writes_script() ? Reads::scripts : Reads::formulas;
  if (options.engine == nullptr) return default_engine(read);
  if (!options.engine->reads(read)) {
    throw InputError(fmt::format("found the engine \"{}\" with the encoder {}, expected {}", options.engine->name,
                                 options.encoder->name, names_of(engines_for(read))));
  }
  return *options.engine;
}

template <typename Found>
Evidence timed(Context& context, Found found) {
  context.progress.phase("checking the witness");
  const auto started = Clock::now();
  Evidence evidence = evidence_of(std::move(found), context.budget);
  context.decision.check_seconds = seconds_since(started);
  return evidence;
}

}  // namespace

Context::Context(std::shared_ptr<const Instance> given_instance, const DecideOptions& given)
    : instance(std::move(given_instance)),
      options(given),
      engine(chosen_engine(given)),
      budget(given.time_limit_seconds, given.memory_limit_mebibytes),
      progress(given.progress, given.time_limit_seconds),
      encodings(budget, progress, *given.encoder, given.symmetry) {
  decision.encoder = given.encoder->name;
  decision.engine = engine.name;
  decision.engine_version = engine.version();
  decision.seed = given.seed;
}

bool Context::automatic() const { return options.encoder == &automatic_encoder(); }

unsigned Context::at_once() const { return std::max(1U, options.threads.value_or(2)); }

EngineOptions Context::engine_options(Goal goal, std::uint64_t other) const {
  return {options.seed + other, automatic() ? 1 : options.threads.value_or(1), goal};
}

SolverFactory Context::solver() const { return options.engine_instead ? options.engine_instead : engine.make; }

ProofKind Context::proofs() const { return options.engine_instead ? options.proofs_instead : engine.proof; }

Progress* Context::solving() {
  progress.phase(fmt::format("solving with {}", engine.name));
  return &progress;
}

Evidence Context::checked(Witness witness) { return timed(*this, std::move(witness)); }

Evidence Context::checked(ClosedForm form) { return timed(*this, std::move(form)); }

AttemptOutcome Context::argued(Evidence evidence) {
  const std::string_view name = kind_of(evidence).argued_as;
  return without_formula(std::move(evidence), name);
}

AttemptOutcome Context::searched(Evidence evidence) {
  const std::string_view name = kind_of(evidence).searched_as;
  return without_formula(std::move(evidence), name);
}

AttemptOutcome Context::without_formula(Evidence evidence, std::string_view name) {
  decision.encoder = name;
  decision.engine.clear();
  decision.engine_version.clear();
  return evidence;
}

void Context::note(const EngineResult& result) {
  decision.solve_seconds += result.seconds;
  decision.engine_peak_mebibytes = std::max(decision.engine_peak_mebibytes, result.peak_mebibytes);
}

std::string Context::no_proof() const {
  return fmt::format("{} refuted the formula, but gives no proof that could be checked (--no-certify takes its word)",
                     decision.engine);
}

}  // namespace arcsat
