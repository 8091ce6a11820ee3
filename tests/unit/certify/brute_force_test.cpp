#include "certify/brute_force.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "certify/witness.hpp"
#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

constexpr std::uint64_t many = std::uint64_t{1} << 22;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

Restriction only(std::vector<Input> tuples) { return {{}, std::move(tuples), true}; }

/// The verdict; a witness must replay.
bool realizable(const Shared& instance) {
  CAPTURE(canonical_json(*instance));
  const auto result = brute_force(instance, many, Budget());
  REQUIRE(result);
  CHECK(result->realizable == result->witness.has_value());
  if (result->witness) CHECK(check_witness(*result->witness, Budget()).inputs == instance->inputs().size());
  return result->realizable;
}

/// Protocols tried where none solves, which is how many there are.
std::uint64_t protocols(const Shared& instance) {
  const auto result = brute_force(instance, many, Budget());
  REQUIRE(result);
  CHECK_FALSE(result->realizable);
  return result->protocols;
}

}  // namespace

TEST_CASE("brute force: L = 1, E = 1 is realizable iff 2^c ≥ m and 2^c ≥ q^m") {
  // Where it is realizable the first protocols tried are far from the right one, hence the sizes.
  struct Sizes {
    std::uint32_t m, q, c;
  };
  for (const auto& [m, q, c] : {Sizes{2, 2, 0}, Sizes{2, 2, 1}, Sizes{2, 2, 2}, Sizes{3, 2, 0}, Sizes{3, 2, 1},
                                Sizes{2, 3, 0}, Sizes{2, 3, 1}, Sizes{4, 2, 0}}) {
    const std::uint64_t functions = m == 2 ? q * q : m == 3 ? q * q * q : q * q * q * q;
    const std::uint64_t values = std::uint64_t{1} << c;
    CHECK(realizable(make(Task(m, {}, {q}), {1, c, {}})) == (values >= m && values >= functions));
  }
}

TEST_CASE("brute force: the two bounds are independent") {
  // By width: player 0 needs ⌈log2 m⌉ bits, player 1 ⌈log2 q^m⌉, whatever the other has.
  const Task task(2, {}, {2});
  for (unsigned from_0 = 0; from_0 <= 1; ++from_0) {
    for (unsigned from_1 = 0; from_1 <= 2; ++from_1) {
      CHECK(realizable(make(task, {1, 0, {{{1, 0, -1}, from_0}, {{1, 1, -1}, from_1}}})) ==
            (from_0 >= 1 && from_1 >= 2));
    }
  }
}

TEST_CASE("brute force: counts the protocols") {
  // One message of one bit with two slots, for z_1 has two values: up to 4 protocols.
  const auto two_slots = make(Task(1, {}, {3}), {1, 0, {{{1, 1, -1}, 1}}}, {{{1, {0, 1}}}, {}, false});
  const auto result = brute_force(two_slots, many, Budget());
  REQUIRE(result);
  CHECK(result->realizable);
  CHECK(result->protocols == 2);  // 00 fails, then 01 or 10 solves
  // Three slots: 2^3 protocols, none of which tells three answers apart.
  CHECK(protocols(make(Task(1, {}, {3}), {1, 0, {{{1, 1, -1}, 1}}})) == 8);
  // Two slots of two bits for an answer that depends on z_0, which nobody sends: 4^4.
  CHECK(protocols(make(Task(2, {}, {2}), {1, 0, {{{1, 1, -1}, 2}}})) == 256);
  // No bits, one protocol.
  CHECK(protocols(make(Task(1, {}, {2}), {3, 0, {}})) == 1);
  // In the last epoch only messages to player -1 count.
  CHECK(protocols(make(Task(2, {}, {2}), {1, 0, {{{1, 1, 0}, 3}}})) == 1);
}

TEST_CASE("brute force: later slots are those that earlier messages open") {
  // z_1 → player 0 in epoch 1 (slots: 4·2), then z_0's message over its inbox. Over one value of the first message
  // there are 2 slots of the second, over a first message that splits z_0's view there is one more each.
  const auto instance =
      make(Task(2, {}, {3}), {2, 0, {{{1, 1, 0}, 1}, {{2, 0, -1}, 1}}}, only({{0, 0, 0}, {0, 0, 1}, {0, 0, 2}}));
  // First message: 3 slots. Constant (2 ways): 1 slot after it; else (6 ways): 2 slots. 2·2 + 6·4.
  CHECK(protocols(instance) == 28);
}

TEST_CASE("brute force: known values for two epochs") {
  CHECK(realizable(make(Task::paper_shape(2, {}), {2, 1, {}})));
  CHECK_FALSE(realizable(make(Task::paper_shape(2, {}), {1, 1, {}})));
  // Player 1 tells player 0 the answer, which passes it on.
  CHECK(realizable(make(Task(2, {}, {2}), {2, 0, {{{1, 1, 0}, 1}, {{2, 0, -1}, 1}}})));
  CHECK_FALSE(realizable(make(Task(2, {}, {2}), {2, 0, {{{2, 1, 0}, 1}, {{2, 0, -1}, 1}}})));
}

TEST_CASE("brute force: restricted inputs are easier, never harder") {
  const Task task(2, {}, {2});
  CHECK_FALSE(realizable(make(task, {1, 0, {}})));
  CHECK(realizable(make(task, {1, 0, {}}, only({{0, 1, 2}}))));
  CHECK(realizable(make(task, {1, 0, {}}, only({{0, 1, 2}, {0, 0, 3}}))));
  CHECK_FALSE(realizable(make(task, {1, 0, {}}, only({{0, 1, 2}, {0, 0, 2}}))));
  // Different queries may have different answers without a word.
  CHECK(realizable(make(Task(1, {2}, {1, 2}), {1, 0, {}}, only({{0, 0, 0, 1}, {1, 0, 0, 1}}))));
}

TEST_CASE("brute force: gives up beyond the limit, and says nothing then") {
  const auto instance = make(Task(1, {}, {3}), {1, 0, {{{1, 1, -1}, 1}}});
  CHECK(brute_force(instance, 8, Budget()));
  CHECK_FALSE(brute_force(instance, 7, Budget()));
  CHECK_FALSE(brute_force(instance, 0, Budget()));
}

TEST_CASE("brute force: the time limit") {
  CHECK_THROWS_AS(brute_force(make(Task::paper_shape(3, {}), {2, 2, {}}), UINT64_MAX, Budget(0.1, {})), LimitReached);
}
