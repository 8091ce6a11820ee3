#include "arcsat/run/decide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <new>

#include "arcsat/base/error.hpp"
#include "arcsat/base/hash.hpp"
#include "arcsat/certify/bundle_writer.hpp"
#include "arcsat/certify/external_program.hpp"
#include "arcsat/certify/witness.hpp"
#include "arcsat/certify/xor_check.hpp"
#include "arcsat/check/encoding.hpp"
#include "arcsat/encoders/encoded_instance.hpp"
#include "arcsat/encoders/smt.hpp"
#include "arcsat/protocol/sub_instance.hpp"
#include "arcsat/run/counting_search.hpp"
#include "arcsat/run/decision_certificate.hpp"
#include "arcsat/run/encodings.hpp"
#include "arcsat/run/measure.hpp"
#include "arcsat/run/part_searches.hpp"
#include "arcsat/run/refutation.hpp"
#include "arcsat/run/search.hpp"

namespace arcsat {

namespace {

// In conflicts, so that one thread does the same everywhere: seconds, and minutes.
constexpr std::int32_t short_search = 20'000;
constexpr std::int32_t long_search = 1'000'000;
// Of the formula of all inputs; two engines take as much again each.
constexpr double most_bytes = std::uint64_t{1} << 30;

// Inputs, up to which a bundle holds the rows of a witness of sums rather than the sums.
constexpr std::uint64_t most_rows_kept = std::uint64_t{1} << 12;

class Run {
 public:
  Run(std::shared_ptr<const Instance> instance, const DecideOptions& options)
      : instance_(std::move(instance)),
        options_(options),
        engine_(chosen_engine(options)),
        automatic_(options.encoder == "auto"),
        at_once_(std::max(1U, options.threads.value_or(2))),
        budget_(options.time_limit_seconds, options.memory_limit_mebibytes),
        progress_(options.progress),
        encodings_(budget_, progress_, options.encoder, options.symmetry) {
    decision_.encoder = options.encoder;
    decision_.engine = to_string(engine_);
    decision_.engine_version = version_of(engine_);
  }

  Decision decide() {
    if (!options_.out.empty()) require_bundle_place(options_.out);
    try {
      if (options_.refute_on) {
        refute_part();
      } else if (options_.encoder == "smt") {
        solve_as_script();
      } else if (automatic_) {
        decide_automatically();
      } else {
        const auto encoded = encodings_.encode(instance_, options_.encoder);
        settle({{"", encoded, engine_options(encoded->complete ? Goal::any : Goal::model), encoded->complete}}, 1);
      }
    } catch (const LimitReached& limit) {
      undecided(limit.what());
    } catch (const std::bad_alloc&) {
      undecided("out of memory");
    }
    decision_.encode_seconds += encodings_.seconds();
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
    decision_.certified = false;
    decision_.reason = std::move(reason);
    decision_.protocol.reset();
    decision_.sums.reset();
  }

