// Each argument at its boundary: the fewest answers of the last table that it refutes, and one less, against a search that
// knows no argument. An argument that refuted a little more than it may would meet a protocol here.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "../decoder.hpp"
#include "base/error.hpp"
#include "certify/adaptive_counting.hpp"
#include "certify/block_bound.hpp"
#include "certify/chain.hpp"
#include "certify/counting.hpp"
#include "certify/three_step.hpp"
#include "certify/weighted_counting.hpp"
#include "protocol/instance_file.hpp"
#include "random_arguments.hpp"
#include "random_instances.hpp"
#include "run/decide.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Random = std::mt19937_64;
using InstanceOf = std::function<std::shared_ptr<const Instance>(std::uint32_t answers)>;

constexpr std::uint32_t most_answers = 1024;

std::uint32_t between(Random& random, std::uint32_t low, std::uint32_t high) {
  return low + static_cast<std::uint32_t>(random() % (high - low + 1));
}

std::uint32_t random_width(Random& random) { return random() % 8 == 0 ? 0 : between(random, 1, 2); }

bool small(const Instance& instance) { return instance.inputs().numbered() && instance.inputs().size() <= 120; }

/// An argument as it is tried for one number of answers after the other.
struct Tried {
  InstanceOf instance;
  std::function<void(const std::shared_ptr<const Instance>&)> check;

  bool refutes(std::uint32_t answers) const {
    try {
      check(instance(answers));
      return true;
    } catch (const CheckFailed&) {
      return false;
    } catch (const Unsupported&) {
      return false;
    }
  }
};

/// The least number of answers, from 2 on, that it refutes. (If it refutes some, it refutes more.)
std::optional<std::uint32_t> boundary(const Tried& tried) {
  std::uint32_t least = 2;
  while (!tried.refutes(least)) {
    least *= 2;
    if (least > most_answers || !small(*tried.instance(least / 2 + 1))) return std::nullopt;
  }
  std::uint32_t without = least / 2;  // answers that it does not refute
  while (least - without > 1) {
    const std::uint32_t middle = without + (least - without) / 2;
    (tried.refutes(middle) ? least : without) = middle;
  }
  return least;
}

/// Sizes of which the inputs of the argument alone are allowed.
Instance restricted(const TwoStep& sizes, std::uint32_t answers, const std::set<std::uint32_t>& z0,
                    const std::vector<FirstTable>& z1) {
  Restriction restriction;
  restriction.lists[0].assign(z0.begin(), z0.end());
  for (const FirstTable& table : z1) {
    InputIndex index = 0;
    for (std::size_t k = table.size(); k > 0; --k) index = index * sizes.q1 + table[k - 1];
    restriction.lists[1].push_back(index);
  }
  std::sort(restriction.lists[1].begin(), restriction.lists[1].end());
  return Instance("", Task(sizes.m, {sizes.n}, {sizes.q1, answers}), restriction, Model{2, sizes.c, {}});
}

Tried about(const TwoStep& sizes, const std::set<std::uint32_t>& z0, const std::vector<FirstTable>& z1,
            std::function<void(const std::shared_ptr<const Instance>&)> check) {
  const InstanceOf instance = [=](std::uint32_t answers) {
    return std::make_shared<const Instance>(restricted(sizes, answers, z0, z1));
  };
  return {instance, std::move(check)};
}

TwoStep random_two_steps(Random& random) {
  return {between(random, 1, 3), between(random, 1, 3), between(random, 1, 3), 2, random_width(random)};
}

Tried rows(Random& random) {
  const TwoStep sizes = random_two_steps(random);
  const RowCertificate certificate = random_row_certificate(sizes, random);
  return about(sizes, {certificate.z0.begin(), certificate.z0.end()}, certificate.z1,
               [=](const auto& instance) { check_rows(*instance, certificate); });
}

