#include "certify/chain.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "certify/plain_decoder.hpp"
#include "certify/powers.hpp"

namespace arcsat {

namespace {

class ChainCheck {
 public:
  ChainCheck(const Instance& instance, const Chain& chain)
      : instance_(instance), task_(instance.task()), chain_(chain), length_(task_.length()) {}

  ChainReport report() {
    require_instance();
    require_chain();
    require_first_step();
    Integer delta = delta_2();
    std::vector<Integer> deltas = {delta};
    for (Player l = 2; l < length_; ++l) {
      const Integer exponent = x(l) * delta + 1;
      require_tail(l, x(l) * task_.queries(l - 1) * theta(l - 1), exponent);
      delta = exponent + said_after(l);
      deltas.push_back(delta);
    }
    const Integer entries = Integer(task_.queries(length_ - 1)) * theta(length_ - 1);
    if (!power_of_two_below(delta, task_.range(length_), entries)) {
      throw CheckFailed(fmt::format("found 2^{} classes of the last table for {} entries of {} values, expected fewer",
                                    delta.str(), entries.str(), task_.range(length_)));
    }
    return {delta, entries, std::move(deltas)};
  }

 private:
  Integer x(Player l) const { return chain_.x[static_cast<std::size_t>(l)]; }
  Integer theta(Player l) const { return chain_.theta[static_cast<std::size_t>(l - 1)]; }
  Integer tokens(Player l) const { return l == 0 ? 1 : task_.tokens(l); }
  Integer c() const { return instance_.model().bits_per_token; }
  /// min(number, 2^c).
  Integer at_most_messages(const Integer& number) const {
    return c() < 64 ? std::min(number, Integer(1) << instance_.model().bits_per_token) : number;
  }
  Integer queries() const {
    Integer product = 1;
    for (const std::uint32_t n : task_.n()) product *= n;
    return product;
  }

  void require_instance() const {
    require_plain_decoder(instance_);
    if (length_ < 2) throw CheckFailed("found one step, expected at least two");
    if (instance_.epochs() > length_) {
      throw CheckFailed(fmt::format("found {} epochs, expected at most {}", instance_.epochs(), length_));
    }
  }

  void require_chain() const {
    const auto steps = static_cast<std::size_t>(length_ - 1);
    if (chain_.x.size() != steps + 1 || chain_.theta.size() != steps || chain_.tails.size() != steps) {
      throw CheckFailed(fmt::format("found {} x, {} theta and {} tails, expected {}, {} and {}", chain_.x.size(),
                                    chain_.theta.size(), chain_.tails.size(), steps + 1, steps, steps));
    }
    for (const std::uint64_t one : chain_.x) {
      if (one == 0) throw CheckFailed("found an x of 0, expected at least 1");
    }
    if (x(0) > task_.m()) throw CheckFailed(fmt::format("found x_0 = {}, expected at most m", x(0).str()));
    for (Player l = 1; l < length_; ++l) {
      if (theta(l) == 0 || theta(l) > task_.range(l)) {
        throw CheckFailed(fmt::format("found theta_{} = {}, expected 1 to q_{}", l, theta(l).str(), l));
      }
    }
  }

  void require_first_step() const {
    switch (chain_.first) {
      case FirstStep::single:
        if (chain_.tails.front() != Tail::none) throw CheckFailed("found a tail of a single table, expected none");
        if (x(1) != 1) throw CheckFailed(fmt::format("found x_1 = {}, expected a single table", x(1).str()));
        if (theta(1) > x(0)) throw CheckFailed(fmt::format("found theta_1 = {}, expected at most x_0", theta(1).str()));
        return;
      case FirstStep::tuples:
        require_tail(1, x(0) * x(1), x(1) * c() * queries());
        return;
      case FirstStep::entropy: {
        const Integer bits = c() * queries() * x(0) * x(1);
        require_tail(1, x(0) * x(1), (bits + task_.m() - 1) / task_.m());
        return;
      }
    }
    throw InternalError("a first step that is none of the three");
  }

  /// p(q_l, θ_l, points) < 2^-exponent.
  void require_tail(Player l, const Integer& points, const Integer& exponent) const {
    const Tail tail = chain_.tails[static_cast<std::size_t>(l - 1)];
    if (tail == Tail::none) throw CheckFailed(fmt::format("found no tail for theta_{}, expected one", l));
    const auto shown = rarity(tail, task_.range(l), chain_.theta[static_cast<std::size_t>(l - 1)], points);
    if (shown && *shown < exponent) {
      throw CheckFailed(fmt::format(
          "found that {} points may well have fewer than theta_{} = {} values, expected a chance below 2^-{}",
          points.str(), l, theta(l).str(), exponent.str()));
    }
  }

  Integer delta_2() const {
    const Integer to_all = queries() + x(0) + queries() * at_most_messages(x(0));
    if (length_ == 2) return c() * (to_all + Integer(task_.m()) * x(1));
    return c() * (length_ - 1) * (to_all + 2 * Integer(task_.m()) * x(1) + x(0) * at_most_messages(x(1)));
  }

  Integer said_after(Player l) const {
    Integer below = 0;  // Σ T_i x_i ⋯ x_{l-1} over 0 < i < l
    Integer product = 1;
    for (Player i = l - 1; i >= 1; --i) {
      product *= x(i);
      below += tokens(i) * product;
    }
    product *= x(0);
    if (l + 1 == length_) return c() * (l * tokens(l) * x(l) + queries() * product);
    return c() * (length_ - l) * ((l + 1) * tokens(l) * x(l) + (queries() + 1) * product + below);
  }

  const Instance& instance_;
  const Task& task_;
  const Chain& chain_;
  Player length_;
};

}  // namespace

std::string ChainReport::statement() const {
  return fmt::format(
      "the induction over the steps leaves 2^{} classes of the last table that sound alike, too few for the {} entries "
      "that are asked for",
      bits.str(), entries.str());
}

ChainReport check_chain(const Instance& instance, const Chain& chain) { return ChainCheck(instance, chain).report(); }

}  // namespace arcsat
