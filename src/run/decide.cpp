#include "run/decide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <new>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "encoders/instance_formula.hpp"
#include "encoders/smt.hpp"
#include "evidence/bundle_place.hpp"
#include "protocol/sub_instance.hpp"
#include "run/argument_search.hpp"
#include "run/closed_forms.hpp"
#include "run/counting_search.hpp"
#include "run/encodings.hpp"
#include "run/refutation.hpp"
#include "run/search.hpp"
#include "run/sub_instance_searches.hpp"

namespace arcsat {

namespace {

// In conflicts, so that one thread does the same everywhere: seconds, and minutes.
constexpr std::int32_t short_search = 20'000;
constexpr std::int32_t long_search = 1'000'000;
// Of the formula of all inputs; two engines take as much again each.
constexpr double most_bytes = std::uint64_t{1} << 30;

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
    decision_.engine = engine_.name;
    decision_.engine_version = engine_.version();
    decision_.seed = options.seed;
  }

  Decision decide() {
    if (!options_.out.empty()) require_bundle_place(options_.out);
    try {
      if (options_.refute_on) {
        refute_sub_instance();
      } else if (options_.encoder == "smt") {
        solve_as_script();
      } else if (automatic_) {
        decide_automatically();
      } else {
        const auto encoding = encodings_.encode(instance_, options_.encoder);
        const bool complete = encoding->complete();
        settle({{"", encoding, engine_options(complete ? Goal::any : Goal::model), complete}}, 1);
      }
    } catch (const LimitReached& limit) {
      undecided(limit.what());
    } catch (const std::bad_alloc&) {
      undecided("out of memory");
    }
    decision_.encode_seconds += encodings_.seconds();
    decision_.statement = statement(*instance_, decision_.verdict);
    if (!options_.out.empty() && decision_.evidence) {
      progress_.phase("writing the bundle");
      const auto started = Budget::Clock::now();
      write_bundle(options_.out, *instance_, decision_);
      decision_.bundle = options_.out;
      decision_.write_seconds = seconds_since(started);
    }
    return std::move(decision_);
  }

 private:
  static const Engine& chosen_engine(const DecideOptions& options) {
    const Reads read = options.encoder == "smt" ? Reads::scripts : Reads::formulas;
    if (options.engine.empty()) return default_engine(read);
    const Engine& engine = engine_named(options.engine);
    if (!engine.reads(read)) {
      throw InputError(fmt::format("found the engine \"{}\" with the encoder {}, expected {}", options.engine,
                                   options.encoder, names_of(engines_for(read))));
    }
    return engine;
  }

  void undecided(std::string reason) {
    decision_.verdict = Verdict::undecided;
    decision_.evidence.reset();
    decision_.reason = std::move(reason);
  }

  /// `other` for another seed than the user's.
  EngineOptions engine_options(Goal goal, std::uint64_t other = 0) const {
    return {options_.seed + other, automatic_ ? 1 : options_.threads.value_or(1), goal};
  }

  SolverFactory engine() const { return options_.engine_instead ? options_.engine_instead : engine_.make; }

  ProofKind proofs() const { return options_.engine_instead ? options_.proofs_instead : engine_.proof; }

  /// By an argument, without a formula and an engine.
  void argued(Evidence evidence) {
    decision_.encoder = kind_of(evidence).argued_as;
    decision_.engine.clear();
    decision_.engine_version.clear();
    show(std::move(evidence));
  }

  /// The verdict is realizable or, but for what the user waived, unrealizable in this one place.
  void show(Evidence evidence) {
    decision_.verdict = kind_of(evidence).verdict;
    decision_.evidence = std::move(evidence);
  }

  /// Whether a counting bound refuted the instance; it is checked as one from a stranger would be.
  bool refute_by_counting(const DecoderInstance& decoder) {
    progress_.phase("counting");
    const auto started = Budget::Clock::now();
    std::optional<CountingRefutation> found = find_counting_refutation(decoder, budget_);
    if (!found) return false;
    decision_.solve_seconds = seconds_since(started);
    argued(std::move(*found));
    return true;
  }

  /// Whether an argument about two steps refuted it.
  bool refute_by_argument(const DecoderInstance& decoder) {
    progress_.phase("arguments about two steps");
    const auto started = Budget::Clock::now();
    std::optional<Evidence> found = find_argument(decoder, budget_);
    if (!found) return false;
    decision_.solve_seconds = seconds_since(started);
    argued(std::move(*found));
    return true;
  }

  /// Whether a closed form in closed form realized it; it is checked as a search's witness is.
  bool realize_in_closed_form(const DecoderInstance& decoder) {
    progress_.phase("closed forms");
    const auto started = Budget::Clock::now();
    std::optional<SumsProtocol> sums = closed_form_of_sums(decoder);
    std::optional<Protocol> tables;
    if (!sums) tables = closed_form_of_tables(decoder, budget_);
    if (!sums && !tables) return false;
    decision_.solve_seconds = seconds_since(started);
    argued(sums ? checked(std::move(*sums)) : checked(std::move(*tables)));
    return true;
  }

