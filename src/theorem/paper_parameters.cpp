#include "theorem/paper_parameters.hpp"

#include <algorithm>

namespace arcsat {

namespace mp = boost::multiprecision;

PaperParameters::PaperParameters(int steps, const Integer& hdp) : length(steps), width(hdp) {
  const auto L = static_cast<unsigned>(steps);
  K = mp::pow(Integer(hdp * L), 8) << (6 * L * L);
  numbers.c = 2 * hdp;
  numbers.x = {K};  // x_{L-1} first
  while (numbers.x.size() < L) numbers.x.push_back(mp::pow(numbers.x.back(), 8));
  std::reverse(numbers.x.begin(), numbers.x.end());
  numbers.m = K;
  for (const Integer& x : numbers.x) numbers.m *= x;
  N = {numbers.m};
  for (unsigned l = 1; l < L; ++l) {
    numbers.n.push_back(mp::pow(numbers.x[l], 4));
    N.push_back(N.back() * numbers.n.back());
  }
  numbers.q = {numbers.m};
  numbers.q.insert(numbers.q.end(), N.begin() + 1, N.end());
  Integer points = numbers.x[0] * numbers.x[1];
  for (unsigned l = 1; l < L; ++l) {
    numbers.theta.push_back(points / 4);
    numbers.tails.push_back(Tail::logs);
    if (l + 1 < L) points = numbers.x[l + 1] * numbers.n[l - 1] * numbers.theta.back();
  }
}

bool power_reaches(const Integer& base, std::uint64_t exponent, const Integer& number) {
  if (number <= 1) return true;
  if (base <= 1) return false;
  const Integer bits = floor_log2(number);  // 2^bits ≤ number < 2^(bits + 1)
  const Integer floor = floor_log2(base);
  if (floor * exponent > bits) return true;
  if ((floor + 1) * exponent <= bits) return false;
  // The same for a power of the base, which tells its logarithm more closely.
  constexpr unsigned sample = 4096;
  const Integer of_sample = floor_log2(mp::pow(base, sample));
  if (of_sample * exponent > bits * sample + sample) return true;
  if ((of_sample + 1) * exponent <= bits * sample) return false;
  return mp::pow(base, static_cast<unsigned>(exponent)) >= number;
}

Premise premise_of(const PaperParameters& parameters) {
  const std::uint64_t exponent = std::uint64_t{1} << (4 * parameters.length);
  const auto implies = [&](const PaperParameters& of) {
    return power_reaches(of.width, exponent, of.numbers.prompt());
  };
  // Hdp = 1 asks for nothing. What is asked for grows with a higher power of Hdp than the prompt of the parameters, so
  // that from some Hdp on it is implied.
  Integer least = 2;
  while (!implies(PaperParameters(parameters.length, least))) ++least;
  return {.exponent = exponent, .implies_parameters = parameters.width >= least, .least_width = least};
}

}  // namespace arcsat
