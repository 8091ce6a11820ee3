// Where the verdict changes along one size.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "protocol/variation.hpp"
#include "survey/decided_cells.hpp"

namespace arcsat {

/// What a larger value makes of an instance, where the order between instances says so.
enum class Ease { larger_is_easier, larger_is_harder };

struct VariedCell {
  Verdict verdict = Verdict::undecided;
  /// By what it was decided, or from what it follows; the reason if undecided.
  std::string how;
  double seconds = 0;
  /// The cell itself, or the one that it follows from; null if undecided.
  const DecidedCell* evidence = nullptr;
  /// By which rule it follows; none if it was decided itself.
  std::optional<OrderRule> rule;
};

struct Threshold {
  /// None if the order does not say which of two neighbours is easier; then every cell was decided by itself.
  std::optional<Ease> ease;
  /// By which rules it says so.
  std::string rules;
  /// What was looked at, by value.
  std::map<std::uint32_t, VariedCell> cells;

  // With an ease: the values next to the change, and what lies between them.
  std::optional<std::uint32_t> realizable;
  std::optional<std::uint32_t> unrealizable;
  std::uint32_t open_from = 1;
  std::uint32_t open_to = 0;
  bool open() const { return open_from <= open_to; }
};

/// Decides cells for values from `from` to `to`, at most 2^16 of them: what follows from `decided` first, then closed forms and
/// arguments, then searches, each by halving what is between the two verdicts. The options' time limit holds for each
/// cell. `report` is called for each cell that is decided or given up. After an interrupt the rest is left undecided.
Threshold find_threshold(const std::function<std::shared_ptr<const Instance>(std::uint32_t)>& cell_at,
                         std::uint32_t from, std::uint32_t to, const DecideOptions& options, DecidedCells& decided,
                         const std::function<void(std::uint32_t, const VariedCell&)>& report);

}  // namespace arcsat
