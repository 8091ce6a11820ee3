#include "encoders/reachable.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace arcsat;

namespace {

/// Compares with the definition: the distinct (a_j, a_i), numbered by first use over the inputs in order.
void check(const InputSet& inputs) {
  for (Player receiver = first_player; receiver < inputs.players() - 2; ++receiver) {
    std::vector<InputIndex> held;
    for (Player sender = receiver + 1; sender < inputs.players() - 1; ++sender) {
      const ReachablePairs pairs(inputs, sender, receiver);
      std::vector<std::pair<InputIndex, InputIndex>> expected;
      for (std::uint64_t k = 0; k < inputs.size(); ++k) {
        const std::pair pair(inputs.value(sender, k), inputs.value(receiver, k));
        auto place = std::find(expected.begin(), expected.end(), pair);
        if (place == expected.end()) place = expected.insert(expected.end(), pair);
        CHECK(pairs.of(inputs.projection(receiver, k)) == static_cast<std::uint32_t>(place - expected.begin()));
      }
      REQUIRE(pairs.size() == expected.size());
      for (std::size_t p = 0; p < expected.size(); ++p) {
        CHECK(pairs.pair(p).sender == expected[p].first);
        CHECK(pairs.pair(p).receiver == expected[p].second);
      }
    }
    const ReachableInputs reachable(inputs, receiver);
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      const InputIndex value = inputs.value(receiver, k);
      if (std::find(held.begin(), held.end(), value) == held.end()) held.push_back(value);
      CHECK(reachable.value(reachable.of(inputs.projection(receiver, k))) == value);
    }
    REQUIRE(reachable.size() == held.size());
    for (std::size_t p = 0; p < held.size(); ++p) CHECK(reachable.value(p) == held[p]);
  }
}

}  // namespace

TEST_CASE("reachable: pairs and inputs by their definition") {
  check(InputSet::all(Task(2, {}, {3})));
  check(InputSet::all(Task(2, {2}, {2, 2})));
  check(InputSet::restricted(Task(2, {3}, {3, 3}), {{-1, {0, 2}}, {0, {1}}, {1, {0, 7}}, {2, {5, 6, 7}}}));
  check(InputSet::tuples({{0, 0, 0}}));
  check(InputSet::tuples({{0, 1, 5}, {0, 0, 5}, {1, 1, 2}, {0, 0, 2}, {1, 0, 9}}));
  check(InputSet::tuples({{0, 1, 3, 0}, {1, 0, 0, 3}, {1, 1, 3, 3}, {0, 0, 3, 3}, {0, 0, 3, 7}}));
}

TEST_CASE("reachable: all pairs where nothing is restricted, only some where something is") {
  const InputSet all = InputSet::all(Task(2, {3}, {2, 2}));
  CHECK(ReachablePairs(all, 2, 0).size() == 64 * 2);
  CHECK(ReachablePairs(all, 1, -1).size() == 4 * 3);
  CHECK(ReachableInputs(all, -1).size() == 3);
  // z_0 and z_1 go together: two pairs of four.
  const InputSet diagonal = InputSet::tuples({{0, 0, 0}, {0, 1, 3}});
  CHECK(ReachablePairs(diagonal, 1, 0).size() == 2);
  CHECK(ReachablePairs(diagonal, 1, -1).size() == 2);
}
