#include "encoders/selected_sums.hpp"

#include <fmt/format.h>

#include <bit>

namespace arcsat {

namespace {

constexpr std::size_t longest_sum = 4;  // variables of a sum that is written out

/// How often a sum of `length` variables must be cut: each cut puts one variable in place of longest_sum - 1.
std::size_t cuts(std::size_t length) {
  return length <= longest_sum ? 0 : (length - longest_sum + longest_sum - 3) / (longest_sum - 2);
}

// x_1 ⊕ … ⊕ x_k = parity, given that the literals in `otherwise` are false: no assignment has the other parity
void add_sum(Formula& formula, std::span<const Lit> otherwise, std::span<const Var> variables, bool parity) {
  std::vector<Lit> clause(otherwise.begin(), otherwise.end());
  clause.resize(otherwise.size() + variables.size());
  for (std::uint64_t wrong = 0; wrong < std::uint64_t{1} << variables.size(); ++wrong) {
    if ((std::popcount(wrong) % 2 != 0) == parity) continue;
    for (std::size_t k = 0; k < variables.size(); ++k) {
      clause[otherwise.size() + k] = Lit(variables[k], (wrong >> k & 1) == 0);
    }
    formula.add_clause(clause);
  }
}

}  // namespace

SelectedSums::Way SelectedSums::way_for(std::size_t selected, std::size_t plain) {
  return selected + plain <= 3 ? Way::cases : Way::products;
}

SelectedSums::SelectedSums(Formula& formula, EncodingWatch& watch, Way way, std::uint64_t sums, std::size_t selected,
                           std::size_t plain)
    : formula_(formula), watch_(watch), way_(way) {
  if (way_ == Way::cases) return;
  products_ = formula_.block("product", {sums, selected + cuts(selected + plain)},
                             [first = formula_.variables() + 1](std::span<const std::uint64_t> at) {
                               return fmt::format("product first={} sum={} part={}", first, at[0], at[1]);
                             });
}

void SelectedSums::add(std::span<const SelectedTerm> selected, std::span<const Var> plain, bool parity) {
  if (way_ == Way::cases) {
    add_by_cases(selected, plain, parity);
  } else {
    add_by_products(selected, plain, parity);
  }
  watch_.tick(formula_);
}

// (the selectors are those in S) → ⊕_{k ∈ S} term_k ⊕ ⊕ plain_k = parity
void SelectedSums::add_by_cases(std::span<const SelectedTerm> selected, std::span<const Var> plain, bool parity) {
  std::vector<Lit> other_set(selected.size());
  std::vector<Var> sum;
  for (std::uint64_t set = 0; set < std::uint64_t{1} << selected.size(); ++set) {
    sum.assign(plain.begin(), plain.end());
    for (std::size_t k = 0; k < selected.size(); ++k) {
      const bool in = (set >> k & 1) != 0;
      other_set[k] = Lit(selected[k].selector, !in);
      if (in) sum.push_back(selected[k].term);
    }
    add_sum(formula_, other_set, sum, parity);
  }
}

// product ≡ selector ∧ term; then the sum, from the left: the first three are one new variable, which goes to the end
void SelectedSums::add_by_products(std::span<const SelectedTerm> selected, std::span<const Var> plain, bool parity) {
  std::uint64_t parts = 0;
  const auto new_variable = [&] { return products_(sums_, parts++); };
  std::vector<Var> sum(plain.begin(), plain.end());
  for (const SelectedTerm& one : selected) {
    const Var product = new_variable();
    formula_.add_clause({Lit(product, false), Lit(one.selector, true)});
    formula_.add_clause({Lit(product, false), Lit(one.term, true)});
    formula_.add_clause({Lit(product, true), Lit(one.selector, false), Lit(one.term, false)});
    sum.push_back(product);
  }
  std::size_t done = 0;
  while (sum.size() - done > longest_sum) {
    const Var part = new_variable();
    std::vector<Var> cut(sum.begin() + static_cast<std::ptrdiff_t>(done),
                         sum.begin() + static_cast<std::ptrdiff_t>(done + longest_sum - 1));
    cut.push_back(part);
    add_sum(formula_, {}, cut, false);
    done += longest_sum - 1;
    sum.push_back(part);
  }
  add_sum(formula_, {}, std::span(sum).subspan(done), parity);
  ++sums_;
}

}  // namespace arcsat
