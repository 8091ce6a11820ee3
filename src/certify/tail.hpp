// How rarely many random numbers take few values: bounds that integers show.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <optional>

namespace arcsat {

using Integer = boost::multiprecision::cpp_int;

/// How it is shown that few of many random numbers are different only rarely.
enum class Tail {
  none,   // nothing is to be shown
  exact,  // all ways are counted
  sets,   // a union bound over the sets of values
  logs,   // the same in whole logarithms, for many numbers
};

/// Let p(q, θ, M) be the probability that M independent uniform points of [q] have fewer than θ values, 1 ≤ θ ≤ q. Returns the
/// greatest e for which the tail shows p < 2^-e, which is below 0 if it shows nothing; none if it shows p = 0.
///
/// (exact) p is the share of the q^M sequences that have fewer than θ values; (sets) at most C(q, θ-1)·(θ-1)^M / q^M, since
/// the values lie in some set of θ-1; (logs) if M ≥ 4θ, at most C(q,θ)·(θ/q)^M ≤ (e·q/θ)^θ·(θ/q)^(4θ) <
/// 2^(-θ(3·⌊log2(q/θ)⌋ - 2)), as log2 e < 2.
///
/// Throws Unsupported if the numbers are too large to be written out, or there are too many to be added. Not for Tail::none.
std::optional<Integer> rarity(Tail tail, std::uint64_t q, std::uint64_t theta, const Integer& points);

/// Whether `rarity` would take too long, or too much memory, in the exact way.
bool too_many_to_count(std::uint64_t q, std::uint64_t theta, const Integer& points);

}  // namespace arcsat
