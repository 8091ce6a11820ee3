#include "explain/fit.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>

#include "base/error.hpp"
#include "explain/grid.hpp"
#include "explain/sum_fit.hpp"

namespace arcsat {

namespace {

constexpr std::size_t nothing_yet = ~std::size_t{0};
/// Words are read once, a grid is looked up.
constexpr std::size_t cost_of_grid = 12;
constexpr std::size_t cells_at_a_glance = 3;

class Fit {
 public:
  Fit(const Contexts& contexts, int depth, Work& work)
      : contexts_(contexts), work_(work), all_{.of = Column(contexts.size()), .count = 1}, grids_above_(depth - 1) {
    // What is asked for and what was said decide more often than what a table holds.
    const auto rank = [&](std::size_t q) {
      const Reading& reading = *contexts.readings[q];
      if (reading.kind == Reading::Kind::said) return 0;
      return reading.kind == Reading::Kind::entry ? reading.l + 1 : reading.l;
    };
    for (std::size_t q = 0; q < contexts.readings.size(); ++q) splits_.push_back(q);
    std::stable_sort(splits_.begin(), splits_.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  }

  /// Of less cost than `limit`; none if nothing was found. Grids stand in cases, but not in cases in cases.
  std::optional<Fitted> best(const Target& target, int depth, std::size_t limit) const {
    Fitted found{.expression = {}, .cost = limit};
    if (depth == 0) ++leaves_;
    work_.add(target.chosen().size() * (contexts_.readings.size() + 1));
    constant(target, found);
    if (found.cost > 2) single(target, found);
    if (work_.is_over()) {
      if (found.cost > cost_of_grid && depth >= grids_above_) grid(target, depth, found);
      return found.cost == limit ? std::nullopt : std::optional(std::move(found));
    }
    if (found.cost > 4 && target.is_bit()) {
      work_.add(target.constraints().size() * contexts_.readings.size());
      if (auto sum = fit_sum(contexts_, target, depth > 0 ? 3 : 2)) take(std::move(*sum), found);
    }
    if (found.cost > cost_of_grid && depth >= grids_above_) grid(target, depth, found);
    if (found.cost > 5 && depth > 0) cases(target, depth, found);
    if (found.cost > 8 && !target.is_bit() && target.largest() > 1) bits(target, depth, found);
    if (found.cost == limit) return std::nullopt;
    return found;
  }

 private:
  static void take(Fitted one, Fitted& found) {
    if (one.cost < found.cost) found = std::move(one);
  }

  void constant(const Target& target, Fitted& found) const {
    const auto value = target.told_by(contexts_, {}) ? target.by_class(all_) : std::nullopt;
    if (value) take({Expression::constant(value->front()), 1}, found);
  }

  /// A reading, whether it is one of some values, or a value for each of its values.
  void single(const Target& target, Fitted& found) const {
    for (std::size_t q = 0; q < contexts_.readings.size(); ++q) {
      if (!target.told_by(contexts_, {q})) continue;
      const InputClasses& keys = contexts_.by_reading[q];
      const auto values = target.by_class(keys);
      std::map<std::uint32_t, std::uint32_t> map;
      for (const std::uint32_t x : target.chosen()) map[contexts_.values[q][x]] = (*values)[keys.of[x]];
      const ReadingPtr& reading = contexts_.readings[q];
      if (std::all_of(map.begin(), map.end(), [](const auto& row) { return row.first == row.second; })) {
        take({Expression::value_of(reading), 2}, found);
        continue;
      }
      if (target.largest() <= 1) {
        std::vector<std::uint32_t> ones;
        for (const auto& [key, value] : map) {
          if (value == 1) ones.push_back(key);
        }
        if (auto bit = as_bit(reading, contexts_.radix[q], ones)) {
          take({Expression::value_of(std::move(bit)), 3}, found);
          continue;
        }
        const std::size_t cost = 2 + ones.size();
        take({Expression::among(reading, std::move(ones)), cost}, found);
        continue;
      }
      std::vector<std::pair<std::uint32_t, Fitted>> parts;
      for (const auto& [key, value] : map) parts.push_back({key, {Expression::constant(value), 1}});
      take(cases_of(reading, std::move(parts)), found);
    }
  }

  /// The bit of a reading that is 1 for these values, if it has one: of four values, eight and so on.
  static ReadingPtr as_bit(const ReadingPtr& reading, std::uint32_t radix, const std::vector<std::uint32_t>& ones) {
    if (radix < 4 || !std::has_single_bit(radix)) return nullptr;
    for (unsigned bit = 0; 1u << bit < radix; ++bit) {
      std::vector<std::uint32_t> set;
      for (std::uint32_t value = 0; value < radix; ++value) {
        if (value >> bit & 1) set.push_back(value);
      }
      if (set == ones) {
        return std::make_shared<const Reading>(Reading{.kind = Reading::Kind::bit, .bit = bit, .inner = reading});
      }
    }
    return nullptr;
  }

  /// Equal parts become one, and the one for most values comes last.
  static Fitted cases_of(const ReadingPtr& reading, std::vector<std::pair<std::uint32_t, Fitted>> parts) {
    struct Case {
      std::vector<std::uint32_t> values;
      Fitted fitted;
    };
    std::vector<Case> cases;
    for (auto& part : parts) {
      const auto same = std::find_if(cases.begin(), cases.end(), [&](const Case& one) {
        return same_words(one.fitted.expression, part.second.expression);
      });
      if (same != cases.end()) {
        same->values.push_back(part.first);
      } else {
        cases.push_back({{part.first}, std::move(part.second)});
      }
    }
    const auto fewer = [](const Case& a, const Case& b) { return a.values.size() < b.values.size(); };
    const auto most = std::max_element(cases.rbegin(), cases.rend(), fewer).base();
    std::rotate(most - 1, most, cases.end());
    cases.back().values.clear();
    Fitted found{.expression = {.kind = Expression::Kind::cases, .of = reading}, .cost = 2};
    for (Case& one : cases) {
      found.cost += 1 + one.fitted.cost;
      found.expression.values.push_back(std::move(one.values));
      found.expression.parts.push_back(std::move(one.fitted.expression));
    }
    return found;
  }

  static bool same_reading(const ReadingPtr& a, const ReadingPtr& b) {
    if (a == nullptr || b == nullptr || a == b) return a == b;
    return a->kind == Reading::Kind::bit && b->kind == Reading::Kind::bit && a->bit == b->bit && a->inner == b->inner;
  }

  static bool same_words(const Expression& a, const Expression& b) {
    if (a.kind != b.kind || a.number != b.number || !same_reading(a.of, b.of) || a.values != b.values ||
        a.down != b.down || a.across != b.across || a.rows != b.rows || a.columns != b.columns || a.cells != b.cells ||
        a.parts.size() != b.parts.size()) {
      return false;
    }
    return std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), same_words);
  }

