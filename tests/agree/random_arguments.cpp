#include "random_arguments.hpp"

#include <algorithm>
#include <map>

namespace arcsat::test {

namespace {

std::uint64_t below(std::mt19937_64& random, std::uint64_t end) { return random() % end; }

std::vector<FirstTable> random_tables(const TwoStep& sizes, std::mt19937_64& random) {
  std::vector<FirstTable> tables;
  const std::uint64_t count = 1 + below(random, 4);
  for (std::uint64_t k = 0; k < count; ++k) {
    FirstTable table;
    for (std::uint32_t position = 0; position < sizes.m; ++position) {
      table.push_back(static_cast<std::uint32_t>(below(random, sizes.q1)));
    }
    if (std::find(tables.begin(), tables.end(), table) == tables.end()) tables.push_back(table);
  }
  return tables;
}

std::vector<std::uint32_t> random_positions(const TwoStep& sizes, std::mt19937_64& random) {
  std::vector<std::uint32_t> positions;
  while (positions.empty()) {
    for (std::uint32_t position = 0; position < sizes.m; ++position) {
      if (below(random, 2) == 0) positions.push_back(position);
    }
  }
  return positions;
}

std::vector<std::size_t> random_places(std::size_t count, std::mt19937_64& random) {
  std::vector<std::size_t> places;
  while (places.empty()) {
    for (std::size_t place = 0; place < count; ++place) {
      if (below(random, 2) == 0) places.push_back(place);
    }
  }
  return places;
}

AdaptiveOrder random_order(const TwoStep& sizes, const std::vector<FirstTable>& z1, std::uint32_t begin,
                           std::uint32_t end, std::mt19937_64& random) {
  AdaptiveOrder order;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> asked;
  for (std::uint64_t k = 0; k < 8; ++k) {
    const AdaptiveContext context{static_cast<std::uint32_t>(begin + below(random, end - begin)),
                                  static_cast<std::uint32_t>(below(random, sizes.m)), below(random, z1.size())};
    if (asked.emplace(std::pair(context.w, z1[context.table][context.z0]), true).second) order.push_back(context);
  }
  return order;
}

}  // namespace

RowCertificate random_row_certificate(const TwoStep& sizes, std::mt19937_64& random) {
  RowCertificate certificate{random_positions(sizes, random),
                             random_tables(sizes, random),
                             static_cast<std::uint32_t>(1 + below(random, 2)),
                             {}};
  const std::uint64_t templates = 1 + below(random, 4);
  for (std::uint64_t k = 0; k < templates; ++k) {
    RowTemplate& parts = certificate.templates.emplace_back();
    const std::uint64_t count = 1 + below(random, 3);
    for (std::uint64_t part = 0; part < count; ++part) {
      parts.push_back({random_places(certificate.z1.size(), random), random_places(certificate.z0.size(), random),
                       static_cast<std::uint32_t>(1 + below(random, certificate.denominator))});
    }
  }
  return certificate;
}

AdaptiveBound random_adaptive_bound(const TwoStep& sizes, std::mt19937_64& random) {
  AdaptiveBound bound{random_tables(sizes, random), {}, std::nullopt, {}};
  for (std::size_t table = 0; table < bound.z1.size(); ++table) {
    if (below(random, 2) == 0) bound.whole.push_back(table);
  }
  std::uint32_t phases = 1;
  if (below(random, 2) == 0) {
    bound.split = static_cast<std::uint32_t>(below(random, sizes.m));
    phases = sizes.n > 1 && sizes.c == 1 && below(random, 2) == 0 ? 2 : 1;
  }
  for (std::uint32_t phase = 0; phase < phases; ++phase) {
    const std::uint32_t begin = phases == 1 ? 0 : phase;
    const std::uint32_t end = phases == 1 ? sizes.n : phase + 1;
    AdaptivePhase& here = bound.phases.emplace_back();
    if (bound.split) here.share = (std::uint64_t{1} << sizes.c) / phases;
    for (int k = 0; k < 4; ++k) here.orders.push_back(random_order(sizes, bound.z1, begin, end, random));
  }
  return bound;
}

WeightedBound random_weighted_bound(const TwoStep& sizes, std::mt19937_64& random) {
  WeightedBound bound{static_cast<std::uint32_t>(1 + below(random, sizes.n)),
                      random_positions(sizes, random),
                      random_tables(sizes, random),
                      {},
                      static_cast<std::uint32_t>(1 + below(random, 3))};
  for (std::size_t k = 0; k < bound.z1.size(); ++k) {
    bound.weights.push_back(static_cast<std::uint32_t>(1 + below(random, bound.denominator)));
  }
  return bound;
}

}  // namespace arcsat::test
