#include "survey/decided_cells.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

const DecidedCell& DecidedCells::add(DecidedCell cell) {
  if (!cell.decision.evidence) throw InternalError("a decision without evidence among those that others follow from");
  if (const auto other = following(cell.instance); other && other->verdict != cell.decision.verdict) {
    throw CheckFailed(fmt::format("found a contradiction between \"{}\" and \"{}\", expected none by {}",
                                  cell.decision.statement, other->from->decision.statement, words_of(other->rule)));
  }
  return cells_.emplace_back(std::move(cell));
}

std::optional<Following> DecidedCells::following(const std::shared_ptr<const Instance>& instance) const {
  for (const DecidedCell& cell : cells_) {
    const bool realizable = cell.decision.verdict == Verdict::realizable;
    const std::optional<OrderRule> rule =
        realizable ? find_order({cell.instance}, *instance) : find_order({instance}, *cell.instance);
    if (rule) return Following{cell.decision.verdict, *rule, &cell};
  }
  return std::nullopt;
}

}  // namespace arcsat