  void cases(const Target& target, int depth, Fitted& found) const {
    constexpr std::uint32_t most_cases = 8;
    constexpr std::size_t most_leaves = 1500;
    for (const std::size_t q : splits_) {
      if (contexts_.radix[q] > most_cases || contexts_.readings[q]->place == Reading::asked) continue;
      if (leaves_ > most_leaves || work_.is_over()) return;
      auto split = target.split_by(contexts_.values[q]);
      if (split.size() < 2) continue;
      std::vector<std::pair<std::uint32_t, Fitted>> parts;
      std::size_t cost = 2;
      for (const auto& [value, part] : split) {
        if (cost + 2 >= found.cost) break;
        auto one = best(part, depth - 1, found.cost - cost - 1);
        if (!one) break;
        cost += one->expression.kind == Expression::Kind::constant ? 1 : 2;
        parts.emplace_back(value, std::move(*one));
      }
      if (parts.size() == split.size()) take(cases_of(contexts_.readings[q], std::move(parts)), found);
    }
  }

  void bits(const Target& target, int depth, Fitted& found) const {
    Fitted joined{.expression = {.kind = Expression::Kind::bits}, .cost = 2};
    for (unsigned bit = 0; bit < std::bit_width(target.largest()); ++bit) {
      if (joined.cost >= found.cost) return;
      auto one = best(target.bit_of_values(bit), depth, found.cost - joined.cost);
      if (!one) return;
      joined.cost += one->cost;
      joined.expression.parts.push_back(std::move(one->expression));
    }
    take(std::move(joined), found);
  }

  std::size_t keys_chosen(const InputClasses& keys, const Target& target) const {
    std::vector<bool> seen(keys.count);
    std::size_t count = 0;
    for (const std::uint32_t x : target.chosen()) {
      count += seen[keys.of[x]] ? 0 : 1;
      seen[keys.of[x]] = true;
    }
    return count;
  }

