#include "protocol/input_set.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/error.hpp"

using namespace arcsat;

namespace {

std::vector<Input> inputs_of(const InputSet& set) {
  std::vector<Input> inputs;
  for (std::uint64_t k = 0; k < set.size(); ++k) inputs.push_back(set.input(k));
  return inputs;
}

/// The parts of players ≥ i.
Input projected(const Input& input, Player i) { return {input.begin() + i + 1, input.end()}; }

/// What the class promises of its numbers, from the inputs themselves.
void check_promises(const InputSet& set) {
  const std::vector<Input> inputs = inputs_of(set);
  for (std::size_t k = 1; k < inputs.size(); ++k) {
    // Player L's part is the most significant.
    CHECK(std::lexicographical_compare(inputs[k - 1].rbegin(), inputs[k - 1].rend(), inputs[k].rbegin(),
                                       inputs[k].rend()));
  }
  for (Player i = first_player; i < set.players() - 1; ++i) {
    CAPTURE(i);
    std::vector<Input> distinct;
    for (std::uint64_t k = 0; k < set.size(); ++k) {
      const Input part = projected(inputs[k], i);
      CHECK(set.value(i, k) == part.front());
      if (distinct.empty() || distinct.back() != part) {
        // Consecutive: what was left behind does not come back.
        CHECK(std::find(distinct.begin(), distinct.end(), part) == distinct.end());
        distinct.push_back(part);
        CHECK(set.first_input(i, distinct.size() - 1) == k);
      }
      CHECK(set.projection(i, k) == distinct.size() - 1);
    }
    CHECK(set.projections(i) == distinct.size());
    for (std::uint64_t p = 0; p < set.projections(i); ++p) CHECK(set.projection(i, set.first_input(i, p)) == p);
  }
  CHECK(set.projections(first_player) == set.size());
  for (const Input& input : inputs) CHECK(set.contains(input));
}

/// The product of one list per player, player -1's first. With a list for every player, of the task only the length
/// matters.
InputSet product(const std::vector<std::vector<InputIndex>>& lists) {
  const std::size_t length = lists.size() - 2;
  const Task task(1, std::vector<std::uint32_t>(length - 1, 1), std::vector<std::uint32_t>(length, 1));
  std::map<Player, std::vector<InputIndex>> by_player;
  for (std::size_t k = 0; k < lists.size(); ++k) by_player[static_cast<Player>(k) - 1] = lists[k];
  return InputSet::restricted(task, by_player);
}

void check_equal(const InputSet& one, const InputSet& two) {
  REQUIRE(one.size() == two.size());
  REQUIRE(one.players() == two.players());
  CHECK(inputs_of(one) == inputs_of(two));
  for (Player i = first_player; i < one.players() - 1; ++i) {
    REQUIRE(one.projections(i) == two.projections(i));
    for (std::uint64_t k = 0; k < one.size(); ++k) CHECK(one.projection(i, k) == two.projection(i, k));
    for (std::uint64_t p = 0; p < one.projections(i); ++p) CHECK(one.first_input(i, p) == two.first_input(i, p));
  }
}

}  // namespace

TEST_CASE("input set: all inputs of a task") {
  const Task task(2, {3}, {2, 2});
  const InputSet set = InputSet::all(task);
  CHECK(set.size() == 3 * 2 * 4 * 64);
  CHECK(set.players() == 4);
  CHECK(set.input(0) == Input{0, 0, 0, 0});
  CHECK(set.input(1) == Input{1, 0, 0, 0});
  CHECK(set.input(3) == Input{0, 1, 0, 0});
  CHECK(set.input(6) == Input{0, 0, 1, 0});
  CHECK(set.input(24) == Input{0, 0, 0, 1});
  CHECK(set.input(set.size() - 1) == Input{2, 1, 3, 63});
  CHECK(set.projections(-1) == 1536);
  CHECK(set.projections(0) == 512);
  CHECK(set.projections(1) == 256);
  CHECK(set.projections(2) == 64);
  check_promises(InputSet::all(Task(2, {2}, {2, 2})));
  check_promises(InputSet::all(Task(1, {}, {1})));
}

TEST_CASE("input set: a product and the tuples of all its inputs are the same") {
  const std::vector<std::vector<std::vector<InputIndex>>> products = {
      {{0}, {0}, {0}},
      {{0, 2}, {1}, {0, 1, 5}},
      {{1}, {0, 1}, {3}, {7, 8}},
      {{0, 1, 2}, {0, 1}, {0, 3}, {2, 63}},
      {{5}, {0, 9}, {1, 2}, {4}, {0, 1000000}},
  };
  for (const auto& lists : products) {
    const InputSet all = product(lists);
    check_promises(all);
    std::vector<Input> inputs = inputs_of(all);
    std::mt19937_64 random(3);
    std::shuffle(inputs.begin(), inputs.end(), random);
    inputs.push_back(inputs.front());
    check_equal(all, InputSet::tuples(inputs));
  }
  const Task task(2, {2}, {2, 2});
  check_equal(InputSet::all(task), InputSet::tuples(inputs_of(InputSet::all(task))));
  check_equal(InputSet::all(Task(2, {}, {2})), product({{0}, {0, 1}, {0, 1, 2, 3}}));
}

