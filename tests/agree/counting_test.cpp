// No counting bound, however its contexts and its cut are chosen, refutes what brute force realizes.
#include "certify/counting.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "../decoder.hpp"
#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "random_instances.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

/// Contexts of allowed inputs, most of them of as many as player L's inputs can tell apart, and any cut.
CountingBound random_bound(const Instance& instance, std::mt19937_64& random) {
  std::set<CountingContext> contexts;
  for (const Input& input : allowed_inputs(instance)) contexts.emplace(input.begin(), input.end() - 1);
  CountingBound bound;
  bound.contexts.assign(contexts.begin(), contexts.end());
  std::shuffle(bound.contexts.begin(), bound.contexts.end(), random);
  bound.contexts.resize(1 + random() % bound.contexts.size());
  bound.knows_after[instance.last_player()] = 0;
  for (Player p = 0; p < instance.last_player(); ++p) {
    const auto after = static_cast<int>(random() % static_cast<std::uint64_t>(instance.epochs() + 2));
    if (after <= instance.epochs()) bound.knows_after[p] = after;
  }
  return bound;
}

bool refutes(const Instance& instance, const CountingBound& bound) {
  try {
    check_counting(test::decoder(instance), bound);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

}  // namespace

TEST_CASE("counting bounds refute nothing that is realizable") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 20'000 : 1'000;
  constexpr int bounds = 40;
  fmt::print("counting: {} instances, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  int refuted = 0;
  int by_a_cut = 0;  // and by no bound with the same contexts in which only player L ever knows
  for (int k = 0; k < count; ++k) {
    const auto instance = random_small_instance(random, 12);
    const auto oracle = brute_force(instance, std::uint64_t{1} << 12, Budget());
    if (!oracle) continue;
    for (int b = 0; b < bounds; ++b) {
      const CountingBound bound = random_bound(*instance, random);
      if (!refutes(*instance, bound)) continue;
      INFO("instance " << k << " of seed " << seed);
      REQUIRE_FALSE(oracle->realizable);
      ++refuted;
      by_a_cut += refutes(*instance, {bound.contexts, {{instance->last_player(), 0}}}) ? 0 : 1;
    }
  }
  fmt::print("counting: {} bounds refuted, {} of them by their cut\n", refuted, by_a_cut);
  CHECK(refuted > 0);
  CHECK(by_a_cut > 0);
}
