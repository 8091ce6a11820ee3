#include "certify/chain.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/chain_file.hpp"
#include "certify/powers.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Model model, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), std::move(model));
}

bool refutes(const Instance& instance, const Chain& chain) {
  try {
    check_chain(instance, chain);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

}  // namespace

TEST_CASE("chain: powers are compared exactly, and long ones safely") {
  CHECK(power_of_two_below(4, 3, 3));
  CHECK_FALSE(power_of_two_below(5, 3, 3));
  CHECK(power_of_two_below(8, 8, 3));
  CHECK_FALSE(power_of_two_below(9, 8, 3));
  CHECK(power_of_two_below(5, 6, 2));  // an even number that is no power of two
  CHECK_FALSE(power_of_two_below(0, 1, 5));
  CHECK_FALSE(power_of_two_below(0, 3, 0));
  const Integer power = Integer(1) << 40;
  CHECK(power_of_two_below(power * 1584 / 1000, 3, power));
  CHECK_FALSE(power_of_two_below(power * 1585 / 1000, 3, power));
  CHECK_FALSE(power_of_two_below(power * 3, 8, power));
  CHECK(power_of_two_below(power * 3 - 1, 8, power));
}

TEST_CASE("chain: two steps, a single z_1") {
  const Chain all_four = {FirstStep::single, {4, 1}, {4}, {Tail::none}};
  const ChainReport report = check_chain(make(Task(4, {1}, {4, 8}), {2, 1, {}}), all_four);
  CHECK(report.bits == 1 + 4 + 4 + 2);
  CHECK(report.entries == 4);
  CHECK(refutes(make(Task(4, {1}, {4, 8}), {1, 1, {}}), all_four));
  // 12 bits for 4 entries of 8 values.
  CHECK_FALSE(refutes(make(Task(5, {1}, {4, 8}), {2, 1, {}}), all_four));
  CHECK_FALSE(refutes(make(Task(4, {1}, {4, 7}), {2, 1, {}}), {FirstStep::single, {4, 1}, {3}, {Tail::none}}));
  const Instance roomy = make(Task(4, {1}, {4, 1 << 20}), {2, 1, {}});
  CHECK(refutes(roomy, all_four));
  CHECK_FALSE(refutes(roomy, {FirstStep::single, {3, 1}, {4}, {Tail::none}}));
  CHECK_FALSE(refutes(roomy, {FirstStep::single, {4, 2}, {4}, {Tail::none}}));
  CHECK_FALSE(refutes(roomy, {FirstStep::single, {4, 1}, {4}, {Tail::exact}}));
  CHECK_FALSE(refutes(roomy, {FirstStep::tuples, {4, 1}, {1}, {Tail::none}}));
  CHECK_FALSE(refutes(make(Task(3, {1}, {4, 1 << 20}), {2, 1, {}}), all_four));
  CHECK_FALSE(refutes(make(Task(4, {1}, {3, 1 << 20}), {2, 1, {}}), all_four));
}

TEST_CASE("chain: instances of another kind") {
  const Chain chain = {FirstStep::single, {4, 1}, {4}, {Tail::none}};
  const Task task(4, {1}, {4, 8});
  CHECK(refutes(make(task, {2, 1, {}}), chain));
  CHECK_FALSE(refutes(make(task, {3, 1, {}}), chain));
  CHECK_FALSE(refutes(make(task, {2, 1, {{{1, 2, -1}, 1}}}), chain));
  CHECK_FALSE(refutes(make(task, {2, 1, {}, Encoder{}}), chain));
  CHECK_FALSE(refutes(make(task, {2, 1, {}, ChainOfThought{1, 1}}), chain));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}, {{{0, {0, 1}}}, {}, false}), chain));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}, {{}, {{0, 0, 0, 0}}, true}), chain));
  CHECK_FALSE(refutes(make(Task(4, {}, {4}), {1, 1, {}}), {FirstStep::single, {4}, {}, {}}));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}), {FirstStep::single, {4, 1, 1}, {4}, {Tail::none}}));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}), {FirstStep::single, {4, 1}, {4, 4}, {Tail::none}}));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}), {FirstStep::single, {4, 1}, {4}, {}}));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}), {FirstStep::single, {4, 0}, {4}, {Tail::none}}));
  CHECK_FALSE(refutes(make(task, {2, 1, {}}), {FirstStep::single, {4, 1}, {0}, {Tail::none}}));
}

