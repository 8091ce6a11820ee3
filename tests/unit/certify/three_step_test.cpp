#include "certify/three_step.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/three_step_file.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Model model, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), std::move(model));
}

bool refutes(const Instance& instance, const ThreeStepBound& bound) {
  try {
    check_three_step(instance, bound);
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

constexpr ThreeStepBound counted = {FirstTables::counted, 154, 6, 1, 2, 1500, 4};
constexpr ThreeStepBound constants = {FirstTables::constants, 61, 16, 1, 2, 342, 4};

Instance eight(std::uint32_t m = 8, std::uint32_t n1 = 3720, std::uint32_t n2 = 89'282'537, std::uint32_t q = 8,
               std::uint32_t c = 3, int epochs = 3) {
  return make(Task(m, {n1, n2}, {q, q, q}), {epochs, c, {}});
}

template <typename Change>
ThreeStepBound changed(ThreeStepBound bound, Change change) {
  change(bound);
  return bound;
}

}  // namespace

TEST_CASE("three steps: the separation at c = 3 = log2 of every size but n") {
  const ThreeStepReport report = check_three_step(eight(), counted);
  CHECK(report.ahead == Integer(3) * 89'282'536);
  CHECK(report.in_row == 9);
  CHECK(report.entries == 4);
  CHECK(report.rows == 89'282'537);
  CHECK(refutes(eight(8, 3720, 89'282'537, 8, 3, 2), counted));
  CHECK_FALSE(refutes(eight(8, 3720, 89'282'537, 8, 3, 4), counted));
  CHECK_FALSE(refutes(eight(8, 3720, 89'282'536), counted));
  CHECK_FALSE(refutes(eight(8, 3719), counted));
  CHECK_FALSE(refutes(eight(9), counted));
  CHECK_FALSE(refutes(eight(8, 3720, 89'282'537, 7), counted));
  CHECK_FALSE(refutes(eight(8, 3720, 89'282'537, 8, 4), counted));
  const std::string text = to_json(counted);
  CHECK(to_json(parse_three_step_bound(text, "again.json")) == text);
}

TEST_CASE("three steps: each number by one") {
  // With more rows than are needed, so that what is said ahead of them decides nothing.
  const Instance roomy = eight(8, 3720, 100'000'000);
  CHECK(refutes(roomy, counted));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.p1 = 153; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.p1 = 155; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.r = 7; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.a = 513, b.b = 1025; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.h = 3; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.h = 5; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.p2 = 1499; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.tables = FirstTables::constants; })));
  // Choices of more values than there are would never be bad.
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.r = 10; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.h = 10; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.r = 0; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.h = 0; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.p1 = 0; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.p2 = 0; })));
  CHECK_FALSE(refutes(roomy, changed(counted, [](auto& b) { b.a = 0; })));
}

TEST_CASE("three steps: constant tables, by the pigeonhole") {
  const auto instance = [](std::uint32_t n1 = 124, std::uint32_t n2 = 5'173'904, std::uint32_t q1 = 61) {
    return make(Task(1, {n1, n2}, {q1, 4, 4}), {3, 2, {}});
  };
  CHECK(refutes(instance(), constants));
  CHECK_FALSE(refutes(instance(124, 5'173'903), constants));
  CHECK_FALSE(refutes(instance(123), constants));
  CHECK_FALSE(refutes(instance(200, 10'000'000), changed(constants, [](auto& b) { b.p1 = 60; })));
  CHECK_FALSE(refutes(instance(200, 10'000'000), changed(constants, [](auto& b) { b.p1 = 62; })));
  CHECK(refutes(instance(200, 10'000'000), constants));
  CHECK(refutes(instance(200, 10'000'000, 62), changed(constants, [](auto& b) { b.p1 = 62, b.p2 = 400; })));
  CHECK_FALSE(refutes(instance(200, 10'000'000), changed(constants, [](auto& b) { b.r = 17; })));
}