TEST_CASE("input set: what it does not contain") {
  const std::vector<Input> inputs = {{0, 0, 3}, {1, 0, 3}, {0, 1, 3}, {1, 0, 7}};
  for (const InputSet& set : {InputSet::tuples(inputs), InputSet::restricted(Task(2, {}, {3}), {{1, {3, 7}}})}) {
    std::size_t contained = 0;
    for (Input input(3); input[0] < 3; ++input[0]) {
      for (input[1] = 0; input[1] < 3; ++input[1]) {
        for (input[2] = 0; input[2] < 10; ++input[2]) contained += set.contains(input) ? 1 : 0;
      }
    }
    CHECK(contained == set.size());
    CHECK_FALSE(set.contains({0, 0}));
    CHECK_FALSE(set.contains({0, 0, 3, 0}));
  }
}

TEST_CASE("input set: a list for some players only") {
  const InputSet set = InputSet::restricted(Task(2, {}, {2}), {{1, {1, 3}}});
  check_equal(set, product({{0}, {0, 1}, {1, 3}}));
  // A player without a list costs no memory: this one may hold 2^31 inputs.
  const InputSet large = InputSet::restricted(Task(31, {}, {2}), {{0, {5, 30}}});
  CHECK(large.size() == std::uint64_t{1} << 32);
  CHECK(large.input(large.size() - 1) == Input{0, 30, 0x7fffffff});
}

TEST_CASE("input set: tuples that are no product") {
  const InputSet set = InputSet::tuples({{1, 0, 7}, {0, 0, 3}, {0, 1, 3}, {1, 0, 3}, {0, 0, 3}});
  check_promises(set);
  CHECK(inputs_of(set) == std::vector<Input>{{0, 0, 3}, {1, 0, 3}, {0, 1, 3}, {1, 0, 7}});
  CHECK(set.projections(0) == 3);
  CHECK(set.projections(1) == 2);
  std::mt19937_64 random(4);
  for (int round = 0; round < 20; ++round) {
    std::vector<Input> inputs(1 + random() % 30);
    for (Input& input : inputs) {
      for (int p = 0; p < 4; ++p) input.push_back(static_cast<InputIndex>(random() % 3));
    }
    check_promises(InputSet::tuples(inputs));
  }
}

TEST_CASE("input set: values far out are no problem") {
  const InputSet set = InputSet::tuples({{0x7fffffff, 0, 0}, {0, 0, 0x7fffffff}});
  check_promises(set);
  CHECK(set.value(1, 1) == 0x7fffffff);
}

TEST_CASE("input set: exactly up to 2^62 inputs") {
  // 2^31 · 2^31 and one function z_3 more.
  const Task most(1U << 31, {1U << 31, 1}, {1, 1, 1});
  CHECK(InputSet::all(most).size() == std::uint64_t{1} << 62);
  CHECK(InputSet::all(most).input((std::uint64_t{1} << 62) - 1) == Input{0x7fffffff, 0x7fffffff, 0, 0, 0});
  CHECK(InputSet::all(Task(30, {1}, {2, 4})).size() == (std::uint64_t{30} << 30) * 16);
  const auto refused = [](const Task& task, const std::string& words) {
    const InputSet all = InputSet::all(task);
    CHECK_FALSE(all.numbered());
    CHECK_THROWS_WITH_AS((void)all.size(), words.c_str(), Unsupported);
    CHECK_THROWS_WITH_AS((void)all.projections(first_player), words.c_str(), Unsupported);
  };
  refused(Task(1U << 31, {1U << 31, 1}, {1, 1, 2}),
          "found at least 4611686018427387904·2 inputs in all, expected at most 2^62");
  refused(Task(31, {1}, {2, 1U << 15}), "found at least 66571993088·1073741824 inputs in all, expected at most 2^62");
  refused(Task(2, {19}, {4, 4}),
          "found 4^76 inputs of player 2, expected at most 2^31 where they are numbered one by one");
}

TEST_CASE("input set: the players before one whose inputs have no numbers have theirs") {
  const Task task(2, {19}, {4, 4});
  const InputSet all = InputSet::all(task);
  CHECK(all.stride(2) == 19 * 2 * 16);
  CHECK(all.values(1) == 16);
  CHECK_THROWS_AS((void)all.values(2), Unsupported);
  CHECK(all.input(19 * 2 * 16 - 1) == Input{18, 1, 15, 0});
  CHECK(all.contains({18, 1, 15, 0xffffffffU}));
  CHECK_FALSE(all.contains({18, 1, 16, 0}));
  // After such a player nobody's have.
  const InputSet early = InputSet::all(Task(32, {1}, {2, 2}));
  CHECK(early.stride(1) == 32);
  CHECK_THROWS_AS((void)early.stride(2), Unsupported);
  CHECK(early.values(2) == 4);
  // A list has numbers, whatever it is a list of.
  const InputSet listed = InputSet::restricted(task, {{2, {0, 0x7fffffff}}});
  CHECK(listed.size() == 19 * 2 * 16 * 2);
  CHECK(listed.input(listed.size() - 1) == Input{18, 1, 15, 0x7fffffff});
}
