#include "theorem/exponents.hpp"

namespace arcsat {

namespace {

/// A sum of variables and a number.
class Exponent {
 public:
  Exponent(std::size_t variables) : of_(variables) {}
  Exponent(std::size_t variables, std::size_t variable) : of_(variables) { of_[variable] = 1; }

  friend Exponent operator+(Exponent one, const Exponent& other) {
    for (std::size_t k = 0; k < one.of_.size(); ++k) one.of_[k] += other.of_[k];
    one.number_ += other.number_;
    return one;
  }
  friend Exponent operator-(Exponent one, const Exponent& other) {
    for (std::size_t k = 0; k < one.of_.size(); ++k) one.of_[k] -= other.of_[k];
    one.number_ -= other.number_;
    return one;
  }
  friend Exponent operator+(int number, Exponent one) {
    one.number_ += number;
    return one;
  }
  const std::vector<Rational>& coefficients() const { return of_; }
  const Rational& number() const { return number_; }

 private:
  std::vector<Rational> of_;
  Rational number_ = 0;
};

class ExponentProgram {
 public:
  ExponentProgram(int length, Variant variant)
      : length_(static_cast<std::size_t>(length)), variables_(4 * length_ - 2), sharp_(variant == Variant::sharp) {}

  LinearProgram program() {
    made_.cost = (m() + queries()).coefficients();
    at_most(x(0), m());
    for (std::size_t l = 1; l < length_; ++l) {
      at_most(theta(l), tokens(l));
      at_most(theta(l), points(l));
    }
    at_most(sharp_ ? 1 + queries() + points(1) - m() : 1 + x(1) + queries(), points(1));
    for (std::size_t l = 2; l < length_; ++l) at_most(x(l) + delta(l), points(l));
    first_delta();
    for (std::size_t l = 2; l < length_; ++l) next_delta(l);
    at_most(delta(length_), n(length_ - 1) + theta(length_ - 1));
    return std::move(made_);
  }

 private:
  Exponent variable(std::size_t number) const { return {variables_, number}; }
  Exponent m() const { return variable(0); }
  Exponent n(std::size_t l) const { return variable(l); }                            // 1 … L-1
  Exponent x(std::size_t l) const { return variable(length_ + l); }                  // 0 … L-1
  Exponent theta(std::size_t l) const { return variable(2 * length_ + l - 1); }      // 1 … L-1
  Exponent delta(std::size_t l) const { return variable(3 * length_ - 1 + l - 2); }  // 2 … L
  Exponent queries() const {
    Exponent sum(variables_);
    for (std::size_t l = 1; l < length_; ++l) sum = sum + n(l);
    return sum;
  }
  Exponent tokens(std::size_t l) const {
    Exponent sum = m();
    for (std::size_t k = 1; k < l; ++k) sum = sum + n(k);
    return sum;
  }
  Exponent points(std::size_t l) const { return l == 1 ? x(0) + x(1) : x(l) + n(l - 1) + theta(l - 1); }
  /// x_i ⋯ x_{l-1}.
  Exponent product(std::size_t i, std::size_t l) const {
    Exponent sum(variables_);
    for (std::size_t k = i; k < l; ++k) sum = sum + x(k);
    return sum;
  }

  void at_most(const Exponent& one, const Exponent& other) {
    const Exponent difference = other - one;
    made_.rows.push_back(difference.coefficients());
    made_.least.push_back(-difference.number());
  }

  void first_delta() {
    for (const Exponent& said : {queries(), x(0), m() + x(1), queries() + x(0)}) at_most(1 + said, delta(2));
    if (!(sharp_ && length_ == 2)) at_most(1 + x(0) + x(1), delta(2));
  }

  void next_delta(std::size_t l) {
    at_most(x(l) + delta(l), delta(l + 1));
    at_most(1 + tokens(l) + x(l), delta(l + 1));
    at_most(1 + queries() + product(0, l), delta(l + 1));
    if (sharp_ && l + 1 == length_) return;
    for (std::size_t i = 1; i < l; ++i) at_most(1 + tokens(i) + product(i, l), delta(l + 1));
  }

  std::size_t length_;
  std::size_t variables_;
  bool sharp_;
  LinearProgram made_;
};

/// N_{L-1} = m·n_1⋯n_{L-1} as a power of K, which is Hdp^8 but for a factor.
Integer exponent_of_parameters(int length) {
  Integer sum = 1;
  Integer x = 1;  // x_{L-1} = K first
  for (int l = length - 1; l >= 0; --l) {
    sum += l == 0 ? x : 5 * x;
    x *= 8;
  }
  return 8 * sum;
}

}  // namespace

LinearProgram exponent_program(int length, Variant variant) { return ExponentProgram(length, variant).program(); }

Exponents exponents_of(int length) {
  return {.length = length,
          .theorem = Integer(1) << static_cast<unsigned>(4 * length),
          .parameters = exponent_of_parameters(length),
          .paper = minimize(exponent_program(length, Variant::paper)),
          .sharp = minimize(exponent_program(length, Variant::sharp))};
}

}  // namespace arcsat
