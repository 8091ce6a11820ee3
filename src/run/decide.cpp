#include "arcsat/run/decide.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <new>

#include "arcsat/base/error.hpp"
#include "arcsat/base/hash.hpp"
#include "arcsat/certify/bundle_writer.hpp"
#include "arcsat/certify/external_program.hpp"
#include "arcsat/certify/witness.hpp"
#include "arcsat/check/encoding.hpp"
#include "arcsat/encoders/encoder.hpp"
#include "arcsat/encoders/smt.hpp"
#include "arcsat/protocol/instance_file.hpp"
#include "arcsat/run/counting_search.hpp"
#include "arcsat/run/refutation.hpp"

namespace arcsat {

namespace {

class Run {
 public:
  Run(std::shared_ptr<const Instance> instance, const DecideOptions& options)
      : instance_(std::move(instance)),
        options_(options),
        engine_(chosen_engine(options)),
        automatic_(options.encoder == "auto"),
        budget_(options.time_limit_seconds, options.memory_limit_mebibytes),
        progress_(options.progress) {
    decision_.encoder = options.encoder;
    decision_.engine = to_string(engine_);
    decision_.engine_version = version_of(engine_);
  }

  Decision decide() {
    if (!options_.out.empty()) require_bundle_place(options_.out);
    try {
      if (options_.encoder == "smt") {
        solve_as_script();
      } else if (!automatic_ || !refute_by_counting()) {
        solve_as_formula();
      }
    } catch (const LimitReached& limit) {
      undecided(limit.what());
    } catch (const std::bad_alloc&) {
      undecided("out of memory");
    }
    decision_.statement = statement(*instance_, decision_.verdict);
    return std::move(decision_);
  }

 private:
  static Engine chosen_engine(const DecideOptions& options) {
    const bool smt = options.encoder == "smt";
    if (options.engine.empty()) return smt ? Engine::z3 : Engine::cadical;
    const Engine engine = engine_named(options.engine);
    if (smt && engine != Engine::z3) {
      throw InputError(fmt::format("found the engine \"{}\" with the encoder smt, expected z3", options.engine));
    }
    return engine;
  }

  void undecided(std::string reason) {
    decision_.verdict = Verdict::undecided;
    decision_.reason = std::move(reason);
    decision_.protocol.reset();
  }

  EngineOptions engine_options(Goal goal) const {
    return {options_.seed, automatic_ ? 1 : options_.threads.value_or(1), goal};
  }

  SolverFactory engine() const { return options_.engine_instead ? options_.engine_instead : factory_of(engine_); }

  ProofKind proofs() const { return options_.engine_instead ? options_.proofs_instead : proof_kind(engine_); }

  /// Whether a counting bound refuted the instance; it is checked as one from a stranger would be.
  bool refute_by_counting() {
    progress_.phase("counting");
    const auto started = Budget::Clock::now();
    const std::optional<CountingRefutation> found = find_counting_refutation(*instance_, budget_);
    if (!found) return false;
    decision_.encoder = counting_name;
    decision_.engine.clear();
    decision_.engine_version.clear();
    decision_.solve_seconds = seconds_since(started);
    decision_.verdict = Verdict::unrealizable;
    decision_.certified = true;
    decision_.refuted = found->report.statement();
    if (!options_.out.empty()) {
      write_bundle("", [&](BundleWriter& bundle) { bundle.add_counting(found->bound, found->report); });
    }
    return true;
  }

  void solve_as_formula() {
    progress_.phase("encoding");
    const auto started = Budget::Clock::now();
    const std::unique_ptr<CnfEncoder> encoder =
        make_cnf_encoder(options_.encoder, instance_,
                         options_.symmetry.empty() ? std::nullopt : std::optional(symmetry_named(options_.symmetry)));
    decision_.encoder = encoder->name();
    decision_.symmetry = to_string(encoder->symmetry());
    EncodingWatch watch(budget_, &progress_);
    const Formula formula = encoder->encode(watch);
    decision_.encode_seconds = seconds_since(started);
    decision_.variables = formula.variables();
    decision_.clauses = formula.clauses();
    std::optional<PrivateDirectory> workspace;  // for proofs on their way
    std::string proof;
    if (options_.certify && proofs() != ProofKind::none) {
      proof = workspace.emplace(std::filesystem::temp_directory_path()).path() / "proof";
    }
    const unsigned at_once = automatic_ ? options_.threads.value_or(2) : 1;
    // The refuter comes first, so that one thread is enough for a complete search. The second looks for a model in
    // another way; should it refute the formula, the first, whose proof counts, is still waited for.
    std::vector<FormulaRun> runs = {
        {"refuting", &formula, engine(), engine_options(automatic_ ? Goal::refutation : Goal::any), proof}};
    if (automatic_ && at_once > 1) {
      EngineOptions other = engine_options(Goal::model);
      ++other.seed;  // an engine that has no settings for a goal would do the same twice
      runs.push_back({"searching", &formula, engine(), other, ""});
    }
    const auto decides = [](std::size_t number, const EngineResult& result) {
      return result.answer == Answer::satisfiable || (number == 0 && result.answer == Answer::unsatisfiable);
    };
    const std::vector<EngineResult> results = race_formulas(runs, at_once, budget_, solving(), decides);
    const EngineResult& result = results.back().answer == Answer::satisfiable ? results.back() : results.front();
    note(result);
    switch (result.answer) {
      case Answer::satisfiable:
        replay(encoder->decode(result.model));
        break;
      case Answer::unsatisfiable:
        if (!options_.certify) {
          decision_.verdict = Verdict::unrealizable;
        } else if (!workspace) {
          undecided(no_proof());
        } else {
          certify(formula, proof, workspace->path() / "lrat");
        }
        break;
      case Answer::unknown:
        undecided(result.reason);
        break;
    }
    if (!options_.out.empty() && decision_.certified) {
      write_bundle(formula_sha256(formula), [&](BundleWriter& bundle) {
        if (decision_.protocol) {
          bundle.add_protocol(*decision_.protocol);
        } else {
          bundle.add_formula(formula);
          bundle.add_proof(workspace->path() / "lrat");
        }
      });
    }
  }

