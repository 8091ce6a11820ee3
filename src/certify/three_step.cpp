#include "certify/three_step.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "certify/plain_decoder.hpp"
#include "certify/powers.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_bits_of_a_side = std::uint64_t{1} << 22;

Integer bits_of_power(const Integer& base, const Integer& exponent) {
  return base <= 1 ? Integer(1) : (boost::multiprecision::msb(base) + 1) * exponent;
}

/// base^exponent, or a refusal.
Integer power(const Integer& base, const Integer& exponent) {
  if (base <= 1) return exponent == 0 ? Integer(1) : base;
  if (bits_of_power(base, exponent) > most_bits_of_a_side) {
    throw Unsupported(fmt::format("found the power {}^{}, expected at most 2^22 bits", base.str(), exponent.str()));
  }
  return boost::multiprecision::pow(base, exponent.convert_to<unsigned>());
}

class ThreeStepCheck {
 public:
  ThreeStepCheck(const Instance& instance, const ThreeStepBound& bound)
      : instance_(instance), task_(instance.task()), bound_(bound) {}

  ThreeStepReport report() {
    require_instance();
    require_bound();
    if (!tables_exist())
      throw CheckFailed(
          "found too few or too many tables z_1, expected some of which each colouring has a rich colour");
    if (!row_exists()) throw CheckFailed("found too few rows w_1, expected one with a large share of rows");
    if (!rows_exist())
      throw CheckFailed("found too few tables z_2, expected some of which each colouring has a rich colour");
    const Integer n2 = task_.queries(2);
    if (!power_of_two_below((ahead() + 3 * n2) * c(), task_.range(3), h() * n2)) {
      throw CheckFailed(
          fmt::format("found {} bits ahead of {} rows, expected fewer", Integer(ahead() * c()).str(), n2.str()));
    }
    return {ahead() * c(), 3 * c(), bound_.h, task_.queries(2)};
  }

 private:
  Integer c() const { return instance_.model().bits_per_token; }
  Integer m() const { return task_.m(); }
  Integer q(Player l) const { return task_.range(l); }
  Integer p1() const { return bound_.p1; }
  Integer p2() const { return bound_.p2; }
  Integer r() const { return bound_.r; }
  Integer h() const { return bound_.h; }
  /// C = 2^c; a refutation needs C < q_1 or, at least, p_2 > C².
  Integer messages() const { return Integer(1) << instance_.model().bits_per_token; }

  void require_instance() const {
    require_plain_decoder(instance_);
    if (task_.length() != 3) throw CheckFailed(fmt::format("found {} steps, expected three", task_.length()));
    if (instance_.epochs() > 3)
      throw CheckFailed(fmt::format("found {} epochs, expected at most 3", instance_.epochs()));
    if (c() > 31) throw Unsupported(fmt::format("found {} bits per token, expected at most 31", c().str()));
  }

  void require_bound() const {
    const auto require = [](bool holds, const char* what) {
      if (!holds) throw CheckFailed(fmt::format("found numbers of another kind, expected {}", what));
    };
    require(bound_.p1 >= 1 && bound_.p2 >= 1, "p_1 and p_2 of at least 1");
    require(bound_.r >= 1 && r() <= q(1), "1 <= r <= q_1");
    require(bound_.a >= 1 && bound_.a <= bound_.b, "1 <= a <= b");
    require(bound_.h >= 1 && h() <= q(2), "1 <= h <= q_2");
  }

  /// (1)
  bool tables_exist() const {
    switch (bound_.tables) {
      case FirstTables::constants:
        return p1() <= q(1) && p1() >= messages() * (r() - 1) + 1;
      case FirstTables::counted:
        return power(binomial(q(1), r() - 1), m() * messages()) * power(messages() * power(r() - 1, m()), p1()) <
               power(q(1), m() * p1());
    }
    throw InternalError("tables that are neither of the two");
  }

  /// (2)
  bool row_exists() const {
    const Integer n1 = task_.queries(1);
    return power(bound_.a, n1) * power(messages(), m() * p1() + m()) <= power(bound_.b, n1);
  }

  /// (3)
  bool rows_exist() const {
    const Integer colours = messages() * messages();
    return binomial(q(1), r()) * power(binomial(q(2), h() - 1), r() * colours) *
               power(colours * power(h() - 1, r()) * bound_.b, p2()) <
           power(bound_.a * power(q(2), r()), p2());
  }

  /// κ, in messages of c bits.
  Integer ahead() const {
    return 2 * Integer(task_.queries(1)) * q(1) * p2() + 2 * m() * p1() + m() * (1 + std::min(p1(), messages()));
  }

  const Instance& instance_;
  const Task& task_;
  const ThreeStepBound& bound_;
};

}  // namespace

std::string ThreeStepReport::statement() const {
  return fmt::format(
      "{} bits about the last table ahead of its {} rows, and {} bits with each, do not suffice for the {} entries of "
      "each "
      "that must follow from them",
      ahead.str(), rows, in_row.str(), entries);
}

ThreeStepReport check_three_step(const Instance& instance, const ThreeStepBound& bound) {
  return ThreeStepCheck(instance, bound).report();
}

}  // namespace arcsat
