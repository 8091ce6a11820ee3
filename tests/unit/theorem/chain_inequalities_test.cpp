#include "theorem/chain_inequalities.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"

using namespace arcsat;

namespace {

struct Case {
  Instance instance;
  Chain chain;
  ChainNumbers numbers;
};

std::uint32_t between(std::mt19937_64& random, std::uint32_t low, std::uint32_t high) {
  return low + static_cast<std::uint32_t>(random() % (high - low + 1));
}

Case random_case(std::mt19937_64& random, FirstStep first) {
  const std::uint32_t length = between(random, 2, 4);
  const std::uint32_t m = between(random, 1, 9);
  const std::uint32_t c = between(random, 1, 3);
  std::vector<std::uint32_t> n;
  std::vector<std::uint32_t> q = {between(random, 1, 64)};
  for (std::uint32_t l = 1; l < length; ++l) {
    n.push_back(between(random, 1, 3));
    q.push_back(1U << between(random, 1, 29));
    if (random() % 2 == 0) q.back() += between(random, 0, q.back() / 2);
  }
  Chain chain = {first, {between(random, 1, m)}, {}, {}};
  for (std::uint32_t l = 1; l < length; ++l) {
    chain.x.push_back(between(random, 1, 3));
    chain.theta.push_back(between(random, 1, std::min(q[l - 1], random() % 2 == 0 ? 3U : 12U)));
    chain.tails.push_back(static_cast<Tail>(1 + random() % 3));
  }
  ChainNumbers numbers = {.c = c,
                          .m = m,
                          .n = {n.begin(), n.end()},
                          .q = {q.begin(), q.end()},
                          .x = {chain.x.begin(), chain.x.end()},
                          .theta = {chain.theta.begin(), chain.theta.end()},
                          .tails = chain.tails};
  const Model model = {static_cast<int>(length), c, {}};
  return {Instance("", Task(m, n, q), {}, model), std::move(chain), std::move(numbers)};
}

bool all_hold(const ChainNumbers& numbers, Variant variant) {
  for (const Inequality& one : chain_inequalities(numbers, variant)) {
    if (!one.holds()) return false;
  }
  return true;
}

bool accepted(const Case& one) {
  try {
    check_chain(one.instance, one.chain);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

}  // namespace

TEST_CASE("chain inequalities: the sharp ones hold exactly where the checker accepts the chain") {
  std::mt19937_64 random(14);
  int held = 0;
  for (int k = 0; k < 3000; ++k) {
    const Case one = random_case(random, FirstStep::entropy);
    INFO("case " << k);
    const bool holds = all_hold(one.numbers, Variant::sharp);
    REQUIRE(holds == accepted(one));
    held += holds ? 1 : 0;
  }
  CHECK(held > 30);
}

TEST_CASE("chain inequalities: the paper's imply what the checker asks for, and the sharp ones are fewer bits") {
  std::mt19937_64 random(15);
  int held = 0;
  for (int k = 0; k < 3000; ++k) {
    const Case one = random_case(random, FirstStep::tuples);
    INFO("case " << k);
    if (all_hold(one.numbers, Variant::paper)) {
      ++held;
      REQUIRE(accepted(one));
    }
    const auto paper = chain_inequalities(one.numbers, Variant::paper);
    const auto sharp = chain_inequalities(one.numbers, Variant::sharp);
    CHECK(sharp.back().right <= paper.back().right);
  }
  CHECK(held > 10);
}

TEST_CASE("chain inequalities: both sides of the separation with 2,965 tokens") {
  const ChainNumbers numbers = {
      .c = 10, .m = 55, .n = {4}, .q = {727, 1024}, .x = {55, 8}, .theta = {180}, .tails = {Tail::exact}};
  CHECK(numbers.prompt() == 2965);
  const auto sharp = chain_inequalities(numbers, Variant::sharp);
  REQUIRE(sharp.size() == 4);
  CHECK(sharp[2].name == "C1");
  CHECK(sharp[2].left == 335);
  CHECK(sharp[2].right == 320);
  CHECK(sharp[3].name == "CF");
  CHECK(sharp[3].left == 7200);
  CHECK(sharp[3].right == 7190);
  CHECK(tightest(sharp) == &sharp[3]);
  CHECK_FALSE(all_hold(numbers, Variant::paper));
  // 10·(4 + 55 + 2·55·8 + 4·55 + 55·8), and 8·10·4 + 1 bits.
  const auto paper = chain_inequalities(numbers, Variant::paper);
  CHECK(paper[2].right == 321);
  CHECK(paper[3].right == 15990);
}
