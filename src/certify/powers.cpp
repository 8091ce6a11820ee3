#include "certify/powers.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr unsigned most_bits_of_powers = 1U << 22;
constexpr unsigned sample = 1024;
constexpr unsigned most_chosen = 1U << 16;

/// The greatest e with 2^e ≤ number.
Integer floor_log2(const Integer& number) { return boost::multiprecision::msb(number); }

}  // namespace

bool power_of_two_below(const Integer& exponent, const Integer& base, const Integer& power) {
  const Integer floor = floor_log2(base);
  if ((base & (base - 1)) == 0) return exponent < floor * power;
  if ((floor + 1) * power <= most_bits_of_powers) {
    if (exponent >= (floor + 1) * power) return false;
    return (Integer(1) << exponent.convert_to<unsigned>()) <
           boost::multiprecision::pow(base, power.convert_to<unsigned>());
  }
  // base^1024 > 2^e, as it is no power of two, so that base^(1024·power) > 2^(e·power).
  return exponent * sample <= floor_log2(boost::multiprecision::pow(base, sample)) * power;
}

Integer binomial(const Integer& n, const Integer& k) {
  if (k > n) return 0;
  if (k > most_chosen) throw Unsupported(fmt::format("found a choice of {} things, expected at most 2^16", k.str()));
  Integer result = 1;
  for (Integer j = 0; j < k; ++j) result = result * (n - j) / (j + 1);
  return result;
}

}  // namespace arcsat
