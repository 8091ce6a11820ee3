#include "arcsat/run/decide.hpp"

#include <fmt/format.h>

#include <new>

#include "arcsat/base/error.hpp"
#include "arcsat/certify/witness.hpp"
#include "arcsat/encoders/encoder.hpp"
#include "arcsat/encoders/smt.hpp"
#include "arcsat/solve/engines.hpp"

namespace arcsat {

namespace {

class Run {
 public:
  Run(std::shared_ptr<const Instance> instance, const DecideOptions& options)
      : instance_(std::move(instance)),
        options_(options),
        engine_(chosen_engine(options)),
        budget_(options.time_limit_seconds, options.memory_limit_mebibytes),
        progress_(options.progress) {
    decision_.encoder = options.encoder;
    if (options.encoder != "smt") decision_.symmetry = options.symmetry;
    decision_.engine = to_string(engine_);
    decision_.engine_version = version_of(engine_);
  }

  Decision decide() {
    try {
      const EngineResult result = options_.encoder == "smt" ? solve_as_script() : solve_as_formula();
      if (result.answer == Answer::unsatisfiable) decision_.verdict = Verdict::unrealizable;
      if (result.answer == Answer::unknown) decision_.reason = result.reason;
    } catch (const LimitReached& limit) {
      decision_.verdict = Verdict::undecided;
      decision_.reason = limit.what();
    } catch (const std::bad_alloc&) {
      decision_.verdict = Verdict::undecided;
      decision_.reason = "out of memory";
    }
    decision_.statement = statement(*instance_, decision_.verdict);
    return std::move(decision_);
  }

 private:
  static Engine chosen_engine(const DecideOptions& options) {
    const bool smt = options.encoder == "smt";
    if (options.engine.empty()) return smt ? Engine::z3 : Engine::cryptominisat;
    const Engine engine = engine_named(options.engine);
    if (smt && engine != Engine::z3) {
      throw InputError(fmt::format("found the engine \"{}\" with the encoder smt, expected z3", options.engine));
    }
    return engine;
  }

  EngineOptions engine_options() const { return {options_.seed, options_.threads}; }

  EngineResult solve_as_formula() {
    progress_.phase("encoding");
    const auto started = Budget::Clock::now();
    const std::unique_ptr<CnfEncoder> encoder =
        make_cnf_encoder(options_.encoder, instance_, symmetry_named(options_.symmetry));
    decision_.encoder = encoder->name();
    EncodingWatch watch(budget_, &progress_);
    const Formula formula = encoder->encode(watch);
    decision_.encode_seconds = seconds_since(started);
    decision_.variables = formula.variables();
    decision_.clauses = formula.clauses();
    EngineResult result = solved(solve_formula(engine_, formula, engine_options(), budget_, solving()));
    if (result.answer == Answer::satisfiable) replay(encoder->decode(result.model));
    return result;
  }

  EngineResult solve_as_script() {
    progress_.phase("encoding");
    const auto started = Budget::Clock::now();
    const SmtEncoding encoding(instance_);
    const std::string script = encoding.script(budget_);
    std::vector<std::string> names;
    for (const SmtEncoding::Constant& constant : encoding.constants()) names.push_back(constant.name);
    decision_.encode_seconds = seconds_since(started);
    decision_.variables = static_cast<std::int64_t>(encoding.constant_count());
    decision_.clauses = static_cast<std::int64_t>(encoding.assertion_count());
    EngineResult result = solved(solve_script(script, names, engine_options(), budget_, solving()));
    if (result.answer == Answer::satisfiable) replay(encoding.decode(result.values));
    return result;
  }

  Progress* solving() {
    progress_.phase(fmt::format("solving with {}", to_string(engine_)));
    return &progress_;
  }

  EngineResult solved(EngineResult result) {
    decision_.solve_seconds = result.seconds;
    decision_.engine_peak_mebibytes = result.peak_mebibytes;
    return result;
  }

  /// The verdict is realizable only here, after the replay.
  void replay(Protocol protocol) {
    progress_.phase("replaying the witness");
    const auto started = Budget::Clock::now();
    const WitnessReport report = check_witness(protocol, budget_);
    decision_.check_seconds = seconds_since(started);
    decision_.inputs_replayed = report.inputs;
    decision_.witness_rows = report.rows;
    decision_.protocol = std::move(protocol);
    decision_.verdict = Verdict::realizable;
  }

  static double seconds_since(Budget::Clock::time_point started) {
    return std::chrono::duration<double>(Budget::Clock::now() - started).count();
  }

  std::shared_ptr<const Instance> instance_;
  const DecideOptions& options_;
  Engine engine_;
  Budget budget_;
  Progress progress_;
  Decision decision_;
};

}  // namespace

Decision decide(std::shared_ptr<const Instance> instance, const DecideOptions& options) {
  return Run(std::move(instance), options).decide();
}

}  // namespace arcsat
