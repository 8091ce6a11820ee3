#include "certify/adaptive_counting.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "certify/adaptive_slots.hpp"

namespace arcsat {

namespace {

/// Partial colourings, and contexts counted in them: about ten seconds' work.
constexpr std::uint64_t most_controls = std::uint64_t{1} << 22;
constexpr std::uint64_t most_contexts_counted = std::uint64_t{1} << 23;

class AdaptiveCheck {
 public:
  AdaptiveCheck(const TwoStep& sizes, const AdaptiveBound& bound) : sizes_(sizes), bound_(bound) {}

  AdaptiveReport report() {
    require_a_bound();
    for (const AdaptivePhase& phase : bound_.phases) require_that_nothing_is_left(phase);
    AdaptiveReport report;
    report.sizes = sizes_;
    for (const AdaptivePhase& phase : bound_.phases) {
      report.orders += phase.orders.size();
      for (const AdaptiveOrder& order : phase.orders) {
        for (const AdaptiveContext& context : order) report.queries = std::max(report.queries, context.w + 1);
      }
    }
    report.for_every_m = bound_.whole.empty();
    return report;
  }

 private:
  void require_a_bound() {
    if (sizes_.m == 0 || sizes_.n == 0 || sizes_.q1 == 0 || sizes_.q2 == 0) throw CheckFailed("found a size of 0");
    require_inputs(sizes_, {}, bound_.z1);
    whole_.assign(bound_.z1.size(), false);
    for (const std::size_t table : bound_.whole) {
      if (table >= bound_.z1.size() || whole_[table]) {
        throw CheckFailed(
            fmt::format("found the place {} of a table that is counted whole, expected each once, below {}", table,
                        bound_.z1.size()));
      }
      whole_[table] = true;
    }
    require_shares();
    std::set<std::uint32_t> before;
    for (const AdaptivePhase& phase : bound_.phases) {
      std::set<std::uint32_t> queries;
      for (const AdaptiveOrder& order : phase.orders) require_an_order(order, queries);
      for (const std::uint32_t w : queries) {
        if (!before.insert(w).second)
          throw CheckFailed(fmt::format("found the query {} in two phases, expected one", w));
      }
    }
  }

  void require_shares() const {
    Integer shares = 0;
    for (const AdaptivePhase& phase : bound_.phases) {
      if (phase.share == 0) throw CheckFailed("found a phase with the share 0, expected at least 1");
      shares += phase.share;
    }
    if (bound_.split) {
      if (*bound_.split >= sizes_.m) {
        throw CheckFailed(fmt::format("found z_0 = {} to split at, expected below m = {}", *bound_.split, sizes_.m));
      }
      if (shares < power_within_bounds(2, sizes_.c)) {
        throw CheckFailed(fmt::format("found shares of {} in all, expected 2^{}", shares.str(), sizes_.c));
      }
    } else if (bound_.phases.size() != 1 || shares != 1) {
      throw CheckFailed("found no split, expected one phase with the share 1 or a split");
    }
  }

  /// Its contexts are some, and ask for different entries. Adds its queries to `queries`.
  void require_an_order(const AdaptiveOrder& order, std::set<std::uint32_t>& queries) const {
    std::set<std::pair<std::uint32_t, std::uint32_t>> entries;
    for (const auto& [w, z0, table] : order) {
      if (w >= sizes_.n || z0 >= sizes_.m || table >= bound_.z1.size()) {
        throw CheckFailed(
            fmt::format("found the context ({}, {}, {}), expected w below {}, z_0 below {}, a table below {}", w, z0,
                        table, sizes_.n, sizes_.m, bound_.z1.size()));
      }
      if (!entries.emplace(w, bound_.z1[table][z0]).second) {
        throw CheckFailed("found two contexts of an order that ask for the same entry, expected different ones");
      }
      queries.insert(w);
    }
  }

  void require_that_nothing_is_left(const AdaptivePhase& phase) {
    const AdaptiveItems items(phase.orders, sizes_.c);
    const AdaptiveCount start(sizes_, whole_, items, bound_.split, phase.share);
    Colouring colouring = items.colouring();
    const ShownFor shown = [&](const Colouring& tried, std::size_t) {
      return std::any_of(phase.orders.begin(), phase.orders.end(), [&](const AdaptiveOrder& order) {
        AdaptiveCount count = start;
        for (const AdaptiveContext& context : order) {
          if (++contexts_ > most_contexts_counted) {
            throw LimitReached("found more than 2^23 contexts to count, expected fewer");
          }
          count.read(context, tried);
        }
        return count.left() == 0;
      });
    };
    if (!shown_for_every_colouring(colouring, shown, most_controls)) {
      throw CheckFailed(fmt::format("found the control ({}), expected one for which an order leaves nothing",
                                    fmt::join(colouring.colour, ",")));
    }
  }

  const TwoStep& sizes_;
  const AdaptiveBound& bound_;
  std::vector<bool> whole_;
  std::uint64_t contexts_ = 0;
};

}  // namespace

std::string AdaptiveReport::statement() const {
  return fmt::format(
      "for every n of at least {} (with {}, q_1 of at least {} and q_2 of at least {}): whatever the control, a "
      "table "
      "z_2 can be chosen along one of {} {} of contexts so that no messages give all of its answers",
      queries, for_every_m ? fmt::format("m of at least {}", sizes.m) : fmt::format("m={}", sizes.m), sizes.q1,
      sizes.q2, orders, orders == 1 ? "order" : "orders");
}

AdaptiveReport check_adaptive(const TwoStep& sizes, const AdaptiveBound& bound) {
  return AdaptiveCheck(sizes, bound).report();
}

AdaptiveReport check_adaptive(const Instance& instance, const AdaptiveBound& bound) {
  AdaptiveReport report = check_adaptive(two_step_of(instance), bound);
  std::set<std::uint32_t> positions;
  for (const AdaptivePhase& phase : bound.phases) {
    for (const AdaptiveOrder& order : phase.orders) {
      for (const AdaptiveContext& context : order) positions.insert(context.z0);
    }
  }
  require_allowed(instance, {positions.begin(), positions.end()}, bound.z1);
  return report;
}

}  // namespace arcsat
