// What the attempts of one decision share. Two decisions share nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "run/decision.hpp"
#include "run/encodings.hpp"
#include "run/search.hpp"

namespace arcsat {

/// Why an attempt found nothing, in words.
struct Nothing {
  std::string reason;
};

/// An engine's word for a refutation, where the user waived the proof: of a sub-instance, or of the whole.
struct EnginesWord {
  std::shared_ptr<const Instance> sub_instance;
};

using AttemptOutcome = std::variant<Nothing, Evidence, EnginesWord>;

struct Context {
  /// Throws InputError for an engine that does not read what the encoder writes. `given` must outlive it.
  Context(std::shared_ptr<const Instance> instance, const DecideOptions& given);

  bool automatic() const;
  /// How many searches of an automatic decision run at a time.
  unsigned at_once() const;
  /// `other` for another seed than the user's.
  EngineOptions engine_options(Goal goal, std::uint64_t other = 0) const;
  SolverFactory solver() const;
  ProofKind proofs() const;
  /// The progress line, which says from now on that an engine works.
  Progress* solving();

  /// A witness that was checked.
  Evidence checked(Witness witness);
  Evidence checked(ClosedForm form);
  /// Evidence by an argument, without a formula and an engine.
  AttemptOutcome argued(Evidence evidence);
  /// The same by a search that needs none.
  AttemptOutcome searched(Evidence evidence);
  AttemptOutcome without_formula(Evidence evidence, std::string_view name);
  /// Notes what a run of the engine cost.
  void note(const EngineResult& result);
  /// Why a refutation without a proof is none.
  std::string no_proof() const;

  std::shared_ptr<const Instance> instance;
  const DecideOptions& options;
  const Engine& engine;
  Budget budget;
  Progress progress;
  Encodings encodings;
  /// What was spent and used until now; its verdict is filled in at the end.
  Decision decision;

  // What earlier attempts leave to later ones.
  /// The formulas of families of protocols, but for those that are too large and those that a search has ruled out.
  std::vector<std::shared_ptr<const Encoding>> families;
};

/// Runs the searches, `at_once` at a time, until one brings the verdict, and checks what it brought. `results`, if
/// given, takes what each came to.
AttemptOutcome settle(Context& context, const std::vector<Search>& searches, std::size_t at_once,
                      std::vector<EngineResult>* results = nullptr);

}  // namespace arcsat