  /// Of decoders counting bounds and closed forms first; then a short search of the sums family, which finds most
  /// witnesses that there are. Then everything.
  void decide_automatically() {
    std::shared_ptr<const Encoding> family;
    std::string reason;
    if (const std::optional<DecoderInstance> decoder = as_decoder(instance_)) {
      if (refute_by_counting(*decoder)) return;
      progress_.rule_out("no counting bound");
      if (realize_in_closed_form(*decoder)) return;
      if (refute_by_argument(*decoder)) return;
      family = encodings_.encode_family(instance_, reason);
      if (!family) {
        progress_.rule_out("too large for the sums family");
      } else if (search_family_briefly(family)) {
        if (decision_.verdict == Verdict::realizable) return;
        family.reset();
      }
      budget_.check();
    }
    const std::shared_ptr<const Encoding> whole = encodings_.plan(instance_, most_bytes, reason);
    const std::vector<Search> searches = everything(family, whole);
    if (!searches.empty()) settle(searches, at_once_);
    if (!whole && decision_.verdict == Verdict::undecided) {
      undecided(searches.empty() ? reason : fmt::format("{}; {}", decision_.reason, reason));
    }
  }

  /// The family; the whole, for a refutation and for any protocol, for a while; parts of the instance, each for a
  /// moment and then for a while; the whole without an end. With several threads what comes first has no end: it keeps
  /// one.
  std::vector<Search> everything(const std::shared_ptr<const Encoding>& family,
                                 const std::shared_ptr<const Encoding>& whole) {
    const bool side_by_side = at_once_ > 1;
    const Search in_family = search_of_family(family, std::uint64_t{2} * at_once_);
    const Search refuting = {"refuting", whole, engine_options(Goal::refutation), true};
    // An engine that has no settings for a goal would do the same twice with the same seed.
    const Search searching = {"searching", whole, engine_options(Goal::model, 1)};
    const bool family_to_the_end = side_by_side && family;
    const bool whole_to_the_end = side_by_side && !family;
    std::vector<Search> searches;
    if (family) searches.push_back(family_to_the_end ? in_family : bounded(in_family, long_search));
    if (whole) searches.push_back(whole_to_the_end ? refuting : bounded(refuting, patience(*whole)));
    if (whole && side_by_side) searches.push_back(bounded(searching, patience(*whole) / 3));
    const std::vector<Search> parts =
        searches_of_sub_instances(*instance_, engine_options(Goal::refutation), searches.size(), encodings_);
    searches.insert(searches.end(), parts.begin(), parts.end());
    if (whole && !whole_to_the_end) searches.push_back(refuting);
    if (whole && side_by_side) searches.push_back(searching);
    if (!whole && family && !family_to_the_end) searches.push_back(in_family);
    return searches;
  }

  Search search_of_family(const std::shared_ptr<const Encoding>& family, std::uint64_t other_seed) const {
    Search search = {"searching the sums family", family, engine_options(Goal::model, other_seed)};
    search.rules_out = "no protocol in the sums family";
    return search;
  }

  static Search bounded(Search search, std::int32_t conflicts) {
    search.options.conflicts = conflicts;
    return search;
  }

