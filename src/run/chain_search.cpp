#include "run/chain_search.hpp"

#include <algorithm>
#include <cmath>

#include "certify/plain_decoder.hpp"
#include "run/accepted.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_steps = std::uint64_t{1} << 15;  // tails estimated: a tenth of a second
constexpr double most_exact = 1 << 21;                        // points times values of an exact tail: a second
// A gap between what is estimated and what is asked for; the checker has the last word.
constexpr double margin = 1e-6;

/// log2 of a bound on the probability that so many uniform points of [q] have fewer than θ values: all ways are counted
/// by their generating function C(q,k)·(e^y - 1)^k·M!/(y·q)^M, k = θ - 1, for the best y.
double log_tail(double q, double theta, double points) {
  const double k = theta - 1;
  if (k <= 0) return -INFINITY;
  if (k >= q || k >= points) return 0;
  const double ratio = points / k;
  double y = ratio > 5 ? ratio : std::max(1e-6, 2 * (ratio - 1));
  for (int round = 0; round < 30; ++round) {  // y / (1 - e^-y) = ratio, by Newton
    const double grown = 1 - std::exp(-y);
    y -= (y / grown - ratio) / ((grown - y * std::exp(-y)) / (grown * grown));
    y = std::max(y, 1e-9);
  }
  const double log = std::log(theta) + std::lgamma(q + 1) - std::lgamma(k + 1) - std::lgamma(q - k + 1) +
                     std::lgamma(points + 1) + k * (y + std::log1p(-std::exp(-y))) - points * std::log(y * q);
  return std::min(0.0, log / std::log(2));
}

class ChainSearch {
 public:
  ChainSearch(const Instance& instance, const Budget& budget)
      : instance_(instance), task_(instance.task()), steps_(most_steps, budget), length_(task_.length()) {
    for (const std::uint32_t n : task_.n()) queries_ *= n;
  }

  std::optional<Chain> find() {
    for (const std::uint64_t x0 : grid(task_.m())) {
      chain_.x = {x0};
      for (std::uint64_t x1 = 1; x1 <= most_tables; x1 += length_ == 2 ? 1 : x1) {
        chain_.x.resize(1);
        chain_.x.push_back(x1);
        if (first_step()) return chain_;
        if (steps_.reached()) return std::nullopt;
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::uint64_t most_tables = 64;

  static std::vector<std::uint64_t> grid(std::uint64_t largest) {
    std::vector<std::uint64_t> numbers;
    for (double x = static_cast<double>(largest); x >= 1; x = std::min(x - 1, std::floor(x / 1.1))) {
      numbers.push_back(static_cast<std::uint64_t>(x));
    }
    return numbers;
  }

  double x(Player l) const { return static_cast<double>(chain_.x[static_cast<std::size_t>(l)]); }
  double c() const { return instance_.model().bits_per_token; }
  double messages() const { return std::pow(2.0, c()); }
  double tokens(Player l) const { return static_cast<double>(task_.tokens(l)); }

  /// The last inequality, for this δ and the last θ.
  double least_last_theta(double delta) const {
    return std::floor(delta / (task_.queries(length_ - 1) * std::log2(task_.range(length_))) + margin) + 1;
  }

  bool first_step() {
    const double m = task_.m();
    const double to_all = queries_ + x(0) + queries_ * std::min(x(0), messages());
    const double delta = length_ == 2
                             ? c() * (to_all + m * x(1))
                             : c() * (length_ - 1) * (to_all + 2 * m * x(1) + x(0) * std::min(x(1), messages()));
    const bool single = x(1) == 1;
    chain_.first = single ? FirstStep::single : FirstStep::entropy;
    chain_.theta.clear();
    chain_.tails.clear();
    const double points = x(0) * x(1);
    const double exponent = single ? 0 : std::ceil(c() * queries_ * points / m);
    return add_theta(1, points, exponent, single, delta);
  }

  /// θ_l such that fewer values are unlikely: for the last l the least that is enough, else the greatest.
  bool add_theta(Player l, double points, double exponent, bool single, double delta) {
    const double most = std::min({static_cast<double>(task_.range(l)), points, single ? x(0) : points});
    double theta = 0;
    if (l + 1 == length_) {
      theta = least_last_theta(delta);
      if (theta > most || (!single && !is_rare(l, theta, points, exponent))) return false;
    } else if (single) {
      theta = most;
    } else {
      double none = most + 1;
      for (theta = 0; none - theta > 1;) {
        const double middle = std::floor((theta + none) / 2);
        (is_rare(l, middle, points, exponent) ? theta : none) = middle;
      }
      if (theta < 1) return false;
    }
    chain_.theta.push_back(static_cast<std::uint64_t>(theta));
    chain_.tails.push_back(single ? Tail::none : points * theta <= most_exact ? Tail::exact : Tail::logs);
    const bool found =
        l + 1 == length_ ? accepted([&] { check_chain(instance_, chain_); }) : next_step(l + 1, delta, theta);
    if (!found) {
      chain_.theta.pop_back();
      chain_.tails.pop_back();
    }
    return found;
  }

  bool next_step(Player l, double delta, double theta) {
    for (std::uint64_t tables = 1; tables <= std::uint64_t{1} << 20 && !steps_.reached(); tables *= 2) {
      chain_.x.push_back(tables);
      const double exponent = x(l) * delta + 1;
      const double said = exponent + said_after(l);
      if (add_theta(l, x(l) * task_.queries(l - 1) * theta, exponent, false, said)) return true;
      chain_.x.pop_back();
    }
    return false;
  }

  double said_after(Player l) const {
    double below = 0;
    double product = 1;
    for (Player i = l - 1; i >= 1; --i) below += tokens(i) * (product *= x(i));
    product *= x(0);
    if (l + 1 == length_) return c() * (l * tokens(l) * x(l) + queries_ * product);
    return c() * (length_ - l) * ((l + 1) * tokens(l) * x(l) + (queries_ + 1) * product + below);
  }

  bool is_rare(Player l, double theta, double points, double exponent) {
    if (!steps_.take(1)) return false;
    const double q = task_.range(l);
    if (points * theta <= most_exact) return -log_tail(q, theta, points) > exponent + margin;
    return points >= 4 * theta && theta * (3 * std::floor(std::log2(std::floor(q / theta))) - 2) >= exponent;
  }

  const Instance& instance_;
  const Task& task_;
  StepLimit steps_;
  Player length_;
  double queries_ = 1;
  Chain chain_;
};

}  // namespace

std::optional<Chain> find_chain(const DecoderInstance& instance, const Budget& budget) {
  if (!accepted([&] { require_plain_decoder(*instance); }) || instance->last_player() < 2 ||
      instance->epochs() > instance->last_player())
    return std::nullopt;
  return ChainSearch(*instance, budget).find();
}

}  // namespace arcsat