TEST_CASE("chain: how unlikely few values must be") {
  // Two points of two are one value with a chance of 1/2, three with 1/4, …
  const auto with = [](std::uint32_t m, std::uint32_t n, std::uint32_t c, FirstStep first, std::uint64_t x0,
                       Tail tail) {
    return refutes(make(Task(m, {n}, {2, 1 << 30}), {2, c, {}}), {first, {x0, 1}, {2}, {tail}});
  };
  for (const Tail tail : {Tail::exact, Tail::sets}) {
    CHECK_FALSE(with(4, 1, 1, FirstStep::tuples, 2, tail));
    CHECK(with(4, 1, 1, FirstStep::tuples, 3, tail));
    CHECK_FALSE(with(4, 1, 2, FirstStep::tuples, 3, tail));
    CHECK(with(4, 1, 2, FirstStep::tuples, 4, tail));
    CHECK_FALSE(with(4, 2, 1, FirstStep::tuples, 3, tail));
    CHECK(with(4, 2, 1, FirstStep::tuples, 4, tail));
    // ⌈2/3⌉ and ⌈3/3⌉ bits; of 6 bits for 6 positions ⌈3⌉.
    CHECK_FALSE(with(3, 1, 1, FirstStep::entropy, 2, tail));
    CHECK(with(3, 1, 1, FirstStep::entropy, 3, tail));
    CHECK_FALSE(with(6, 6, 1, FirstStep::entropy, 1, tail));
  }
  // What is exact counts less than the sets: 3·2^4 - 3 sequences of four points have two values of three or one.
  const auto of_three = [](Tail tail) {
    return refutes(make(Task(5, {1}, {3, 1 << 20}), {2, 1, {}}), {FirstStep::tuples, {4, 1}, {3}, {tail}});
  };
  CHECK_FALSE(of_three(Tail::exact));
  CHECK_FALSE(of_three(Tail::sets));
  const auto of_seven = [](Tail tail) {
    return refutes(make(Task(7, {1}, {3, 1 << 20}), {2, 1, {}}), {FirstStep::tuples, {5, 1}, {3}, {tail}});
  };
  CHECK(of_seven(Tail::exact));
  CHECK(of_seven(Tail::sets));
  // Two of 16 values: a chance below 2^-(2·(9 - 2)), for eight points or more.
  const auto logs = [](std::uint32_t n, std::uint64_t x0) {
    return refutes(make(Task(8, {n}, {16, 1 << 20}), {2, 1, {}}), {FirstStep::tuples, {x0, 1}, {2}, {Tail::logs}});
  };
  CHECK(logs(14, 8));
  CHECK_FALSE(logs(15, 8));
  CHECK_FALSE(logs(14, 7));
}

