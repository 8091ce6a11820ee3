#include "certify/tail.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "certify/powers.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_bits_of_a_tail = std::uint64_t{1} << 22;
/// Of the table by which sequences are counted: numbers times machine words.
constexpr std::uint64_t most_words = std::uint64_t{1} << 30;

/// How many sequences of M points of [q] have fewer than θ values.
Integer sequences_with_fewer(std::uint64_t q, std::uint64_t theta, std::uint64_t points) {
  // By the number of values so far, which are no more than points.
  std::vector<Integer> count(std::min(theta, points + 1));
  count[0] = 1;
  for (std::uint64_t t = 0; t < points; ++t) {
    for (std::uint64_t k = std::min<std::uint64_t>(t + 1, count.size() - 1); k >= 1; --k) {
      count[k] = count[k] * k + (k <= q ? count[k - 1] * (q - k + 1) : Integer(0));
    }
    count[0] = 0;
  }
  Integer sum = 0;
  for (const Integer& one : count) sum += one;
  return sum;
}

Integer length_in_bits(std::uint64_t q) { return boost::multiprecision::msb(Integer(q)) + 1; }

/// q^M, how many sequences of M points of [q] there are.
Integer sequences(const Integer& q, const Integer& points) {
  return boost::multiprecision::pow(q, points.convert_to<unsigned>());
}

/// The greatest e with few·2^e < all; none if few = 0.
std::optional<Integer> rarity_of(const Integer& few, const Integer& all) {
  if (few == 0) return std::nullopt;
  if (few >= all) return Integer(-1);
  const unsigned e = static_cast<unsigned>(boost::multiprecision::msb(all) - boost::multiprecision::msb(few));
  return (few << e) < all ? Integer(e) : Integer(e) - 1;
}

}  // namespace

bool too_many_to_count(std::uint64_t q, std::uint64_t theta, const Integer& points) {
  // The table has θ numbers of as many bits as q^points has, and is gone through for each point.
  return points * length_in_bits(q) > most_bits_of_a_tail ||
         points * theta * (points * length_in_bits(q) / 64 + 1) > most_words;
}

std::optional<Integer> rarity(Tail tail, std::uint64_t q, std::uint64_t theta, const Integer& points) {
  if (tail == Tail::logs) {
    if (points < 4 * Integer(theta)) return Integer(-1);
    const Integer log = boost::multiprecision::msb(Integer(q / theta));
    return theta * (3 * log - 2);
  }
  if (points * length_in_bits(q) > most_bits_of_a_tail) {
    throw Unsupported(fmt::format("found a tail of {} points, expected numbers of at most 2^22 bits", points.str()));
  }
  switch (tail) {
    case Tail::exact:
      if (too_many_to_count(q, theta, points)) {
        throw Unsupported("found a tail whose exact count takes too long, expected one of fewer points");
      }
      return rarity_of(sequences_with_fewer(q, theta, points.convert_to<std::uint64_t>()), sequences(q, points));
    case Tail::sets: {
      const Integer fewer = Integer(theta) - 1;
      return rarity_of(binomial(q, fewer) * sequences(fewer, points), sequences(q, points));
    }
    case Tail::none:
    case Tail::logs:
      break;
  }
  throw InternalError("a tail that shows nothing");
}

}  // namespace arcsat
