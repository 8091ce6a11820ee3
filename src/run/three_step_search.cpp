#include "run/three_step_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "certify/plain_decoder.hpp"
#include "run/accepted.hpp"

namespace arcsat {

namespace {

constexpr std::uint32_t most_values_of_i = 64;  // r
constexpr std::uint32_t most_entries = 16;      // h
constexpr double largest = 1 << 20;             // p_1 and p_2
constexpr std::uint64_t denominator = 1024;

double log2_binomial(double n, double k) {
  return (std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)) / std::log(2);
}

class ThreeStepSearch {
 public:
  explicit ThreeStepSearch(const Instance& instance) : instance_(instance), task_(instance.task()) {}

  std::optional<ThreeStepBound> find() {
    for (const FirstTables tables : {FirstTables::constants, FirstTables::counted}) {
      for (bound_.r = 2; bound_.r <= std::min(most_values_of_i, task_.range(1)); ++bound_.r) {
        bound_.tables = tables;
        if (set_p1() && set_share() && find_p2()) return bound_;
      }
    }
    return std::nullopt;
  }

 private:
  double c() const { return instance_.model().bits_per_token; }
  double messages() const { return std::pow(2.0, c()); }
  double m() const { return task_.m(); }
  double p1() const { return static_cast<double>(bound_.p1); }
  double r() const { return static_cast<double>(bound_.r); }

  static bool set(std::uint64_t& number, double value) {
    if (!(value >= 1 && value <= largest)) return false;
    number = static_cast<std::uint64_t>(value);
    return true;
  }

  /// The least p_1 that (1) allows.
  bool set_p1() {
    if (bound_.tables == FirstTables::constants) {
      return set(bound_.p1, messages() * (r() - 1) + 1) && bound_.p1 <= task_.range(1);
    }
    const double gain = m() * (std::log2(task_.range(1)) - std::log2(r() - 1)) - c();
    const double choices = m() * messages() * log2_binomial(task_.range(1), r() - 1);
    return gain > 0 && set(bound_.p1, std::floor(choices / gain) + 1);
  }

  /// The largest ρ that (2) allows, rounded down.
  bool set_share() {
    const double bits = c() * m() * (p1() + 1) / task_.queries(1);
    if (!set(bound_.a, std::floor(static_cast<double>(denominator) * std::pow(2.0, -bits)))) return false;
    const std::uint64_t common = std::gcd(bound_.a, denominator);
    bound_.a /= common;
    bound_.b = denominator / common;
    return true;
  }

  /// The least p_2 that (3) allows, for each h; then (4).
  bool find_p2() {
    const double rho = static_cast<double>(bound_.a) / static_cast<double>(bound_.b);
    for (bound_.h = 2; bound_.h <= std::min(most_entries, task_.range(2)); ++bound_.h) {
      const double fewer = static_cast<double>(bound_.h) - 1;
      const double gain = std::log2(rho) + r() * (std::log2(task_.range(2)) - std::log2(fewer)) - 2 * c();
      const double choices =
          log2_binomial(task_.range(1), r()) + r() * messages() * messages() * log2_binomial(task_.range(2), fewer);
      if (!(gain > 0) || !set(bound_.p2, std::floor(choices / gain) + 1)) continue;
      const double p2 = static_cast<double>(bound_.p2);
      const double ahead =
          2.0 * task_.queries(1) * task_.range(1) * p2 + 2 * m() * p1() + m() * (1 + std::min(p1(), messages()));
      const double rows = task_.queries(2);
      if (c() * (ahead + 3 * rows) > static_cast<double>(bound_.h) * rows * std::log2(task_.range(3))) continue;
      if (accepted([&] { check_three_step(instance_, bound_); })) return true;
    }
    return false;
  }

  const Instance& instance_;
  const Task& task_;
  ThreeStepBound bound_;
};

}  // namespace

std::optional<ThreeStepBound> find_three_step_bound(const DecoderInstance& instance) {
  if (!accepted([&] { require_plain_decoder(*instance); }) || instance->last_player() != 3 || instance->epochs() > 3 ||
      instance->model().bits_per_token > 16) {
    return std::nullopt;
  }
  return ThreeStepSearch(*instance).find();
}

}  // namespace arcsat
