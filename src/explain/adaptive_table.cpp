#include "explain/adaptive_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// The number of its group for each of some things; a group's number is that of its first thing's, in order.
using Grouping = std::vector<std::uint32_t>;

/// All groupings into at most so many groups, the one with a single group first.
std::vector<Grouping> groupings(std::size_t things, std::uint64_t most_groups, std::size_t most) {
  std::vector<Grouping> list = {{}};
  for (std::size_t k = 0; k < things; ++k) {
    std::vector<Grouping> longer;
    for (const Grouping& one : list) {
      const std::uint32_t groups = one.empty() ? 0 : *std::max_element(one.begin(), one.end()) + 1;
      for (std::uint32_t group = 0; group <= groups && group < most_groups && longer.size() < most; ++group) {
        longer.push_back(one);
        longer.back().push_back(group);
      }
    }
    list = std::move(longer);
  }
  return list;
}

/// At each query, how a1 groups the tables and a0 the positions.
struct GroupedControl {
  std::map<std::uint32_t, Grouping> a1;
  std::map<std::uint32_t, Grouping> a0;
};

std::string groups_in_words(const Grouping& grouping, const std::vector<std::uint32_t>& names) {
  std::string text;
  const std::uint32_t groups = grouping.empty() ? 0 : *std::max_element(grouping.begin(), grouping.end()) + 1;
  for (std::uint32_t group = 0; group < groups; ++group) {
    std::vector<std::uint32_t> members;
    for (std::size_t k = 0; k < grouping.size(); ++k) {
      if (grouping[k] == group) members.push_back(names[k]);
    }
    text += fmt::format("{{{}}}", fmt::join(members, ","));
  }
  return text;
}

struct Step {
  AdaptiveContext context;
  std::string read;
  std::uint64_t bits;
  Integer left;
};

class AdaptiveCount {
 public:
  AdaptiveCount(const AdaptiveBound& bound, const TwoStep& sizes) : bound_(bound), sizes_(sizes) {
    for (const AdaptivePhase& phase : bound.phases) {
      for (const AdaptiveOrder& order : phase.orders) {
        for (const AdaptiveContext& one : order) positions_.insert(one.z0);
      }
    }
  }

  /// What an order leaves under a control, step by step.
  std::vector<Step> count(const AdaptivePhase& phase, const AdaptiveOrder& order, const GroupedControl& control) const {
    std::set<std::array<std::uint64_t, 4>> read;
    Integer left = bound_.split ? Integer(phase.share) : Integer(1);
    if (bound_.split) read.insert({1, *bound_.split, 0, 0});
    std::vector<Step> steps;
    for (const AdaptiveContext& one : order) {
      const std::uint64_t a0 = control.a0.at(one.w)[place_of_position(one.z0)];
      const std::uint64_t a1 = control.a1.at(one.w)[one.table];
      Step step{.context = one, .read = "", .bits = 0, .left = 0};
      const auto reads = [&](std::array<std::uint64_t, 4> slot, std::uint64_t bits, const std::string& name) {
        if (!read.insert(slot).second) return;
        step.bits += bits;
        step.read += (step.read.empty() ? "" : " ") + name;
      };
      reads({0, one.w, 0, 0}, sizes_.c, fmt::format("a2[{}]", one.w));
      reads({1, one.z0, 0, 0}, sizes_.c, fmt::format("d[{}]", one.z0));
      reads({2, one.w, a0, a1}, sizes_.c, fmt::format("b2[{},{},{}]", one.w, a0, a1));
      if (std::find(bound_.whole.begin(), bound_.whole.end(), one.table) != bound_.whole.end()) {
        reads({3, one.table, 0, 0}, std::uint64_t{sizes_.c} * sizes_.m, fmt::format("e[{}]", one.table));
      } else {
        reads({4, one.w, a0, one.table}, sizes_.c, fmt::format("b1[{},{},{}]", one.w, a0, one.table));
      }
      left = (left << static_cast<unsigned>(step.bits)) / sizes_.q2;
      step.left = left;
      steps.push_back(std::move(step));
      if (left == 0) break;
    }
    return steps;
  }

