// The inductions over the steps, with their numbers in them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "explain/refutation.hpp"

namespace arcsat {

namespace {

/// A product of powers, as it is written, and its logarithm for people: the checkers compare integers.
class Product {
 public:
  Product& times(const Integer& base, const Integer& exponent = 1) {
    factors_.push_back(exponent == 1 ? base.str() : fmt::format("{}^{}", base.str(), exponent.str()));
    log2_ += std::log2(base.convert_to<double>()) * exponent.convert_to<double>();
    return *this;
  }
  Product& times_ways(const Integer& n, const Integer& k, const Integer& exponent = 1) {
    const auto log_of_factorial = [](const Integer& number) { return std::lgamma(number.convert_to<double>() + 1); };
    const std::string ways = fmt::format("binom({},{})", n.str(), k.str());
    factors_.push_back(exponent == 1 ? ways : fmt::format("{}^{}", ways, exponent.str()));
    log2_ += (log_of_factorial(n) - log_of_factorial(k) - log_of_factorial(n - k)) / std::log(2.0) *
             exponent.convert_to<double>();
    return *this;
  }
  std::string words() const { return fmt::format("{}", fmt::join(factors_, " * ")); }
  std::string log2() const { return fmt::format("{:.1f}", log2_); }

 private:
  std::vector<std::string> factors_;
  double log2_ = 0;
};

std::string name_of(Tail tail) {
  switch (tail) {
    case Tail::none:
      return "nothing to show";
    case Tail::exact:
      return "counting all ways";
    case Tail::sets:
      return "a union over sets";
    case Tail::logs:
      return "whole logarithms";
  }
  throw InternalError("a tail without a name");
}

}  // namespace

Argument argument_of(const Chain& chain, const ChainReport& report, const Instance& instance) {
  const Task& task = instance.task();
  const Player last = task.length();
  const Integer c = instance.model().bits_per_token;
  Integer queries = 1;
  for (const std::uint32_t n : task.n()) queries *= n;
  const auto x = [&](Player l) -> Integer { return chain.x[static_cast<std::size_t>(l)]; };
  const auto theta = [&](Player l) -> Integer { return chain.theta[static_cast<std::size_t>(l - 1)]; };
  const auto delta = [&](Player l) -> Integer { return report.deltas[static_cast<std::size_t>(l - 2)]; };
  Argument argument = {
      fmt::format(
          "An induction over the steps. With x_k inputs of each player k < l, i_(l-1) takes theta_(l-1) values; "
          "and a share of 2^-delta_l of the later tables is left on which all players below l hear the same "
          "of them in epochs 1 to l. W = {} lists of queries, c = {}, C = 2^c.",
          queries.str(), c.str()),
      "Among so many random points of [q_l], fewer than theta_l are different with a chance below what is needed; so "
      "tables as good as random ones exist. Then what is said about the later tables is put down, and the largest "
      "class "
      "is kept: delta grows by the bits."};
  ArgumentTable table{.heads = {"l", "x_l", "q_l", "theta_l", "points", "chance below", "shown by", "delta_(l+1)"},
                      .rows = {}};
  table.rows.push_back({"0", x(0).str(), "", "", "", "", "", ""});
  for (Player l = 1; l < last; ++l) {
    Integer points = x(0) * x(1);
    Integer exponent = 0;
    if (l > 1) {
      points = x(l) * task.queries(l - 1) * theta(l - 1);
      exponent = x(l) * delta(l) + 1;
    } else if (chain.first == FirstStep::tuples) {
      exponent = x(1) * c * queries;
    } else if (chain.first == FirstStep::entropy) {
      exponent = (c * queries * points + task.m() - 1) / task.m();
    }
    const bool shown = chain.tails[static_cast<std::size_t>(l - 1)] != Tail::none;
    table.rows.push_back({std::to_string(l), x(l).str(), std::to_string(task.range(l)), theta(l).str(),
                          shown ? points.str() : "", shown ? fmt::format("2^-{}", exponent.str()) : "",
                          name_of(chain.tails[static_cast<std::size_t>(l - 1)]), delta(l + 1).str()});
  }
  argument.emplace_back(std::move(table));
  if (last == 2) {
    argument.emplace_back(
        fmt::format("delta_2 = c*(W + x_0 + m*x_1 + W*min(x_0,C)) = {0}*({1} + {2} + {3}*{4} + {1}*min({2},2^{0})) = "
                    "{5}: what player "
                    "2 tells -1, 0 and 1 in epoch 1, and -1 in epoch 2.",
                    c.str(), queries.str(), x(0).str(), task.m(), x(1).str(), delta(2).str()));
  } else {
    argument.emplace_back("src/certify/chain.hpp has the sum that each delta is, and why.");
  }
  argument.emplace_back(
      fmt::format("At the end 2^{} classes of z_{} are all there are; in one of them {} entries, of {} values each, "
                  "are the same. But "
                  "{}^{} is more than 2^{}, so some class has two tables with different answers.",
                  report.bits.str(), last, report.entries.str(), task.range(last), task.range(last),
                  report.entries.str(), report.bits.str()));
  return argument;
}

Argument argument_of(const ThreeStepBound& bound, const ThreeStepReport& report, const Instance& instance) {
  const Task& task = instance.task();
  const Integer c = instance.model().bits_per_token;
  const Integer C = Integer(1) << instance.model().bits_per_token;
  const Integer m = task.m();
  const Integer n1 = task.queries(1);
  const Integer n2 = task.queries(2);
  const auto q = [&](Player l) -> Integer { return task.range(l); };
  const Integer p1 = bound.p1;
  const Integer p2 = bound.p2;
  const Integer r = bound.r;
  const Integer h = bound.h;
  const Integer colours = C * C;
  Argument argument = {
      fmt::format("C = 2^{} values of a message. p_1 = {} tables z_1 ({}), p_2 = {} tables z_2; r = {}, h = {}, rho = "
                  "{}/{}.",
                  c.str(), bound.p1,
                  bound.tables == FirstTables::constants ? "constant ones" : "some that exist by counting", bound.p2,
                  bound.r, bound.h, bound.a, bound.b),
      "(1) However the p_1 tables are coloured with C colours, those of one colour have r values at some z_0.",
      "(2) Player 2 tells 1 and 0 so little in epoch 1 that some row of z_2 still takes a share of rho of all its "
      "forms.",
      "(3) However p_2 such rows are coloured with C^2 colours, at some of r positions those of one colour have h "
      "values.",
      "(4) So h entries of each row of z_3 follow from few bits: those that are said ahead, and three messages a row."};
  Product one_left;
  Product one_right;
  std::string relation = "<";
  switch (bound.tables) {
    case FirstTables::constants:
      one_left.times(C * (r - 1) + 1);
      one_right.times(p1);
      relation = "<=";
      break;
    case FirstTables::counted:
      one_left.times_ways(q(1), r - 1, m * C).times(C, p1).times(r - 1, m * p1);
      one_right.times(q(1), m * p1);
      break;
  }
  Product two_left;
  two_left.times(bound.a, n1).times(C, m * p1 + m);
  Product two_right;
  two_right.times(bound.b, n1);
  Product three_left;
  three_left.times_ways(q(1), r)
      .times_ways(q(2), h - 1, r * colours)
      .times(colours, p2)
      .times(h - 1, r * p2)
      .times(bound.b, p2);
  Product three_right;
  three_right.times(bound.a, p2).times(q(2), r * p2);
  Product four_left;
  four_left.times(2, report.ahead + report.in_row * n2);
  Product four_right;
  four_right.times(q(3), h * n2);
  const auto row = [](const char* number, const Product& left, const std::string& how, const Product& right) {
    return std::vector<std::string>{number, left.words(), how, right.words(), left.log2(), right.log2()};
  };
  argument.emplace_back(
      ArgumentTable{.heads = {"step", "left side", "is", "right side", "log2 left", "log2 right"},
                    .rows = {row("(1)", one_left, relation, one_right), row("(2)", two_left, "<=", two_right),
                             row("(3)", three_left, "<", three_right), row("(4)", four_left, "<", four_right)}});
  argument.emplace_back(fmt::format(
      "{} bits about z_3 are said ahead of its {} rows, and {} with each row. The logarithms are rounded; the checker "
      "compares integers.",
      report.ahead.str(), report.rows, report.in_row.str()));
  return argument;
}

}  // namespace arcsat