TEST_CASE("three steps: instances of another kind") {
  const Task task(1, {124, 5'173'904}, {61, 4, 4});
  CHECK(refutes(make(task, {3, 2, {}}), constants));
  CHECK_FALSE(refutes(make(task, {3, 2, {{{1, 2, 1}, 2}}}), constants));
  CHECK_FALSE(refutes(make(task, {3, 2, {}, Encoder{}}), constants));
  CHECK_FALSE(refutes(make(task, {3, 2, {}, ChainOfThought{1, 1}}), constants));
  CHECK_FALSE(refutes(make(task, {3, 2, {}}, {{{1, {0, 1}}}, {}, false}), constants));
  CHECK_FALSE(refutes(make(Task(1, {124}, {61, 4}), {2, 2, {}}), constants));
}

TEST_CASE("three steps: the smallest bound, all of whose numbers but b are 1, is exact") {
  constexpr ThreeStepBound ones = {FirstTables::constants, 1, 1, 1, 4, 1, 1};
  // (2): C² ≤ 4. κ = 2 + 2 + 2, and 3 for the row: 9 bits.
  CHECK(refutes(make(Task(1, {1, 1}, {1, 1, 513}), {3, 1, {}}), ones));
  CHECK_FALSE(refutes(make(Task(1, {1, 1}, {1, 1, 512}), {3, 1, {}}), ones));
  CHECK(refutes(make(Task(1, {1, 1}, {1, 1, 513}), {1, 1, {}}), ones));
  CHECK_FALSE(refutes(make(Task(1, {1, 1, 1}, {1, 1, 513, 2}), {3, 1, {}}), ones));
  CHECK_THROWS_AS(check_three_step(make(Task(1, {1, 1}, {1, 1, 513}), {3, 32, {}}), ones), Unsupported);
  const auto many = changed(counted, [](auto& b) { b.p2 = std::uint64_t{1} << 40; });
  CHECK_THROWS_AS(check_three_step(eight(), many), Unsupported);
}

TEST_CASE("three steps: shares of which neither number is 1, and equality does not do") {
  // (3): 16^4·(4·4)^p_2 < (2·16)^p_2, that is 2^16 < 2^p_2.
  const Instance instance = make(Task(1, {2, 3}, {1, 16, 65'536}), {3, 1, {}});
  CHECK(refutes(instance, {FirstTables::constants, 1, 1, 2, 4, 17, 2}));
  CHECK_FALSE(refutes(instance, {FirstTables::constants, 1, 1, 2, 4, 16, 2}));
}

TEST_CASE("three steps: what is no bound is refused for what it is") {
  const auto refused = [](const char* words, auto change) {
    CHECK_THROWS_WITH_AS(check_three_step(eight(), changed(counted, change)),
                         (std::string("found numbers of another kind, expected ") + words).c_str(), CheckFailed);
  };
  refused("p_1 and p_2 of at least 1", [](auto& b) { b.p1 = 0; });
  refused("p_1 and p_2 of at least 1", [](auto& b) { b.p2 = 0; });
  refused("1 <= r <= q_1", [](auto& b) { b.r = 0; });
  refused("1 <= r <= q_1", [](auto& b) { b.r = 9; });
  refused("1 <= a <= b", [](auto& b) { b.a = 0; });
  refused("1 <= a <= b", [](auto& b) { b.a = 3; });
  refused("1 <= h <= q_2", [](auto& b) { b.h = 0; });
  refused("1 <= h <= q_2", [](auto& b) { b.h = 9; });
}

TEST_CASE("three steps: the file is read back with either kind of tables, and nothing else is one") {
  const std::string text = to_json(constants);
  CHECK(to_json(parse_three_step_bound(text, "again.json")) == text);
  for (const auto& [old, instead] :
       std::initializer_list<std::pair<std::string, std::string>>{{"constants", "some"},
                                                                  {"arcsat-three-steps", "arcsat-three-step"},
                                                                  {"[1,2]", "[1,2,3]"},
                                                                  {"[1,2]", "[1]"}}) {
    std::string changed = text;
    const std::size_t place = changed.find(old);
    REQUIRE(place != std::string::npos);
    changed.replace(place, old.size(), instead);
    CHECK_THROWS_AS(parse_three_step_bound(changed, "f"), InputError);
  }
}
