// Variables and literals as types of their own: neither converts from or to int by accident.
#pragma once

#include <compare>
#include <cstdint>

namespace arcsat {

/// A propositional variable, numbered from 1 as in DIMACS.
class Var {
 public:
  constexpr Var() = default;
  static constexpr Var from_dimacs(std::int32_t number) { return Var(number); }
  constexpr std::int32_t dimacs() const { return number_; }
  friend constexpr auto operator<=>(Var, Var) = default;

 private:
  constexpr explicit Var(std::int32_t number) : number_(number) {}
  std::int32_t number_ = 0;
};

/// A variable or its negation.
class Lit {
 public:
  constexpr Lit() = default;
  /// The literal that is true when `var` has the value `value`.
  constexpr Lit(Var var, bool value) : dimacs_(value ? var.dimacs() : -var.dimacs()) {}
  static constexpr Lit from_dimacs(std::int32_t number) {
    Lit lit;
    lit.dimacs_ = number;
    return lit;
  }
  constexpr std::int32_t dimacs() const { return dimacs_; }
  constexpr Var var() const { return Var::from_dimacs(dimacs_ < 0 ? -dimacs_ : dimacs_); }
  constexpr bool positive() const { return dimacs_ > 0; }
  constexpr Lit operator~() const { return from_dimacs(-dimacs_); }
  friend constexpr auto operator<=>(Lit, Lit) = default;

 private:
  std::int32_t dimacs_ = 0;
};

}  // namespace arcsat
