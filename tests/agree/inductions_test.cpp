// No induction over the steps refutes what a closed form realizes, though its numbers are chosen at random, and its search
// finds none.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "../decoder.hpp"
#include "base/error.hpp"
#include "certify/chain.hpp"
#include "certify/three_step.hpp"
#include "protocol/instance_file.hpp"
#include "random_instances.hpp"
#include "run/chain_search.hpp"
#include "run/closed_form_search.hpp"
#include "run/three_step_search.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Random = std::mt19937_64;

std::uint32_t between(Random& random, std::uint32_t low, std::uint32_t high) {
  return low + static_cast<std::uint32_t>(random() % (high - low + 1));
}

/// A number up to `most`, small ones and the largest more often.
std::uint64_t skewed(Random& random, std::uint64_t most) {
  const std::uint64_t number = random() % 4 == 0 ? most : 1 + random() % most;
  return random() % 2 == 0 ? number : 1 + random() % number;
}

/// Sizes of which nothing is known, as few bits as there are epochs for them.
std::shared_ptr<const Instance> random_instance(Random& random, std::uint32_t length) {
  std::vector<std::uint32_t> n;
  std::vector<std::uint32_t> q = {1U << between(random, 0, 6)};
  for (std::uint32_t l = 1; l < length; ++l) {
    n.push_back(between(random, 1, 6));
    q.push_back((1U << between(random, 1, 6)) - (random() % 4 == 0 ? 1 : 0));
  }
  Model model = {static_cast<int>(between(random, 1, length)), between(random, 0, 6), {}};
  return std::make_shared<const Instance>("", Task(between(random, 1, 12), n, q), Restriction{}, model);
}

Chain random_chain(const Task& task, Random& random) {
  Chain chain;
  chain.first = static_cast<FirstStep>(random() % 3);
  chain.x = {skewed(random, task.m())};
  for (Player l = 1; l < task.length(); ++l) {
    chain.x.push_back(chain.first == FirstStep::single && l == 1 ? 1 : skewed(random, 8));
    chain.theta.push_back(skewed(random, task.range(l)));
    chain.tails.push_back(static_cast<Tail>(1 + random() % 3));
  }
  if (chain.first == FirstStep::single) chain.tails.front() = Tail::none;
  return chain;
}

ThreeStepBound random_bound(const Task& task, Random& random) {
  const std::uint64_t b = skewed(random, 64);
  return {random() % 2 == 0 ? FirstTables::constants : FirstTables::counted,
          skewed(random, 64),
          skewed(random, task.range(1)),
          skewed(random, b),
          b,
          skewed(random, 256),
          skewed(random, task.range(2))};
}

template <typename Check>
bool refutes(Check check) {
  try {
    check();
    return true;
  } catch (const CheckFailed&) {
    return false;
  } catch (const Unsupported&) {
    return false;
  }
}

}  // namespace

TEST_CASE("no induction over the steps refutes what a closed form realizes") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 20000 : 600;
  Random random(seed);
  int realized = 0;
  int chains = 0;
  int bounds = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = random_instance(random, between(random, 2, 3));
    const Task& task = instance->task();
    INFO("instance " << k << " of seed " << seed << ": " << canonical_json(*instance));
    const bool possible = find_closed_form(instance, Budget()).has_value();
    realized += possible ? 1 : 0;
    const auto chain = find_chain(test::decoder(instance), Budget());
    const auto bound = find_three_step_bound(test::decoder(instance));
    REQUIRE_FALSE((possible && (chain || bound)));
    chains += chain ? 1 : 0;
    bounds += bound ? 1 : 0;
    for (int attempt = 0; attempt < 20; ++attempt) {
      const Chain other = random_chain(task, random);
      const bool refuted = refutes([&] { check_chain(*instance, other); });
      REQUIRE_FALSE((possible && refuted));
      if (task.length() != 3) continue;
      const ThreeStepBound any = random_bound(task, random);
      REQUIRE_FALSE((possible && refutes([&] { check_three_step(*instance, any); })));
    }
  }
  fmt::print("inductions: of {} instances {} have a closed form; {} chains and {} bounds refute others, seed {}\n",
             count, realized, chains, bounds, seed);
  CHECK(realized > count / 20);
  CHECK(chains > count / 20);
}
