// Comparisons of large powers, in integers.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// Whether 2^exponent < base^power is shown, for a base of at least 1 and exponents of at least 0. Exact if base is a power of two or
/// base^power has at most 2^22 bits; else by the length of base^1024, which may miss by a thousandth of the exponent.
bool power_of_two_below(const Integer& exponent, const Integer& base, const Integer& power);

/// C(n, k). Throws Unsupported if k is larger than 2^16.
Integer binomial(const Integer& n, const Integer& k);

}  // namespace arcsat
