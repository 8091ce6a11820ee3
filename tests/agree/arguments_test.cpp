// No argument about two steps, however it is chosen, refutes a cell that can be solved.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>

#include "certify/adaptive_counting.hpp"
#include "certify/row_certificate.hpp"
#include "certify/weighted_counting.hpp"
#include "holds.hpp"
#include "random_arguments.hpp"
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
