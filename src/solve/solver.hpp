// What every engine offers. An engine runs in a process of its own (see engines.hpp), so it needs no limits itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cnf/formula.hpp"

namespace arcsat {

/// What an engine says of a formula. Unknown is neither of the others.
enum class Answer { satisfiable, unsatisfiable, unknown };

/// What an engine is to look for first. It may answer the other way all the same.
enum class Goal { any, model, refutation };

struct EngineOptions {
  std::uint64_t seed = 0;
  unsigned threads = 1;
  /// An engine may have settings of its own for each.
  Goal goal = Goal::any;
  /// After about so many conflicts the answer is unknown: a limit that, unlike time, is the same on every machine.
  std::optional<std::int32_t> conflicts = std::nullopt;
};

/// What an engine writes as its proof.
enum class ProofKind { none, drat, frat };

/// A propositional engine for one formula.
class Solver {
 public:
  virtual ~Solver() = default;
  /// Has the proof of unsatisfiability written to the file `path`; before anything else is called.
  virtual void trace_proof(const std::string& path) = 0;
  virtual void add_variables(std::int32_t count) = 0;
  virtual void add(std::span<const Lit> clause) = 0;
  virtual Answer solve() = 0;
  /// After `solve` gave unsatisfiable, if a proof was asked for; the last call. Throws Error unless the proof is whole.
  virtual void finish_proof() = 0;
  /// The value of a variable in the model; only after `solve` gave satisfiable.
  virtual bool value(Var var) = 0;
};

/// An engine's answer to an SMT-LIB 2 script, with the values of the constants asked for if it is satisfiable.
struct ScriptModel {
  Answer answer = Answer::unknown;
  std::string reason;
  std::vector<std::uint32_t> values;
};

}  // namespace arcsat