  /// Tables for the first controls of a phase.
  void add_phase(const AdaptivePhase& phase, std::size_t most_controls, Argument& argument) const {
    std::set<std::uint32_t> queries;
    for (const AdaptiveOrder& order : phase.orders) {
      for (const AdaptiveContext& one : order) queries.insert(one.w);
    }
    const std::uint64_t classes = sizes_.c < 31 ? std::uint64_t{1} << sizes_.c : std::uint64_t{1} << 31;
    const auto of_tables = groupings(bound_.z1.size(), classes, most_listed);
    const auto of_positions = groupings(positions_.size(), classes, most_listed);
    std::size_t controls = 1;
    for (std::size_t k = 0; k < queries.size() && controls < most_listed; ++k)
      controls *= of_tables.size() * of_positions.size();
    std::vector<std::uint32_t> tables(bound_.z1.size());
    for (std::uint32_t k = 0; k < tables.size(); ++k) tables[k] = k;
    const std::vector<std::uint32_t> positions(positions_.begin(), positions_.end());
    for (std::size_t number = 0; number < std::min(controls, most_controls); ++number) {
      // Spread over all of them, so that they are not all alike.
      std::size_t rest = number * controls / std::min(controls, most_controls);
      GroupedControl control;
      std::vector<std::string> words;
      for (const std::uint32_t w : queries) {
        control.a1[w] = of_tables[rest % of_tables.size()];
        rest /= of_tables.size();
        control.a0[w] = of_positions[rest % of_positions.size()];
        rest /= of_positions.size();
        words.push_back(fmt::format("at w = {} a1 groups the tables {}", w, groups_in_words(control.a1[w], tables)));
        if (positions.size() > 1)
          words.back() += fmt::format(", a0 the positions {}", groups_in_words(control.a0[w], positions));
      }
      const auto ends_in_0 = [&](const AdaptiveOrder& order) { return count(phase, order, control).back().left == 0; };
      const auto order = std::find_if(phase.orders.begin(), phase.orders.end(), ends_in_0);
      if (order == phase.orders.end()) {
        throw CheckFailed(
            fmt::format("found no order that leaves nothing if {}, expected one", fmt::join(words, "; ")));
      }
      argument.emplace_back(fmt::format("If {}:", fmt::join(words, "; ")));
      ArgumentTable table{.heads = {"w", "z_0", "table", "entry", "reads anew", "k", "N"}, .rows = {}};
      for (const Step& step : count(phase, *order, control)) {
        const AdaptiveContext& at = step.context;
        table.rows.push_back({std::to_string(at.w), std::to_string(at.z0), std::to_string(at.table),
                              fmt::format("z_2({},{})", at.w, bound_.z1[at.table][at.z0]),
                              step.read.empty() ? "nothing" : step.read, std::to_string(step.bits), step.left.str()});
      }
      argument.emplace_back(std::move(table));
    }
    if (controls > most_controls) {
      argument.emplace_back("... and so on for the other groupings, each of which arcsat's checker goes through.");
    }
  }

 private:
  static constexpr std::size_t most_listed = 4096;

  std::size_t place_of_position(std::uint32_t z0) const {
    return static_cast<std::size_t>(std::distance(positions_.begin(), positions_.find(z0)));
  }

  const AdaptiveBound& bound_;
  const TwoStep& sizes_;
  std::set<std::uint32_t> positions_;
};

}  // namespace

Argument adaptive_tables(const AdaptiveBound& bound, const TwoStep& sizes) {
  Argument argument;
  const AdaptiveCount count(bound, sizes);
  const std::size_t shown = std::min<std::size_t>(bound.phases.size(), 2);
  for (std::size_t k = 0; k < shown; ++k) {
    if (bound.split) {
      argument.emplace_back(
          fmt::format("Phase {}: {} of the values of d[{}], in queries of their own, so N = {} at first.", k + 1,
                      bound.phases[k].share, *bound.split, bound.phases[k].share));
    }
    count.add_phase(bound.phases[k], 4 / shown, argument);
  }
  if (bound.phases.size() > shown)
    argument.emplace_back(fmt::format("... and so on for {} phases more.", bound.phases.size() - shown));
  return argument;
}

}  // namespace arcsat
