// No argument about two steps, however it is chosen, refutes a cell that can be solved.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "certify/adaptive_counting.hpp"
#include "certify/row_certificate.hpp"
#include "certify/weighted_counting.hpp"
#include "random_instances.hpp"
#include "run/adaptive_search.hpp"
#include "run/decide.hpp"
#include "run/row_search.hpp"
#include "run/weighted_search.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

std::uint64_t below(std::mt19937_64& random, std::uint64_t end) { return random() % end; }

/// Small enough for a search to decide, small widths and large ranges being near the boundary.
TwoStep random_sizes(std::mt19937_64& random) {
  const std::uint64_t most_inputs = slow_lane() ? 20'000 : 2'000;
  constexpr std::uint32_t widths[] = {0, 1, 1, 1, 1, 1, 2, 2};
  const std::uint64_t most_answers = slow_lane() ? 60 : 20;
  for (;;) {
    TwoStep sizes{static_cast<std::uint32_t>(1 + below(random, 3)), static_cast<std::uint32_t>(1 + below(random, 3)),
                  static_cast<std::uint32_t>(1 + below(random, 4)),
                  static_cast<std::uint32_t>(2 + below(random, most_answers - 1)), widths[below(random, 8)]};
    std::uint64_t inputs = std::uint64_t{sizes.n} * sizes.m;
    for (std::uint32_t k = 0; k < sizes.m; ++k) inputs *= sizes.q1;
    for (std::uint32_t k = 0; k < sizes.n * sizes.q1 && inputs <= most_inputs; ++k) inputs *= sizes.q2;
    if (inputs <= most_inputs) return sizes;
  }
}

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

template <typename Check>
bool holds(Check check) {
  try {
    check();
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

struct Refuted {
  int by_rows = 0;
  int by_adaptive_counting = 0;
  int by_weights = 0;
  bool any() const { return by_rows + by_adaptive_counting + by_weights > 0; }
};

/// By the searches, and by `tries` random certificates of each kind.
Refuted refuted(const TwoStep& sizes, int tries, std::mt19937_64& random) {
  Refuted refuted;
  if (const auto found = find_row_certificate(sizes, Budget())) {
    check_rows(sizes, *found);
    ++refuted.by_rows;
  }
  if (const auto found = find_adaptive_bound(sizes, Budget())) {
    check_adaptive(sizes, *found);
    ++refuted.by_adaptive_counting;
  }
  if (const auto found = find_weighted_bound(sizes)) {
    check_weighted(sizes, *found);
    ++refuted.by_weights;
  }
  for (int k = 0; k < tries; ++k) {
    refuted.by_rows += holds([&] { check_rows(sizes, random_row_certificate(sizes, random)); });
    refuted.by_adaptive_counting += holds([&] { check_adaptive(sizes, random_adaptive_bound(sizes, random)); });
    refuted.by_weights += holds([&] { check_weighted(sizes, random_weighted_bound(sizes, random)); });
  }
  return refuted;
}

Verdict decided(const TwoStep& sizes) {
  DecideOptions options;
  options.encoder = &encoder_named("compact");  // a search that knows no argument
  options.engine = &engine_named("cadical");
  options.certify = false;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = slow_lane() ? 1 : 0.5;
  return decide(std::make_shared<const Instance>("", Task(sizes.m, {sizes.n}, {sizes.q1, sizes.q2}), Restriction{},
                                                 Model{2, sizes.c, {}}),
                options)
      .verdict;
}

}  // namespace

TEST_CASE("arguments about two steps refute nothing that can be solved") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 2'500 : 150;
  const int tries = slow_lane() ? 100 : 60;
  fmt::print("arguments: {} cells, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  std::map<std::string, Verdict> verdicts;
  Refuted all;
  int impossible = 0;
  int possible = 0;
  for (int k = 0; k < count; ++k) {
    const TwoStep sizes = random_sizes(random);
    const std::string cell = fmt::format("({};{};{},{}), c = {}", sizes.m, sizes.n, sizes.q1, sizes.q2, sizes.c);
    INFO(cell << ", number " << k << " of seed " << seed);
    const Refuted here = refuted(sizes, tries, random);
    all.by_rows += here.by_rows;
    all.by_adaptive_counting += here.by_adaptive_counting;
    all.by_weights += here.by_weights;
    const auto place = verdicts.find(cell);
    const Verdict verdict = place != verdicts.end() ? place->second : decided(sizes);
    verdicts[cell] = verdict;
    if (here.any()) REQUIRE(verdict != Verdict::realizable);
    impossible += here.any() && verdict == Verdict::unrealizable ? 1 : 0;
    possible += verdict == Verdict::realizable ? 1 : 0;
  }
  fmt::print(
      "arguments: {} different cells; {} refuted by both, {} solved; certificates: {} of rows, {} adaptive, {} with "
      "weights\n",
      verdicts.size(), impossible, possible, all.by_rows, all.by_adaptive_counting, all.by_weights);
  CHECK(impossible > 0);
  CHECK(possible > 0);
  CHECK(all.by_rows > 0);
  CHECK(all.by_adaptive_counting > 0);
  CHECK(all.by_weights > 0);
}