Tried adaptive(Random& random) {
  const TwoStep sizes = random_two_steps(random);
  const AdaptiveBound bound = random_adaptive_bound(sizes, random);
  std::set<std::uint32_t> positions;
  for (const AdaptivePhase& phase : bound.phases) {
    for (const AdaptiveOrder& order : phase.orders) {
      for (const AdaptiveContext& context : order) positions.insert(context.z0);
    }
  }
  return about(sizes, positions, bound.z1, [=](const auto& instance) { check_adaptive(*instance, bound); });
}

Tried weighted(Random& random) {
  const TwoStep sizes = random_two_steps(random);
  const WeightedBound bound = random_weighted_bound(sizes, random);
  return about(sizes, {bound.z0.begin(), bound.z0.end()}, bound.z1,
               [=](const auto& instance) { check_weighted(*instance, bound); });
}

/// All inputs are allowed; q lacks q_L.
InstanceOf unrestricted(std::uint32_t m, std::vector<std::uint32_t> n, std::vector<std::uint32_t> q, Model model) {
  return [=](std::uint32_t answers) {
    std::vector<std::uint32_t> sizes = q;
    sizes.push_back(answers);
    return std::make_shared<const Instance>("", Task(m, n, sizes), Restriction{}, model);
  };
}

Tried chain(Random& random) {
  const auto length = static_cast<std::size_t>(between(random, 2, 3));
  std::vector<std::uint32_t> n;
  std::vector<std::uint32_t> q;
  Chain chain;
  chain.first = static_cast<FirstStep>(random() % 3);
  const std::uint32_t m = between(random, 1, 4);
  chain.x = {between(random, 1, m)};
  for (std::size_t l = 1; l < length; ++l) {
    n.push_back(between(random, 1, 3));
    q.push_back(between(random, 1, 4));
    chain.x.push_back(chain.first == FirstStep::single && l == 1 ? 1 : between(random, 1, 3));
    chain.theta.push_back(between(random, 1, q.back()));
    chain.tails.push_back(static_cast<Tail>(between(random, 1, 3)));
  }
  if (chain.first == FirstStep::single) chain.tails.front() = Tail::none;
  const Model model{static_cast<int>(between(random, 1, static_cast<std::uint32_t>(length))), random_width(random), {}};
  return {unrestricted(m, n, q, model), [=](const auto& instance) { check_chain(*instance, chain); }};
}

Tried three_steps(Random& random) {
  const std::uint32_t m = between(random, 1, 3);
  const std::vector<std::uint32_t> n = {between(random, 1, 2), between(random, 1, 2)};
  const std::vector<std::uint32_t> q = {between(random, 1, 3), between(random, 1, 2)};
  const std::uint64_t b = between(random, 1, 4);
  const ThreeStepBound bound{static_cast<FirstTables>(random() % 2),
                             between(random, 1, 3),
                             between(random, 1, q[0]),
                             between(random, 1, static_cast<std::uint32_t>(b)),
                             b,
                             between(random, 1, 4),
                             between(random, 1, q[1])};
  const Model model{static_cast<int>(between(random, 1, 3)), random_width(random), {}};
  return {unrestricted(m, n, q, model), [=](const auto& instance) { check_three_step(*instance, bound); }};
}

Tried counting(Random& random) {
  const auto length = static_cast<std::size_t>(between(random, 1, 3));
  std::vector<std::uint32_t> n;
  std::vector<std::uint32_t> q;
  const std::uint32_t m = between(random, 1, 3);
  for (std::size_t l = 1; l < length; ++l) {
    n.push_back(between(random, 1, 2));
    q.push_back(between(random, 1, 3));
  }
  const auto epochs = static_cast<int>(between(random, 1, 3));
  const InstanceOf instance = unrestricted(m, n, q, Model{epochs, random_width(random), {}});
  CountingBound bound;
  const auto last = static_cast<Player>(length);
  for (const Input& input : allowed_inputs(*instance(1))) {
    // With one answer each player but L has all of its inputs.
    if (random() % 2 == 0) bound.contexts.emplace_back(input.begin(), input.end() - 1);
  }
  bound.knows_after[last] = 0;
  for (Player p = 0; p < last; ++p) {
    const auto after = static_cast<int>(between(random, 0, static_cast<std::uint32_t>(epochs) + 1));
    if (after <= epochs) bound.knows_after[p] = after;
  }
  return {instance, [=](const auto& one) { check_counting(test::decoder(one), bound); }};
}

