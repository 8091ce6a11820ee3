#include "run/adaptive_search.hpp"

#include <algorithm>

#include "run/adaptive_orders.hpp"
#include "run/step_limit.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_adaptive_steps = std::uint64_t{1} << 20;
constexpr std::uint32_t most_queries_asked = 3;
constexpr std::uint32_t most_adaptive_values = 8;
constexpr std::size_t most_adaptive_tables = 9;
constexpr std::uint32_t most_message_bits = 16;
constexpr std::uint32_t most_width = 6;
/// Larger tables would be long certificates.
constexpr std::uint32_t most_table_positions = std::uint32_t{1} << 12;

std::vector<FirstTable> constant_tables(std::uint32_t m, std::uint32_t values) {
  std::vector<FirstTable> tables;
  for (std::uint32_t value = 0; value < values; ++value) tables.emplace_back(m, value);
  return tables;
}

/// All tables whose values at the first two positions are any below `values` and equal to the second's after that.
std::vector<FirstTable> tables_of_two(std::uint32_t m, std::uint32_t values) {
  std::vector<FirstTable> tables;
  for (std::uint32_t second = 0; second < values; ++second) {
    for (std::uint32_t first = 0; first < values; ++first) {
      tables.emplace_back(m, second)[0] = first;
    }
  }
  return tables;
}

class AdaptiveSearch {
 public:
  AdaptiveSearch(const TwoStep& sizes, const Budget& budget) : sizes_(sizes), limit_(most_adaptive_steps, budget) {}

  std::optional<AdaptiveBound> run() {
    const std::uint32_t values = std::min(sizes_.q1, most_adaptive_values);
    for (std::uint32_t few = 1; few <= values; ++few) {
      if (auto bound = by_shares(constant_tables(sizes_.m, few))) return bound;
    }
    for (std::uint32_t queries = 1; queries <= std::min(sizes_.n, most_queries_asked) && !limit_.reached(); ++queries) {
      for (const bool whole : {false, true}) {
        if (whole && sizes_.c * sizes_.m > most_message_bits) continue;
        for (std::uint32_t few = 1; few <= values; ++few) {
          if (auto bound = in_one_phase(constant_tables(sizes_.m, few), queries, 1, whole)) return bound;
        }
        if (sizes_.m == 1) continue;
        for (std::uint32_t few = 2; few <= values && few * few <= most_adaptive_tables; ++few) {
          const std::vector<FirstTable> tables = tables_of_two(sizes_.m, few);
          for (std::size_t count = few + 1; count <= tables.size(); ++count) {
            const std::vector<FirstTable> some(tables.begin(), tables.begin() + static_cast<std::ptrdiff_t>(count));
            if (auto bound = in_one_phase(some, queries, 2, whole)) return bound;
          }
        }
      }
    }
    return std::nullopt;
  }

 private:
  std::vector<AdaptiveContext> contexts(std::size_t tables, std::uint32_t queries, std::uint32_t positions) const {
    std::vector<AdaptiveContext> contexts;
    for (std::uint32_t w = 0; w < queries; ++w) {
      for (std::uint32_t z0 = 0; z0 < positions; ++z0) {
        for (std::size_t table = 0; table < tables; ++table) contexts.push_back({w, z0, table});
      }
    }
    return contexts;
  }

  /// As many values of d as one query can be about, in each query.
  std::optional<AdaptiveBound> by_shares(const std::vector<FirstTable>& tables) {
    const std::uint64_t all = std::uint64_t{1} << sizes_.c;
    for (std::uint64_t share = all; share >= 1; share /= 2) {
      if (all / share > sizes_.n) break;
      const AdaptiveChoice choice{tables, false, 0, share, contexts(tables.size(), 1, 1)};
      const auto phase = orders_for_every_control(sizes_, choice, limit_);
      if (!phase) continue;
      AdaptiveBound bound{tables, {}, 0, {}};
      for (std::uint32_t w = 0; w < all / share; ++w) {
        AdaptivePhase& here = bound.phases.emplace_back(*phase);
        for (AdaptiveOrder& order : here.orders) {
          for (AdaptiveContext& context : order) context.w = w;
        }
      }
      return checked(std::move(bound));
    }
    return std::nullopt;
  }

  std::optional<AdaptiveBound> in_one_phase(const std::vector<FirstTable>& tables, std::uint32_t queries,
                                            std::uint32_t positions, bool whole) {
    const AdaptiveChoice choice{tables, whole, std::nullopt, 1, contexts(tables.size(), queries, positions)};
    auto phase = orders_for_every_control(sizes_, choice, limit_);
    if (!phase) return std::nullopt;
    AdaptiveBound bound{tables, {}, std::nullopt, {std::move(*phase)}};
    for (std::size_t table = 0; whole && table < tables.size(); ++table) bound.whole.push_back(table);
    return checked(std::move(bound));
  }

  std::optional<AdaptiveBound> checked(AdaptiveBound bound) const {
    check_adaptive(sizes_, bound);
    return bound;
  }

  const TwoStep& sizes_;
  StepLimit limit_;
};

}  // namespace

std::optional<AdaptiveBound> find_adaptive_bound(const TwoStep& sizes, const Budget& budget) {
  if (sizes.c > most_width || sizes.q2 == 1 || sizes.m > most_table_positions) return std::nullopt;
  return AdaptiveSearch(sizes, budget).run();
}

}  // namespace arcsat
