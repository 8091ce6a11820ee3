// Sums over F_2 of terms that variables select, as clauses.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "encoders/encoder.hpp"

namespace arcsat {

/// selector ∧ term.
struct SelectedTerm {
  Var selector;
  Var term;
};

/// Constraints of one shape, ⊕_k (selector_k ∧ term_k) ⊕ ⊕_k plain_k = parity, each with the same numbers of terms.
///
/// Two ways. By cases: for each set of selectors, the sum of what it selects; no new variable, Σ_k C(n,k) 2^(k+p-1)
/// clauses for n selected and p plain terms. By products: a variable for each product, and sums of more than four
/// variables cut by new ones; linear. By cases is the quicker for a solver while it is about as small (measured).
class SelectedSums {
 public:
  enum class Way { cases, products };
  static Way way_for(std::size_t selected, std::size_t plain);

  /// Makes the variables for `sums` constraints.
  SelectedSums(Formula& formula, EncodingWatch& watch, Way way, std::uint64_t sums, std::size_t selected,
               std::size_t plain);
  void add(std::span<const SelectedTerm> selected, std::span<const Var> plain, bool parity);

 private:
  void add_by_cases(std::span<const SelectedTerm> selected, std::span<const Var> plain, bool parity);
  void add_by_products(std::span<const SelectedTerm> selected, std::span<const Var> plain, bool parity);

  Formula& formula_;
  EncodingWatch& watch_;
  Way way_;
  Block products_;          // by sum and part
  std::uint64_t sums_ = 0;  // that were added
};

}  // namespace arcsat