/// One step: q is what grows.
Tried blocks(Random& random) {
  const std::uint32_t m = between(random, 1, 6);
  const Model model{static_cast<int>(between(random, 1, 4)), random_width(random), {}};
  BlockBound bound{static_cast<Conclusion>(random() % 3), {}};
  for (std::uint32_t count = between(random, 1, 3); count > 0; --count) {
    BlockClaim claim;
    claim.size = bound.conclusion == Conclusion::volume ? 2 : between(random, 1, 4);
    claim.fold = bound.conclusion == Conclusion::volume ? 1 : between(random, 1, 1U << model.bits_per_token);
    bound.claims.push_back(claim);
  }
  return {unrestricted(m, {}, {}, model), [=](const auto& instance) { check_blocks(one_step_of(*instance), bound); }};
}

Verdict searched(const std::shared_ptr<const Instance>& instance) {
  DecideOptions options;
  options.encoder = &encoder_named("compact");
  options.engine = &engine_named("cadical");
  options.certify = false;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 0.2;
  return decide(instance, options).verdict;
}

struct Side {
  int realizable = 0;
  int unrealizable = 0;
  int undecided = 0;
  void add(Verdict verdict) {
    ++(verdict == Verdict::realizable ? realizable : verdict == Verdict::unrealizable ? unrealizable : undecided);
  }
  int decided() const { return realizable + unrealizable; }
};

/// Until there are so many different cells that the search decides; or ends after so many tries, for small cells may be fewer.
void sweep(const char* name, Tried (*random_argument)(Random&), int cells, int tries) {
  const std::uint64_t seed = seed_from_environment();
  Random random(seed);
  std::set<std::string> seen;
  Side refuted;
  Side left;
  const auto try_cell = [&](const std::shared_ptr<const Instance>& cell, Side& side) {
    if (!small(*cell)) return;
    const std::string words = fmt::format("{} {}", &side == &left ? "left" : "refuted", canonical_json(*cell));
    if (!seen.insert(words).second) return;
    const Verdict verdict = searched(cell);
    INFO(name << ", seed " << seed << ": " << words);
    if (&side == &refuted) REQUIRE(verdict != Verdict::realizable);
    side.add(verdict);
  };
  int tried = 0;
  for (; tried < tries && refuted.decided() + left.decided() < cells; ++tried) {
    const Tried one = random_argument(random);
    const auto least = boundary(one);
    if (!least) continue;
    try_cell(one.instance(*least), refuted);
    try_cell(one.instance(*least - 1), left);
  }
  fmt::print(
      "boundaries: {}: {} cells decided of {} arguments, seed {}: {} refuted and found unrealizable ({} given up), one "
      "answer "
      "less {} realizable, {} not\n",
      name, refuted.decided() + left.decided(), tried, seed, refuted.unrealizable, refuted.undecided, left.realizable,
      left.unrealizable);
  CHECK(refuted.unrealizable > 0);
  CHECK(left.realizable > 0);
}

int cells() { return slow_lane() ? 2'000 : 16; }
int tries() { return slow_lane() ? 100'000 : 2'000; }

}  // namespace

TEST_CASE("boundaries: rows") { sweep("rows", rows, cells(), tries()); }
TEST_CASE("boundaries: adaptive counting") { sweep("adaptive counting", adaptive, cells(), tries()); }
TEST_CASE("boundaries: weighted counting") { sweep("weighted counting", weighted, cells(), tries()); }
TEST_CASE("boundaries: counting") { sweep("counting", counting, cells(), tries()); }
TEST_CASE("boundaries: blocks") { sweep("blocks", blocks, cells(), tries()); }
TEST_CASE("boundaries: chains") { sweep("chains", chain, cells(), tries()); }
TEST_CASE("boundaries: three steps") { sweep("three steps", three_steps, cells(), tries()); }