  /// What the user asked for: these inputs and no others.
  void refute_sub_instance() {
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
  bool search_family_briefly(const std::shared_ptr<const Encoding>& family) {
    const auto conflicts =
        static_cast<std::int32_t>(std::clamp<std::uint64_t>(instance_->inputs().size() / 2, short_search, long_search));
    std::vector<Search> searches;
    for (unsigned k = 0; k < at_once_; ++k) {
      searches.push_back(bounded(search_of_family(family, k), conflicts));
    }
    const std::vector<EngineResult> results = settle(searches, at_once_);
    return std::any_of(results.begin(), results.end(),
                       [](const EngineResult& result) { return result.answer != Answer::unknown; });
  }

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
        } else if (told.encoding->made().decode_sums) {
          show(checked(told.encoding->made().decode_sums(result.model)));
        } else {
          show(checked(told.encoding->made().decode(result.model)));
        }
        break;
      case Answer::unsatisfiable:
        if (!told.encoding->complete()) {
          undecided("the sums family has no protocol for it");
        } else if (!options_.certify) {
          decision_.verdict = Verdict::unrealizable;
        } else if (outcome.proof.empty()) {
          undecided(no_proof());
        } else {
          if (told.part && !options_.refute_on && !options_.out.empty()) {
            shrink(told, outcome, encodings_, engine(), budget_, solving());
          }
          certify(told, outcome);
        }
        if (decision_.verdict == Verdict::unrealizable) decision_.part = told.part;
        break;
      case Answer::unknown:
        undecided(result.reason);
        break;
    }
    decision_.encoder = told.encoding->encoder();
    decision_.symmetry = told.encoding->symmetry();
    decision_.variables = told.encoding->variables();
    decision_.clauses = told.encoding->clauses();
    if (decision_.evidence) {
      decision_.formula_hash = [made = told.encoding->shared()] { return formula_sha256(made->formula); };
    }
  }

  void solve_as_script() {
    progress_.phase("encoding");
    const auto started = Budget::Clock::now();
    const SmtEncoder encoding(instance_);
    const std::string script = encoding.script(budget_);
    std::vector<std::string> names;
    for (const SmtEncoder::Constant& constant : encoding.constants()) names.push_back(constant.name);
    decision_.encode_seconds = seconds_since(started);
    decision_.variables = static_cast<std::int64_t>(encoding.constant_count());
    decision_.clauses = static_cast<std::int64_t>(encoding.assertion_count());
    const EngineResult result = solve_script(engine_, script, names, engine_options(Goal::any), budget_, solving());
    note(result);
    switch (result.answer) {
      case Answer::satisfiable:
        show(checked(encoding.decode(result.values)));
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
    if (decision_.evidence) decision_.formula_hash = [script] { return sha256(script); };
  }

  std::string no_proof() const {
    return fmt::format("{} refuted the formula, but gives no proof that could be checked (--no-certify takes its word)",
                       decision_.engine);
  }

  /// The refutation counts only once its proof was checked.
  void certify(const Search& told, const SearchOutcome& outcome) {
    const std::shared_ptr<const InstanceFormula> made = told.encoding->shared();
    const KeptFile lrat = {outcome.directory->path() / "lrat", outcome.directory};
    const Refutation refutation =
        certify_refutation(made->formula, proofs(), outcome.proof, lrat.path, budget_, &progress_);
    decision_.elaborate_seconds = refutation.elaborate_seconds;
    decision_.check_seconds = refutation.check_seconds;
    if (!refutation.accepted) {
      undecided(fmt::format("{} refuted the formula, but {}", decision_.engine, refutation.reason));
      return;
    }
    LratRefutation refuted = {{made, &made->formula}, lrat, refutation.report};
    if (told.part) {
      show(SubInstanceRefutation{told.part, std::move(refuted)});
    } else {
      show(std::move(refuted));
    }
  }

  Progress* solving() {
    progress_.phase(fmt::format("solving with {}", engine_.name));
    return &progress_;
  }

  void note(const EngineResult& result) {
    decision_.solve_seconds += result.seconds;
    decision_.engine_peak_mebibytes = std::max(decision_.engine_peak_mebibytes, result.peak_mebibytes);
  }

  Evidence checked(SumsProtocol sums) {
    return timed("checking the witness", [&] { return check_sums(std::move(sums), budget_); });
  }

  Evidence checked(Protocol protocol) {
    return timed("replaying the witness", [&] { return check_tables(std::move(protocol), budget_); });
  }

  template <typename Check>
  Evidence timed(const char* phase, Check check) {
    progress_.phase(phase);
    const auto started = Budget::Clock::now();
    Evidence evidence = check();
    decision_.check_seconds = seconds_since(started);
    return evidence;
  }

  std::shared_ptr<const Instance> instance_;
  const DecideOptions& options_;
  const Engine& engine_;
  bool automatic_;
  unsigned at_once_;  // searches of an automatic decision
  Budget budget_;
  Progress progress_;
  Encodings encodings_;
  Decision decision_;
};

}  // namespace

std::string verdict_words(const Decision& decision) {
  const std::string verdict(to_string(decision.verdict));
  const bool waived = decision.verdict == Verdict::unrealizable && !decision.evidence;
  return waived ? verdict + " (not certified)" : verdict;
}

Decision decide(std::shared_ptr<const Instance> instance, const DecideOptions& options) {
  return Run(std::move(instance), options).decide();
}

void write_bundle(const std::string& directory, const Instance& instance, const Decision& decision) {
  std::optional<SolvedFormula> solved;
  if (decision.formula_hash) {
    solved = SolvedFormula{.encoder = decision.encoder,
                           .symmetry = decision.symmetry,
                           .sha256 = decision.formula_hash(),
                           .variables = decision.variables,
                           .clauses = decision.clauses,
                           .engine = decision.engine,
                           .engine_version = decision.engine_version,
                           .seed = decision.seed};
  }
  write_bundle(directory, instance, decision.evidence.value(), std::move(solved),
               {decision.encode_seconds, decision.solve_seconds, decision.elaborate_seconds, decision.check_seconds});
}

}  // namespace arcsat