  void solve_as_script() {
    progress_.phase("encoding");
    const auto started = Budget::Clock::now();
    const SmtEncoding encoding(instance_);
    const std::string script = encoding.script(budget_);
    std::vector<std::string> names;
    for (const SmtEncoding::Constant& constant : encoding.constants()) names.push_back(constant.name);
    decision_.encode_seconds = seconds_since(started);
    decision_.variables = static_cast<std::int64_t>(encoding.constant_count());
    decision_.clauses = static_cast<std::int64_t>(encoding.assertion_count());
    const EngineResult result = solve_script(script, names, engine_options(Goal::any), budget_, solving());
    note(result);
    switch (result.answer) {
      case Answer::satisfiable:
        replay(encoding.decode(result.values));
        break;
      case Answer::unsatisfiable:
        if (options_.certify) {
          undecided(no_proof());
        } else {
          decision_.verdict = Verdict::unrealizable;
        }
        break;
      case Answer::unknown:
        undecided(result.reason);
        break;
    }
    if (!options_.out.empty() && decision_.certified) {
      write_bundle(sha256(script), [&](BundleWriter& bundle) { bundle.add_protocol(*decision_.protocol); });
    }
  }

  std::string no_proof() const {
    return fmt::format("{} refuted the formula, but gives no proof that could be checked (--no-certify takes its word)",
                       decision_.engine);
  }

  /// The verdict is unrealizable here, after the check, or where the user waived the check.
  void certify(const Formula& formula, const std::string& proof, const std::string& lrat) {
    const Refutation refutation = certify_refutation(formula, proofs(), proof, lrat, budget_, &progress_);
    decision_.elaborate_seconds = refutation.elaborate_seconds;
    decision_.check_seconds = refutation.check_seconds;
    if (!refutation.accepted) {
      undecided(fmt::format("{} refuted the formula, but {}", decision_.engine, refutation.reason));
      return;
    }
    decision_.verdict = Verdict::unrealizable;
    decision_.certified = true;
    decision_.refuted = refutation.report.statement();
  }

  template <typename AddFiles>
  void write_bundle(std::string formula_hash, AddFiles add_files) {
    progress_.phase("writing the bundle");
    Certificate certificate;
    certificate.instance = canonical_json(*instance_);
    certificate.verdict = decision_.verdict;
    certificate.statement = statement(*instance_, decision_.verdict);
    certificate.encoder = decision_.encoder;
    certificate.symmetry = decision_.symmetry;
    certificate.formula_sha256 = std::move(formula_hash);
    certificate.variables = decision_.variables;
    certificate.clauses = decision_.clauses;
    certificate.engine = decision_.engine;
    certificate.engine_version = decision_.engine_version;
    certificate.seed = options_.seed;
    if (decision_.protocol) {
      certificate.checks = {{"protocol replayed on every allowed input", "arcsat simulator"}};
    } else if (certificate.by_counting()) {
      certificate.checks = {{"counting bound", "arcsat counting checker"}};
    } else {
      certificate.checks = {{"LRAT proof of the formula's unsatisfiability", "arcsat LRAT checker"}};
    }
    certificate.seconds = {decision_.encode_seconds, decision_.solve_seconds, decision_.elaborate_seconds,
                           decision_.check_seconds};
    BundleWriter bundle(options_.out);
    bundle.add_instance(*instance_);
    add_files(bundle);
    bundle.commit(std::move(certificate));
    decision_.bundle = options_.out;
  }

  Progress* solving() {
    progress_.phase(fmt::format("solving with {}", to_string(engine_)));
    return &progress_;
  }

  void note(const EngineResult& result) {
    decision_.solve_seconds = result.seconds;
    decision_.engine_peak_mebibytes = result.peak_mebibytes;
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
    decision_.certified = true;
  }

  static double seconds_since(Budget::Clock::time_point started) {
    return std::chrono::duration<double>(Budget::Clock::now() - started).count();
  }

  std::shared_ptr<const Instance> instance_;
  const DecideOptions& options_;
  Engine engine_;
  bool automatic_;
  Budget budget_;
  Progress progress_;
  Decision decision_;
};

}  // namespace

std::string verdict_words(const Decision& decision) {
  const std::string verdict(to_string(decision.verdict));
  const bool waived = decision.verdict == Verdict::unrealizable && !decision.certified;
  return waived ? verdict + " (not certified)" : verdict;
}

Decision decide(std::shared_ptr<const Instance> instance, const DecideOptions& options) {
  return Run(std::move(instance), options).decide();
}

}  // namespace arcsat
