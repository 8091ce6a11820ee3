#include "theorem/chain_inequalities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace arcsat {

namespace {

class ChainTerms {
 public:
  ChainTerms(const ChainNumbers& numbers, Variant variant) : of_(numbers), variant_(variant) {
    for (const Integer& n : of_.n) queries_ *= n;
  }

  std::vector<Inequality> all() {
    const std::size_t length = of_.length();
    add_range("m", "x_0", of_.m, x(0));
    for (std::size_t l = 1; l < length; ++l) {
      add_range(fmt::format("q_{}", l), fmt::format("theta_{}", l), of_.q[l - 1], theta(l));
    }
    add_first_step();
    Integer delta = delta_2();
    for (std::size_t l = 2; l < length; ++l) {
      Integer exponent = x(l) * delta + 1;
      add_tail(l, x(l) * of_.n[l - 2] * theta(l - 1), exponent, fmt::format("x_{0} delta_{0} + 1", l));
      delta = exponent + said_after(l);
    }
    add_end(std::move(delta));
    return std::move(list_);
  }

 private:
  const Integer& x(std::size_t l) const { return of_.x[l]; }
  const Integer& theta(std::size_t l) const { return of_.theta[l - 1]; }
  bool sharp() const { return variant_ == Variant::sharp; }
  /// min(number, 2^c); the paper does without.
  Integer at_most_messages(const Integer& number) const {
    if (!sharp() || of_.c > floor_log2(number)) return number;
    return std::min(number, Integer(1) << of_.c.convert_to<unsigned>());
  }

  void add_range(const std::string& most, const std::string& number, const Integer& left, const Integer& right) {
    list_.push_back({.name = number + " <= " + most,
                     .left_words = most,
                     .right_words = number,
                     .left = left,
                     .right = right,
                     .of_bits = false});
  }

  void add_first_step() {
    const Integer points = x(0) * x(1);
    if (sharp()) {
      const Integer bits = of_.c * queries_ * points;
      add_tail(1, points, (bits + of_.m - 1) / of_.m, "c W x_0 x_1 / m, rounded up");
    } else {
      add_tail(1, points, x(1) * of_.c * queries_ + 1, "x_1 c W + 1");
    }
  }

  void add_tail(std::size_t l, const Integer& points, Integer exponent, std::string words) {
    const Tail tail = of_.tails[l - 1];
    Inequality one = {.name = fmt::format("C{}", l), .left_words = "", .right_words = std::move(words)};
    one.right = std::move(exponent);
    if (tail == Tail::logs) {
      one.left_words = fmt::format("theta_{0} (3 floor(log2(q_{0}/theta_{0})) - 2)", l);
      one.left = points < 4 * theta(l) ? Integer(-1) : theta(l) * (3 * floor_log2(of_.q[l - 1] / theta(l)) - 2);
    } else {
      one.left_words = fmt::format("-log2 of the chance of fewer than theta_{} values{}", l,
                                   tail == Tail::exact ? ", counted" : ", by a union bound");
      constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
      if (of_.q[l - 1] > most) throw Unsupported("found a tail of numbers above 2^64, expected one in logarithms");
      const auto shown =
          rarity(tail, of_.q[l - 1].convert_to<std::uint64_t>(), theta(l).convert_to<std::uint64_t>(), points);
      // A chance of 0 is below any.
      one.left = shown ? *shown : std::max(one.right, Integer(points * (floor_log2(of_.q[l - 1]) + 1)));
    }
    list_.push_back(std::move(one));
  }

  void add_end(Integer delta) {
    const std::size_t length = of_.length();
    const Integer entries = of_.n.back() * theta(length - 1);
    const Integer& q = of_.q.back();
    Inequality one = {.name = "CF", .left_words = "", .right_words = fmt::format("delta_{}", length)};
    one.strict = true;
    constexpr unsigned most_bits = 1U << 22;
    constexpr unsigned sample = 1024;
    constexpr unsigned most_bits_sampled = 64;
    const bool two = boost::multiprecision::lsb(q) == boost::multiprecision::msb(q);
    if ((floor_log2(q) + 1) * entries <= most_bits) {
      one.left_words = fmt::format("n_{0} theta_{0} log2 q_{1}, rounded up", length - 1, length);
      const Integer power = boost::multiprecision::pow(q, entries.convert_to<unsigned>());
      one.left = q == 1 ? Integer(0) : floor_log2(power - 1) + 1;
    } else if (!two && floor_log2(q) < most_bits_sampled) {
      one.left_words = fmt::format("n_{0} theta_{0} floor(1024 log2 q_{1}) / 1024, above", length - 1, length);
      one.left = floor_log2(boost::multiprecision::pow(q, sample)) * entries / sample + 1;
    } else {
      one.left_words = fmt::format("n_{0} theta_{0} floor(log2 q_{1})", length - 1, length);
      one.left = entries * floor_log2(q);
    }
    one.right = std::move(delta);
    list_.push_back(std::move(one));
  }

  Integer delta_2() const {
    const Integer to_all = queries_ + x(0) + queries_ * at_most_messages(x(0));
    if (sharp() && of_.length() == 2) return of_.c * (to_all + of_.m * x(1));
    return of_.c * (of_.length() - 1) * (to_all + 2 * of_.m * x(1) + x(0) * at_most_messages(x(1)));
  }

  Integer said_after(std::size_t l) const {
    Integer below = 0;  // Σ T_i x_i ⋯ x_{l-1} over 0 < i < l
    Integer product = 1;
    for (std::size_t i = l - 1; i >= 1; --i) {
      product *= x(i);
      below += of_.tokens(i) * product;
    }
    product *= x(0);
    if (sharp() && l + 1 == of_.length()) return of_.c * (l * of_.tokens(l) * x(l) + queries_ * product);
    return of_.c * (of_.length() - l) * ((l + 1) * of_.tokens(l) * x(l) + (queries_ + 1) * product + below);
  }

  const ChainNumbers& of_;
  Variant variant_;
  Integer queries_ = 1;
  std::vector<Inequality> list_;
};

}  // namespace

std::string_view to_string(Variant variant) { return variant == Variant::paper ? "paper" : "sharp"; }

Integer ChainNumbers::prompt() const {
  Integer sum = 2;
  for (std::size_t l = 1; l <= length(); ++l) sum += tokens(l);
  return sum;
}

double Inequality::slack_bits() const { return left <= 0 ? -INFINITY : log2_of(left) - log2_of(right); }

std::vector<Inequality> chain_inequalities(const ChainNumbers& numbers, Variant variant) {
  return ChainTerms(numbers, variant).all();
}

const Inequality* tightest(const std::vector<Inequality>& inequalities) {
  const Inequality* least = nullptr;
  for (const Inequality& one : inequalities) {
    if (one.of_bits && (least == nullptr || one.slack_bits() < least->slack_bits())) least = &one;
  }
  return least;
}

}  // namespace arcsat
