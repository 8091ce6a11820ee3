// What every engine offers. An engine runs in a process of its own (see engines.hpp), so it needs no limits itself.
#pragma once

#include <cstdint>
#include <cstdio>
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
  /// CaDiCaL has settings of its own for each.
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
  /// Has the proof of unsatisfiability written to `file`; before anything else is called. The proof is whole once the
  /// solver is destroyed.
  virtual void trace_proof(std::FILE* file) = 0;
  virtual void add_variables(std::int32_t count) = 0;
  virtual void add(std::span<const Lit> clause) = 0;
  virtual Answer solve() = 0;
  /// The value of a variable in the model; only after `solve` gave satisfiable.
  virtual bool value(Var var) = 0;
};

std::unique_ptr<Solver> make_cadical(const EngineOptions& options);
std::unique_ptr<Solver> make_cryptominisat(const EngineOptions& options);
std::unique_ptr<Solver> make_z3(const EngineOptions& options);

/// Wall-clock seconds that CaDiCaL needs to read a DIMACS file; for benchmarks. Throws Error if it cannot.
double cadical_read_seconds(const std::string& path);

std::string cadical_version();
std::string cryptominisat_version();
std::string z3_version();

/// An SMT-LIB 2 script's answer by Z3, with the values of the named bit-vector constants if it is satisfiable.
struct SmtModel {
  Answer answer = Answer::unknown;
  std::string reason;
  std::vector<std::uint32_t> values;
};
SmtModel solve_smt_with_z3(const std::string& script, const std::vector<std::string>& names,
                           const EngineOptions& options);

}  // namespace arcsat
