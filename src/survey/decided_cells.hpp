// Cells that were decided, and what follows from them by the order.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "certify/order.hpp"
#include "run/decide.hpp"

namespace arcsat {

struct DecidedCell {
  std::shared_ptr<const Instance> instance;
  Decision decision;
};

/// A verdict, the rule by which it follows, and from which cell.
struct Following {
  Verdict verdict;
  OrderRule rule;
  const DecidedCell* from;
};

class DecidedCells {
 public:
  /// Keeps a decision with evidence. Throws CheckFailed if one that was kept before contradicts it by the order: then the order, or
  /// a checker, is wrong.
  const DecidedCell& add(DecidedCell cell);

  /// What follows for an instance; none if nothing does.
  std::optional<Following> following(const std::shared_ptr<const Instance>& instance) const;

 private:
  std::deque<DecidedCell> cells_;  // addresses stay
};

}  // namespace arcsat
