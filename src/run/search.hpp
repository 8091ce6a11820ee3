// Searches for a protocol or a refutation, side by side.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/private_directory.hpp"
#include "run/encodings.hpp"
#include "solve/engines.hpp"

namespace arcsat {

/// One search.
struct Search {
  /// For the progress line.
  std::string name;
  std::shared_ptr<const Encoding> encoding;
  EngineOptions options;
  /// Whether a refutation that it finds counts.
  bool refutes = false;
  /// The sub-instance (sub_instance.hpp) that was encoded in place of the whole; then a model says nothing.
  std::shared_ptr<const Instance> part = nullptr;
  /// The number of an earlier, shorter search of the same formula; not run if that had an answer.
  std::optional<std::size_t> longer_than = std::nullopt;
  /// What is ruled out if there is no model, for the progress line.
  std::string rules_out = {};
};

/// The same search, which gives up after so many conflicts.
inline Search bounded(Search search, std::int32_t conflicts) {
  search.options.conflicts = conflicts;
  return search;
}

struct SearchOutcome {
  /// Those of the searches, in their order.
  std::vector<EngineResult> results;
  /// Index of the search that the verdict cites: the one that decided. If none decided, the one whose reason explains
  /// `undecided`: an unbounded refuting search if there is one, else any refuting search, else the first.
  std::size_t told = 0;
  /// Where that search's proof is; empty if none was asked for.
  std::string proof;
  /// Holds the proof.
  std::shared_ptr<const PrivateDirectory> directory;
};

/// Runs them, `at_once` at a time in their order, until one brings the verdict: the first model of the whole, or the
/// first refutation that counts; if none's would, the first refutation. With `proofs`, those whose refutation counts
/// write one.
SearchOutcome search(const std::vector<Search>& searches, std::size_t at_once, const SolverFactory& engine, bool proofs,
                     const Budget& budget, Progress* progress);

}  // namespace arcsat
