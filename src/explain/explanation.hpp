// Why a protocol fails, or that its messages tell the answer: for people, and for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "explain/grown_decomposition.hpp"

namespace arcsat {

struct Explanation {
  Confusions confusions;
  /// Of a protocol with confusions.
  std::optional<FailingPair> pair;
  std::optional<Decomposition> decomposition;
  std::optional<Lemma43> lemma;
  /// If messages tell the answer and the protocol answers something else: the first such input.
  std::optional<Input> wrong;
};

/// `answered`: whether the protocol has answers of its own; one that was cut has none.
Explanation explain(const FinalViews& views, bool answered, const Budget& budget);

std::vector<std::string> words_of(const Explanation& explanation, const Protocol& protocol);
/// One input, and what a protocol says on it, as far as it is not 0.
std::vector<std::string> one_run_in_words(const Protocol& protocol);
/// Without a format and a version.
Json json_of(const Explanation& explanation, const Protocol& protocol);

}  // namespace arcsat