  /// `other` for another seed than the user's.
  EngineOptions engine_options(Goal goal, std::uint64_t other = 0) const {
    return {options_.seed + other, automatic_ ? 1 : options_.threads.value_or(1), goal};
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

  /// Counting bounds first; then a short search of the XOR family, which finds most witnesses that there are; then,
  /// side by side, searches in the family, for a refutation and for any protocol, each with an end; then the same
  /// without an end, and for refutations of parts. With one thread the family's search comes first and keeps its end.
  void decide_automatically() {
    if (refute_by_counting()) return;
    rule_out("no counting bound");
    std::string reason;
    std::shared_ptr<const EncodedInstance> family = encodings_.encode_if_it_fits(instance_, "xor", most_bytes, reason);
    if (!family) {
      rule_out("too large for the XOR family");
    } else if (search_family_briefly(family)) {
      if (decision_.verdict == Verdict::realizable) return;
      rule_out("no protocol in the XOR family");
      family.reset();
    }
    budget_.check();
    const auto general = encodings_.encode_if_it_fits(instance_, "auto", most_bytes, reason);
    if (general && search_for_a_while(family, general)) return;
    search_to_the_end(family, general);
    if (!general && decision_.verdict == Verdict::undecided) undecided(reason);
  }

  /// The family, a refutation of the whole, and a protocol anywhere, each with an end. Whether there is nothing more to
  /// search for: the verdict is there, or the engine refuted the whole, but its proof does not make a verdict.
  bool search_for_a_while(std::shared_ptr<const EncodedInstance>& family,
                          const std::shared_ptr<const EncodedInstance>& general) {
    std::vector<Search> searches;
    if (family) searches.push_back({"searching the XOR family", family, bounded(Goal::model, long_search, at_once_)});
    const std::int32_t conflicts = patience(general->formula);
    searches.push_back({"refuting", general, bounded(Goal::refutation, conflicts), true});
    // An engine that has no settings for a goal would do the same twice with the same seed.
    if (at_once_ > 1) searches.push_back({"searching", general, bounded(Goal::model, conflicts / 3, 1)});
    const std::vector<EngineResult> results = settle(searches, at_once_);
    const bool refuted = results[family ? 1 : 0].answer == Answer::unsatisfiable;
    if (family && results.front().answer == Answer::unsatisfiable) {
      rule_out("no protocol in the XOR family");
      family.reset();
    }
    return refuted || decision_.verdict != Verdict::undecided;
  }

  /// Parts of the instance, each for a moment and then for a while, and then the whole without an end; beside them,
  /// with more than one thread, the family without an end, or else the whole; and, where a thread is left, any
  /// protocol.
  void search_to_the_end(const std::shared_ptr<const EncodedInstance>& family,
                         const std::shared_ptr<const EncodedInstance>& general) {
    std::vector<Search> searches;
    const Search whole = {"refuting", general, engine_options(Goal::refutation), true};
    const Search in_family = {"searching the XOR family", family, engine_options(Goal::model, 2 * at_once_)};
    const bool beside = at_once_ > 1 && (family || general);
    if (beside) searches.push_back(family ? in_family : whole);
    const std::vector<Search> parts =
        searches_of_parts(*instance_, engine_options(Goal::refutation), searches.size(), encodings_);
    searches.insert(searches.end(), parts.begin(), parts.end());
    if (general && (family || !beside)) searches.push_back(whole);
    if (!general && family && !beside) searches.push_back(in_family);
    if (general && at_once_ > 1) {
      searches.push_back({"searching", general, engine_options(Goal::model, 3 * at_once_)});
    }
    if (!searches.empty()) settle(searches, at_once_);
  }

  EngineOptions bounded(Goal goal, std::int32_t conflicts, std::uint64_t other = 0) const {
    EngineOptions options = engine_options(goal, other);
    options.conflicts = conflicts;
    return options;
  }

  /// What the user asked for: these inputs and no others.
  void refute_part() {
    if (options_.encoder == "smt" || options_.encoder == "xor") {
      throw InputError(fmt::format("found the encoder \"{}\" with inputs to refute, expected one that can refute",
                                   options_.encoder));
    }
    const auto part = std::make_shared<const Instance>(with_inputs(*instance_, *options_.refute_on));
    try {
      require_sub_instance(*part, *instance_, budget_);
    } catch (const CheckFailed& error) {
      throw InputError(fmt::format("found {}, expected inputs of the instance", error.what()));
    }
    settle({{"", encodings_.encode(part, options_.encoder), engine_options(Goal::refutation), true, part}}, 1);
  }

  /// Whether it is settled if the family has a protocol. One search per thread, with different seeds: how long one
  /// takes varies much. The general formula has some clauses for each input, so where there are many, this may take
  /// longer.
  bool search_family_briefly(const std::shared_ptr<const EncodedInstance>& family) {
    std::vector<Search> searches;
    for (unsigned k = 0; k < at_once_; ++k) {
      EngineOptions options = engine_options(Goal::model, k);
      options.conflicts = static_cast<std::int32_t>(
          std::clamp<std::uint64_t>(instance_->inputs().size() / 2, short_search, long_search));
      searches.push_back({"short search of the XOR family", family, options});
    }
    const std::vector<EngineResult> results = settle(searches, at_once_);
    return std::any_of(results.begin(), results.end(),
                       [](const EngineResult& result) { return result.answer != Answer::unknown; });
  }

  void rule_out(const std::string& what) { ruled_out_ += "; " + what; }

  std::vector<EngineResult> settle(const std::vector<Search>& searches, std::size_t at_once) {
    const bool prove = options_.certify && proofs() != ProofKind::none;
    SearchOutcome outcome = search(searches, at_once, engine(), prove, budget_, solving());
    conclude(searches[outcome.told], outcome);
    return std::move(outcome.results);
  }

  void conclude(Search told, SearchOutcome& outcome) {
    const EngineResult& result = outcome.results[outcome.told];
    decision_.reason.clear();
    note(result);
    switch (result.answer) {
      case Answer::satisfiable:
        if (told.part) {
          undecided("some protocol is right on the chosen inputs, which says nothing of the others");
        } else if (told.encoded->decode_sums) {
          check_sums(told.encoded->decode_sums(result.model));
        } else {
          replay(told.encoded->decode(result.model));
        }
        break;
      case Answer::unsatisfiable:
        if (!told.encoded->complete) {
          undecided("the XOR family has no protocol for it");
        } else if (!options_.certify) {
          decision_.verdict = Verdict::unrealizable;
        } else if (outcome.proof.empty()) {
          undecided(no_proof());
        } else {
          if (told.part && !options_.refute_on && !options_.out.empty()) {
            shrink(told, outcome, encodings_, engine(), budget_, solving());
          }
          certify(told.encoded->formula, outcome.proof, outcome.directory->path() / "lrat");
        }
        if (decision_.verdict == Verdict::unrealizable) decision_.part = told.part;
        break;
      case Answer::unknown:
        undecided(result.reason);
        break;
    }
    decision_.encoder = told.encoded->encoder;
    decision_.symmetry = told.encoded->symmetry;
    decision_.variables = told.encoded->formula.variables();
    decision_.clauses = told.encoded->formula.clauses();
    if (!options_.out.empty() && decision_.certified) {
      write_bundle(formula_sha256(told.encoded->formula), [&](BundleWriter& bundle) {
        if (as_sums()) {
          bundle.add_sums(*decision_.sums);
        } else if (decision_.protocol) {
          bundle.add_protocol(*decision_.protocol);
        } else {
          if (decision_.part) bundle.add_sub_instance(*decision_.part);
          bundle.add_formula(told.encoded->formula);
          bundle.add_proof(outcome.directory->path() / "lrat");
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
    BundleWriter bundle(options_.out);
    bundle.add_instance(*instance_);
    add_files(bundle);
    bundle.commit(certificate_of(*instance_, decision_, options_.seed, std::move(formula_hash), as_sums()));
    decision_.bundle = options_.out;
  }

  Progress* solving() {
    progress_.phase(fmt::format("solving with {}{}", to_string(engine_), ruled_out_));
    return &progress_;
  }

  void note(const EngineResult& result) {
    decision_.solve_seconds += result.seconds;
    decision_.engine_peak_mebibytes = std::max(decision_.engine_peak_mebibytes, result.peak_mebibytes);
  }

  /// Whether a bundle holds the sums rather than a row per view.
  bool as_sums() const { return decision_.sums && instance_->inputs().size() > most_rows_kept; }

  /// The verdict is realizable only in these two, after the check.
  void check_sums(XorProtocol sums) {
    progress_.phase("checking the witness");
    const auto started = Budget::Clock::now();
    XorWitnessReport report = check_xor_witness(sums, budget_);
    decision_.check_seconds = seconds_since(started);
    decision_.sums_checked = report.sums.statement;
    decision_.sums = std::move(sums);
    decision_.protocol = std::move(report.tables);
    realizable(report.replayed);
  }

  void replay(Protocol protocol) {
    progress_.phase("replaying the witness");
    const auto started = Budget::Clock::now();
    const WitnessReport report = check_witness(protocol, budget_);
    decision_.check_seconds = seconds_since(started);
    decision_.protocol = std::move(protocol);
    realizable(report);
  }

  void realizable(const WitnessReport& replayed) {
    decision_.inputs_replayed = replayed.inputs;
    decision_.witness_rows = replayed.rows;
    decision_.verdict = Verdict::realizable;
    decision_.certified = true;
  }

  std::shared_ptr<const Instance> instance_;
  const DecideOptions& options_;
  Engine engine_;
  bool automatic_;
  unsigned at_once_;  // searches of an automatic decision
  Budget budget_;
  Progress progress_;
  Encodings encodings_;
  std::string ruled_out_;  // for the progress line
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