TEST_CASE("chain: the separation with 2,965 tokens, by the exact tail alone") {
  const auto refuted = [](std::uint32_t m, std::uint32_t n, std::uint32_t q1, std::uint32_t q2, std::uint32_t c,
                          Chain chain) {
    return refutes(make(Task(m, {n}, {q1, q2}), {2, c, {}}), chain);
  };
  const Chain chain = {FirstStep::entropy, {55, 8}, {180}, {Tail::exact}};
  const ChainReport report = check_chain(make(Task(55, {4}, {727, 1024}), {2, 10, {}}), chain);
  CHECK(report.bits == 7190);
  CHECK(report.entries == 720);
  CHECK(refuted(55, 4, 727, 1024, 10, chain));
  CHECK_FALSE(refuted(55, 4, 727, 1024, 10, {FirstStep::entropy, {55, 8}, {180}, {Tail::sets}}));
  CHECK_FALSE(refuted(55, 4, 727, 1024, 10, {FirstStep::entropy, {55, 8}, {179}, {Tail::exact}}));
  CHECK_FALSE(refuted(55, 4, 727, 1024, 10, {FirstStep::entropy, {55, 9}, {180}, {Tail::exact}}));
  CHECK_FALSE(refuted(55, 4, 727, 1000, 10, chain));
  CHECK_FALSE(refuted(55, 3, 727, 1024, 10, chain));
  CHECK_FALSE(refuted(56, 4, 727, 1024, 10, chain));
  CHECK_FALSE(refuted(55, 4, 600, 1024, 10, chain));
  CHECK_FALSE(refuted(55, 4, 727, 1024, 11, chain));
  const std::string text = to_json(chain);
  CHECK(to_json(parse_chain(text, "again.json")) == text);
}

TEST_CASE("chain: three steps") {
  const auto instance = [](std::uint32_t q2, std::uint32_t q3, std::uint32_t m = 2) {
    return make(Task(m, {1, 1}, {2, q2, q3}), {3, 1, {}});
  };
  const Chain chain = {FirstStep::single, {2, 1, 1}, {2, 2}, {Tail::none, Tail::exact}};
  // 2·(1 + 2 + 2·2 + 2 + 2) = 22; one more, and 2·2 + 2 are 29.
  const ChainReport report = check_chain(instance(1 << 24, 1 << 15), chain);
  CHECK(report.bits == 29);
  CHECK(report.entries == 2);
  CHECK_FALSE(refutes(instance(1 << 24, 1 << 14), chain));
  // Two points of 2^23 are one with a chance of 2^-23, just not less.
  CHECK_FALSE(refutes(instance(1 << 23, 1 << 15), chain));
  CHECK(refutes(instance((1 << 23) + 1, 1 << 15), chain));
  // Every term is seen: W = 6, x = (3,2,2). 2·2·(6 + 3 + 2·5·2 + 6·3 + 3·2) = 212; 2·212 + 1 + 2·(2·8·2 + 6·3·2) = 561.
  const Instance larger = make(Task(5, {2, 3}, {4, 8, 1U << 31}), {3, 2, {}});
  const Chain wider = {FirstStep::tuples, {3, 2, 2}, {1, 1}, {Tail::exact, Tail::exact}};
  CHECK_THROWS_WITH_AS(check_chain(larger, wider),
                       "found 2^561 classes of the last table for 3 entries of 2147483648 values, expected fewer",
                       CheckFailed);
}

TEST_CASE("chain: four steps, where the middle ones are said in full") {
  // x = (1, …), θ = 1: nothing is to be shown of one value. δ_2 = 3(1 + 1 + 2 + 1 + 1) = 18; 18 + 1 + 2·(3·2 + 2 + 1) = 37;
  // 37 + 1 + (3·2 + 1) = 45.
  const Chain chain = {FirstStep::single, {1, 1, 1, 1}, {1, 1, 1}, {Tail::none, Tail::exact, Tail::exact}};
  const Instance four = make(Task(1, {1, 1, 1}, {2, 2, 2, 1U << 31}), {4, 1, {}});
  CHECK_THROWS_WITH_AS(check_chain(four, chain),
                       "found 2^45 classes of the last table for 1 entries of 2147483648 values, expected fewer",
                       CheckFailed);
}

