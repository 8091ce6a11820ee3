#include "theorem/smallest_prompt.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <random>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// log2 of p(q, θ, M) (certify/tail.hpp) by a saddle point, for θ-1 values of the tilted distribution: within a tenth of a bit
/// where it is small.
double estimated_log_tail(double q, double theta, double points) {
  const double k = theta - 1;
  if (k <= 0) return -INFINITY;
  if (k >= q || k >= points) return 0;
  const double mean = points / k;
  double y = mean > 5 ? mean : std::max(1e-6, 2 * (mean - 1));
  for (int round = 0; round < 40; ++round) {  // y / (1 - e^-y) = mean, by Newton
    const double grown = -std::expm1(-y);
    const double step = (y / grown - mean) / ((grown - y * std::exp(-y)) / (grown * grown));
    y = std::max(y - step, 1e-9);
    if (std::abs(step) < 1e-10 * y) break;
  }
  const double grown = y + std::log1p(-std::exp(-y));  // log(e^y - 1)
  const double ratio = std::exp(std::log(k) - std::log(q - k + 1) - grown);
  if (ratio >= 0.999) return 0;
  const double variance = std::max(k * mean * (1 + y - mean), 1e-3);
  const double log = std::lgamma(q + 1) - std::lgamma(k + 1) - std::lgamma(q - k + 1) + std::lgamma(points + 1) +
                     k * grown - points * std::log(y * q) - std::log(2 * std::numbers::pi * variance) / 2 -
                     std::log1p(-ratio);
  return std::min(0.0, log / std::numbers::ln2);
}

double log_of_union_bound(double q, double theta, double points) {
  const double k = theta - 1;
  if (k <= 0) return -INFINITY;
  if (k >= q) return 0;
  return (std::lgamma(q + 1) - std::lgamma(k + 1) - std::lgamma(q - k + 1)) / std::numbers::ln2 +
         points * std::log2(k / q);
}

struct Sizes {
  std::uint32_t m;
  std::uint32_t n;
  std::uint32_t q1;
  std::uint32_t x0;
  std::uint32_t x1;

  std::uint64_t prompt() const { return 2 + std::uint64_t{m} + std::uint64_t{n} * q1; }
};

/// What follows from the sizes.
struct Consequences {
  std::uint32_t c;
  std::uint32_t q2;
  std::uint32_t theta;
  Tail tail;
};

class PromptSearch {
 public:
  PromptSearch(Shape shape, Variant variant, const Budget& budget)
      : shape_(shape), sharp_(variant == Variant::sharp), variant_(variant), budget_(budget) {}

  SmallPrompt find() {
    Sizes best = climb();
    std::optional<SmallPrompt> found = proved(best);
    // The estimate errs by parts of a bit.
    for (int step = 0; !found && step < most_steps_back; ++step) found = proved(best = grown(best, 1));
    if (!found) throw InternalError("the estimate of a tail is far from the tail");
    while (auto smaller = proved(best = grown(best, -1))) found = std::move(smaller);
    return std::move(*found);
  }

 private:
  static constexpr int climbing_steps = 500000;
  static constexpr int most_steps_back = 64;
  static constexpr std::uint64_t seed = 1;
  static constexpr std::uint64_t largest_size = std::uint64_t{1} << 30;

  Sizes grown(Sizes sizes, int step) const {
    std::uint32_t& one = shape_ == Shape::paper ? sizes.m : sizes.q1;
    one = static_cast<std::uint32_t>(static_cast<int>(one) + step);
    if (shape_ == Shape::paper) sizes.q1 = sizes.m;
    return sizes;
  }

  Sizes climb() const {
    std::mt19937_64 random(seed);
    Sizes best = shape_ == Shape::paper ? Sizes{1 << 20, 60, 1 << 20, 1 << 17, 8} : Sizes{3000, 20, 40000, 3000, 8};
    if (!promising(best)) throw InternalError("a start that is no solution");
    for (int step = 0; step < climbing_steps; ++step) {
      if (step % 1024 == 0) budget_.check();
      Sizes next = {moved(best.m, random), moved(best.n, random), moved(best.q1, random), moved(best.x0, random),
                    moved(best.x1, random)};
      if (shape_ == Shape::paper) next.q1 = next.m;
      if (random() % 2 == 0) next.x0 = next.m;
      if (next.prompt() <= best.prompt() && promising(next)) best = next;
    }
    return best;
  }