  void grid(const Target& target, int depth, Fitted& found) const {
    ReadingSet smallest;
    std::size_t least = nothing_yet;
    const auto tried = [&](const ReadingSet& set) {
      work_.add(target.chosen().size() + target.constraints().size());
      if (!target.told_by(contexts_, set)) return false;
      const std::size_t cells = keys_chosen(keys_of(contexts_, set), target);
      if (cells < least) {
        least = cells;
        smallest = set;
      }
      return true;
    };
    const std::size_t count = contexts_.readings.size();
    ReadingSet all(count);
    std::iota(all.begin(), all.end(), 0);
    constexpr std::size_t most_work = 40'000'000;
    if (!work_.is_over() && count * count * contexts_.size() < most_work) {
      for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a + 1; b < count; ++b) tried({a, b});
      }
    }
    if (!work_.is_over() && least == nothing_yet && depth > grids_above_ &&
        count * count * count * contexts_.size() < most_work) {
      for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a + 1; b < count; ++b) {
          for (std::size_t c = b + 1; c < count; ++c) tried({a, b, c});
        }
      }
    }
    for (const bool backward : {true, false}) {
      if (least != nothing_yet) break;
      work_.add(2 * count * contexts_.size());
      // Each in turn is left out if those kept so far and all that follow it are enough.
      ReadingSet order = all;
      if (backward) std::reverse(order.begin(), order.end());
      std::vector<InputClasses> from = {all_};
      for (std::size_t k = count; k-- > 0;) from.push_back(refined(from.back(), contexts_.values[order[k]]));
      ReadingSet set;
      InputClasses kept = all_;
      for (std::size_t k = 0; k < count; ++k) {
        if (target.by_class(refined(kept, from[count - 1 - k].of))) continue;
        set.push_back(order[k]);
        kept = refined(kept, contexts_.values[order[k]]);
      }
      std::sort(set.begin(), set.end());
      tried(set);
    }
    const std::size_t cost = cost_of_grid + least / cells_at_a_glance;
    if (least == nothing_yet || cost >= found.cost) return;
    const InputClasses keys = keys_of(contexts_, smallest);
    const Column by_key = *target.by_class(keys);
    Column values(contexts_.size());
    for (const std::uint32_t x : target.chosen()) values[x] = by_key[keys.of[x]];
    take({list_over(contexts_, smallest, target.chosen(), values), cost}, found);
  }

  const Contexts& contexts_;
  Work& work_;
  InputClasses all_;
  int grids_above_;
  ReadingSet splits_;  // in the order in which cases are tried
  mutable std::size_t leaves_ = 0;
};

}  // namespace

Fitted fit(const Runs& runs, const Contexts& contexts, const Target& target, Work& work) {
  if (!target.is_bit() && target.largest() <= 1) return fit(runs, contexts, target.bit_of_values(0), work);
  constexpr std::size_t most_for_nesting = 200'000;
  const auto fit_all = [&](const Contexts& some, const Target& part) {
    const std::size_t entries = some.size() * some.readings.size();
    const int depth = entries < most_for_nesting / 8 ? 3 : entries < most_for_nesting ? 2 : 1;
    if (auto found = Fit(some, depth, work).best(part, depth, nothing_yet)) {
      lay_out(found->expression);
      return std::move(*found);
    }
    throw InternalError("found no function of the readings, expected one");
  };
  // Of many contexts some are enough to find words; those in which the words are wrong are added, until none are.
  constexpr std::size_t few = 4096;
  constexpr std::size_t added = 1500;
  constexpr int most_tries = 6;
  if (contexts.size() <= few || work.is_over()) return fit_all(contexts, target);
  std::vector<std::uint32_t> chosen = target.wrong(Column(contexts.size(), no_value), added);
  for (int tries = 0; tries < most_tries; ++tries) {
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    if (chosen.empty()) break;
    Fitted found = fit_all(contexts.part(chosen), target.part(chosen));
    work.add(contexts.size() * runs.scheme().slots());
    const std::vector<std::uint32_t> wrong = target.wrong(values_of(found.expression, runs, contexts), added);
    if (wrong.empty()) return found;
    // Words that are still wrong in so many contexts are a table that wants them all.
    if (tries > 0 && wrong.size() >= added) break;
    chosen.insert(chosen.end(), wrong.begin(), wrong.end());
  }
  return fit_all(contexts, target);
}

}  // namespace arcsat
