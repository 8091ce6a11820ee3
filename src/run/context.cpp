#include "run/context.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

const Engine& chosen_engine(const DecideOptions& options) {
  const Reads read = options.encoder == "smt" ? Reads::scripts : Reads::formulas;
  if (options.engine.empty()) return default_engine(read);
  const Engine& engine = engine_named(options.engine);
  if (!engine.reads(read)) {
    throw InputError(fmt::format("found the engine \"{}\" with the encoder {}, expected {}", options.engine,
                                 options.encoder, names_of(engines_for(read))));
  }
  return engine;
}

template <typename Check>
Evidence timed(Context& context, const char* phase, Check check) {
  context.progress.phase(phase);
  const auto started = Clock::now();
  Evidence evidence = check();
  context.decision.check_seconds = seconds_since(started);
  return evidence;
}

}  // namespace

Context::Context(std::shared_ptr<const Instance> given_instance, const DecideOptions& given)
    : instance(std::move(given_instance)),
      options(given),
      engine(chosen_engine(given)),
      budget(given.time_limit_seconds, given.memory_limit_mebibytes),
      progress(given.progress),
      encodings(budget, progress, given.encoder, given.symmetry) {
  decision.encoder = given.encoder;
  decision.engine = engine.name;
  decision.engine_version = engine.version();
  decision.seed = given.seed;
}

bool Context::automatic() const { return options.encoder == "auto"; }

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

Evidence Context::checked(SumsProtocol protocol) {
  return timed(*this, "checking the witness", [&] { return check_sums(std::move(protocol), budget); });
}

Evidence Context::checked(Protocol protocol) {
  return timed(*this, "replaying the witness", [&] { return check_tables(std::move(protocol), budget); });
}

AttemptOutcome Context::argued(Evidence evidence) {
  decision.encoder = kind_of(evidence).argued_as;
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