  /// By a factor, rarely one far from 1, and up to one more or less.
  static std::uint32_t moved(std::uint32_t size, std::mt19937_64& random) {
    constexpr double range = 0.6;
    const double share = static_cast<double>(random() >> 11) / static_cast<double>(std::uint64_t{1} << 52) - 1;
    const double factor = random() % 3 == 0 ? 1 : std::exp2(range * share * share * share);
    const double moved = std::floor(size * factor) + static_cast<double>(random() % 3) - 1;
    return static_cast<std::uint32_t>(std::clamp(moved, 1.0, static_cast<double>(largest_size)));
  }

  /// None if no θ is in range.
  std::optional<Consequences> consequences(const Sizes& sizes) const {
    const auto [m, n, q1, x0, x1] = sizes;
    if (x0 > m || x1 < 2) return std::nullopt;
    const std::uint64_t product = std::uint64_t{n} * m;
    const std::uint64_t largest = shape_ == Shape::paper ? product : std::max({m, n, q1});
    if (largest > largest_size) return std::nullopt;
    std::uint32_t c = 1;
    while ((std::uint64_t{1} << c) < largest) ++c;
    const std::uint64_t q2 = shape_ == Shape::paper ? product : std::uint64_t{1} << c;
    // x_0 ≤ m ≤ 2^c, so that no minimum with 2^c is seen.
    double delta = n + static_cast<double>(x0) + static_cast<double>(n) * x0;
    delta += static_cast<double>(m) * x1 * (sharp_ ? 1 : 2) + (sharp_ ? 0 : static_cast<double>(x0) * x1);
    const double theta = std::floor(c * delta / (n * std::log2(static_cast<double>(q2))) + 1e-9) + 1;
    if (theta > q1 || theta > static_cast<double>(x0) * x1) return std::nullopt;
    const auto whole = static_cast<std::uint32_t>(theta);
    const Tail tail = too_many_to_count(q1, whole, Integer(x0) * x1) ? Tail::sets : Tail::exact;
    return Consequences{c, static_cast<std::uint32_t>(q2), whole, tail};
  }

  bool promising(const Sizes& sizes) const {
    const auto found = consequences(sizes);
    if (!found) return false;
    const double points = static_cast<double>(sizes.x0) * sizes.x1;
    const double need = sharp_ ? std::ceil(found->c * static_cast<double>(sizes.n) * points / sizes.m)
                               : static_cast<double>(sizes.x1) * found->c * sizes.n + 1;
    const double log = found->tail == Tail::exact ? estimated_log_tail(sizes.q1, found->theta, points)
                                                  : log_of_union_bound(sizes.q1, found->theta, points);
    return -log > need;
  }

  /// In exact numbers.
  std::optional<SmallPrompt> proved(const Sizes& sizes) const {
    budget_.check();
    const auto found = consequences(sizes);
    if (!found) return std::nullopt;
    const auto [m, n, q1, x0, x1] = sizes;
    const ChainNumbers numbers = {.c = found->c,
                                  .m = m,
                                  .n = {n},
                                  .q = {q1, found->q2},
                                  .x = {x0, x1},
                                  .theta = {found->theta},
                                  .tails = {found->tail}};
    std::vector<Inequality> inequalities = chain_inequalities(numbers, variant_);
    for (const Inequality& one : inequalities) {
      if (!one.holds()) return std::nullopt;
    }
    const Model model = {2, found->c, {}};
    auto instance = std::make_shared<const Instance>("", Task(m, {n}, {q1, found->q2}), Restriction{}, model);
    Chain chain = {.first = sharp_ ? FirstStep::entropy : FirstStep::tuples,
                   .x = {x0, x1},
                   .theta = {found->theta},
                   .tails = {found->tail}};
    ChainReport report = check_chain(*instance, chain);
    return SmallPrompt{.instance = std::move(instance),
                       .chain = std::move(chain),
                       .report = std::move(report),
                       .inequalities = std::move(inequalities),
                       .prompt = numbers.prompt()};
  }

  Shape shape_;
  bool sharp_;
  Variant variant_;
  const Budget& budget_;
};

}  // namespace

std::string_view to_string(Shape shape) { return shape == Shape::free ? "free" : "paper"; }

SmallPrompt find_small_prompt(Shape shape, Variant variant, const Budget& budget) {
  return PromptSearch(shape, variant, budget).find();
}

}  // namespace arcsat
