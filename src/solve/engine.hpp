// The table of engines: all that the rest of the program knows of each.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "solve/solver.hpp"

namespace arcsat {

/// What an engine may read.
enum class Reads { formulas, scripts };

/// A row of the table. It stands at the end of the engine's wrapper, solve/NAME.cpp; engine.cpp lists them.
struct Engine {
  std::string_view name;
  std::string (*version)();
  /// What its proofs are; none for an engine whose refutations cannot be certified.
  ProofKind proof = ProofKind::none;
  /// Whether EngineOptions::threads means anything to it.
  bool threads = false;
  /// Its wrapper for formulas; null if it reads none.
  std::unique_ptr<Solver> (*make)(const EngineOptions&) = nullptr;
  /// Answers an SMT-LIB 2 script, with the values of the named bit-vector constants; null if it reads none.
  ScriptModel (*solve_script)(const std::string& script, const std::vector<std::string>& names,
                              const EngineOptions& options) = nullptr;

  bool reads(Reads what) const { return what == Reads::formulas ? make != nullptr : solve_script != nullptr; }
};

/// All engines. Of those that read something, the first is the one that is taken unless the user says otherwise.
std::span<const Engine* const> engines();
std::vector<const Engine*> engines_for(Reads what);
/// Those whose refutations can be certified.
std::vector<const Engine*> engines_with_proofs();
std::vector<const Engine*> engines_with_threads();
const Engine& default_engine(Reads what);
/// Throws InputError for a name that is in no row.
const Engine& engine_named(std::string_view name);

/// "a, b or c"; with another word, "a, b and c", or with a comma "a, b, c".
std::string names_of(std::span<const Engine* const> some, std::string_view last = " or ");

}  // namespace arcsat