TEST_CASE("chain: what is said, with every size and number another, as it is computed by hand") {
  const auto says = [](const Instance& instance, const Chain& chain, const char* words) {
    CHECK_THROWS_WITH_AS(check_chain(instance, chain), words, CheckFailed);
  };
  // One value is surely taken, so that no tail asks for anything. δ_2, δ_3, δ_4 are 942, 5625 and 19018.
  says(make(Task(7, {2, 3, 5}, {11, 13, 17, 2}), {4, 2, {}}),
       {FirstStep::tuples, {3, 2, 4, 3}, {1, 1, 1}, {Tail::exact, Tail::exact, Tail::exact}},
       "found 2^19018 classes of the last table for 5 entries of 2 values, expected fewer");
  says(make(Task(2, {2, 3, 5, 2}, {3, 4, 5, 6, 2}), {5, 1, {}}),
       {FirstStep::tuples, {2, 3, 2, 3, 2}, {1, 1, 1, 1}, std::vector<Tail>(4, Tail::exact)},
       "found 2^22817 classes of the last table for 2 entries of 2 values, expected fewer");
  // x_3·n_2·θ_2 points; x_3·δ_3 + 1, δ_3 = 390 + 1 + 2·(3·20 + 31·10 + 10).
  says(make(Task(10, {2, 3, 5}, {10, 1U << 31, 100, 2}), {4, 1, {}}),
       {FirstStep::single, {10, 1, 1, 2}, {10, 2, 3}, {Tail::none, Tail::sets, Tail::exact}},
       "found that 12 points may well have fewer than theta_3 = 3 values, expected a chance below 2^-2303");
  const auto two_steps = [](std::uint32_t m) { return make(Task(m, {4}, {100, 2}), {2, 2, {}}); };
  const auto of_first = [](FirstStep first) { return Chain{first, {2, 3}, {6}, {Tail::exact}}; };
  says(two_steps(6), of_first(FirstStep::tuples),
       "found that 6 points may well have fewer than theta_1 = 6 values, expected a chance below 2^-24");
  // ⌈48/6⌉ and ⌈48/7⌉.
  says(two_steps(6), of_first(FirstStep::entropy),
       "found that 6 points may well have fewer than theta_1 = 6 values, expected a chance below 2^-8");
  says(two_steps(7), of_first(FirstStep::entropy),
       "found that 6 points may well have fewer than theta_1 = 6 values, expected a chance below 2^-7");
}

TEST_CASE("chain: what is none is refused for what it is") {
  const auto says = [](auto change, const char* words) {
    Chain chain = {FirstStep::single, {4, 1}, {4}, {Tail::none}};
    change(chain);
    CHECK_THROWS_WITH_AS(check_chain(make(Task(4, {1}, {4, 8}), {2, 1, {}}), chain), words, CheckFailed);
  };
  says([](Chain& c) { c.x.pop_back(); }, "found 1 x, 1 theta and 1 tails, expected 2, 1 and 1");
  says([](Chain& c) { c.x.push_back(1); }, "found 3 x, 1 theta and 1 tails, expected 2, 1 and 1");
  says([](Chain& c) { c.theta.pop_back(); }, "found 2 x, 0 theta and 1 tails, expected 2, 1 and 1");
  says([](Chain& c) { c.theta.push_back(1); }, "found 2 x, 2 theta and 1 tails, expected 2, 1 and 1");
  says([](Chain& c) { c.tails.pop_back(); }, "found 2 x, 1 theta and 0 tails, expected 2, 1 and 1");
  says([](Chain& c) { c.tails.push_back(Tail::none); }, "found 2 x, 1 theta and 2 tails, expected 2, 1 and 1");
  says([](Chain& c) { c.x[1] = 0; }, "found an x of 0, expected at least 1");
  says([](Chain& c) { c.theta[0] = 0; }, "found theta_1 = 0, expected 1 to q_1");
}

TEST_CASE("chain: a file cannot ask for more work than there is to do") {
  // More values than points: all sequences have fewer, and no table of two thousand million numbers is made.
  const Instance wide = make(Task(4, {1}, {2147483647, 4}), {2, 1, {}});
  CHECK_FALSE(refutes(wide, {FirstStep::tuples, {1, 1}, {500000000}, {Tail::exact}}));
  CHECK_THROWS_AS(check_chain(wide, {FirstStep::tuples, {4, 1000000}, {1000}, {Tail::exact}}), Unsupported);
}
