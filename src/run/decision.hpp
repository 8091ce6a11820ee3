// What a decision is asked for, and what it comes to.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/budget.hpp"
#include "base/progress.hpp"
#include "encoders/encoder_table.hpp"
#include "evidence/evidence.hpp"
#include "solve/engines.hpp"

namespace arcsat {

/// How far an automatic decision goes.
enum class Effort {
  arguments,  // what is written down, counted or argued
  search,     // that, and then searches for protocols and proofs
};

struct DecideOptions {
  /// Never null. The automatic one makes the attempts of attempts.hpp, one after the other.
  const EncoderRow* encoder = &automatic_encoder();
  /// None: the most that the encoder can break.
  std::optional<Symmetry> symmetry;
  /// Null: the default one for what the encoder writes.
  const Engine* engine = nullptr;
  std::optional<double> time_limit_seconds;
  std::optional<std::uint64_t> memory_limit_mebibytes;
  std::uint64_t seed = 0;
  /// With the encoder auto, how many searches run at a time (2 unless given); else the engine's threads (1 unless
  /// given).
  std::optional<unsigned> threads;
  Progress::Mode progress = Progress::Mode::terminal_only;
  /// Whether a refutation counts only with a proof that was elaborated and checked.
  bool certify = true;
  /// Only these inputs, at the instance's message widths, are to be refuted: a sub-instance (sub_instance.hpp). Without
  /// it the automatic decision tries a few of its own choice.
  std::optional<Restriction> refute_on;
  Effort effort = Effort::search;
  /// Whether to spend time on smaller evidence once there is some, as is worth while for a bundle.
  bool smaller_evidence = false;
  /// An engine from elsewhere instead of the named one, and what its proofs are (a fake one, in tests).
  SolverFactory engine_instead;
  ProofKind proofs_instead = ProofKind::none;
};

struct Decision {
  Verdict verdict = Verdict::undecided;
  /// Why undecided, in words; empty otherwise.
  std::string reason;
  /// The verdict as a sentence.
  std::string statement;
  /// What shows the verdict, checked: always if realizable; if unrealizable, unless `certify` was off.
  std::optional<Evidence> evidence;
  /// The sub-instance that was refuted, if it was not the whole.
  std::shared_ptr<const Instance> part;

  /// The encoder that was used in the end ("direct" and "auto" pick one) and its formula's size; what
  /// the evidence's kind is argued as, without a formula and an engine, if none was needed.
  std::string encoder;
  std::string symmetry;
  std::int64_t variables = 0;
  std::int64_t clauses = 0;
  std::string engine;
  std::string engine_version;
  double encode_seconds = 0;
  double solve_seconds = 0;
  double elaborate_seconds = 0;
  double check_seconds = 0;
  double engine_peak_mebibytes = 0;
  std::uint64_t seed = 0;
  /// SHA-256 of the formula, worked out when called; empty if the evidence was argued without one.
  std::function<std::string()> formula_hash;
};

/// Writes the bundle of a decision with evidence. Throws InputError or Error if it cannot be written.
void write_bundle(const std::string& directory, const Instance& instance, const Decision& decision);

/// "realizable", "unrealizable", "unrealizable (not certified)" or "undecided".
std::string verdict_words(const Decision& decision);

}  // namespace arcsat
