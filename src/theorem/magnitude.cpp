#include "theorem/magnitude.hpp"

#include <fmt/format.h>

#include <cmath>

namespace arcsat {

double log2_of(const Integer& number) {
  if (number == 0) return -INFINITY;
  constexpr unsigned kept = 53;
  const auto top = static_cast<unsigned>(boost::multiprecision::msb(number));
  if (top <= kept) return std::log2(number.convert_to<double>());
  const Integer leading = number >> (top - kept);
  return std::log2(leading.convert_to<double>()) + (top - kept);
}

std::string magnitude(const Integer& number) {
  constexpr unsigned most_bits_in_full = 44;
  if (number < 0) return "-" + magnitude(-number);
  if (number == 0 || boost::multiprecision::msb(number) < most_bits_in_full) return number.str();
  const auto top = boost::multiprecision::msb(number);
  if (boost::multiprecision::lsb(number) == top) return fmt::format("2^{}", top);
  return fmt::format("2^{:.2f}…", std::floor(100 * log2_of(number)) / 100);
}

}  // namespace arcsat
