// Sizes of integers that are too long to be written out.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// log2 of a positive integer, to the precision of a double; -∞ for 0.
double log2_of(const Integer& number);
/// ⌊log2⌋ of a positive integer.
inline Integer floor_log2(const Integer& number) { return boost::multiprecision::msb(number); }
/// All digits if there are few, else a power of two: "2^448" if it is one, "2^448.13…" if it is rounded down.
std::string magnitude(const Integer& number);

}  // namespace arcsat
