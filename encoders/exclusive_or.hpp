// Sums of two bits as clauses.
#pragma once

#include <array>
#include <span>

#include "cnf/literal.hpp"

namespace arcsat {

/// Calls `emit(clause)` for the four clauses of sum ≡ one ⊕ other.
template <typename Emit>
void for_each_exclusive_or_clause(Var sum, Var one, Var other, Emit emit) {
  for (const bool first : {false, true}) {
    for (const bool second : {false, true}) {
      // Where the two are `first` and `second`, the sum is what these differ in.
      const std::array clause = {Lit(one, !first), Lit(other, !second), Lit(sum, first != second)};
      emit(std::span<const Lit>(clause));
    }
  }
}

}  // namespace arcsat
