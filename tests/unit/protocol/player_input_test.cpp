#include "protocol/player_input.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/error.hpp"

using namespace arcsat;

namespace {

using Entries = PlayerInput::Entries;

PlayerInput sparse(std::uint32_t otherwise, std::vector<std::pair<std::uint64_t, std::uint32_t>> entries) {
  return PlayerInput(SparseTable{otherwise, std::move(entries)});
}

/// Player 1 has 2^3 inputs, player 2 3^10 of 5·2 positions, player 3 2^120 of 40·3 positions; player 4 2^40.
const Task& task() {
  static const Task made(3, {5, 40, 20}, {2, 3, 2, 2});
  return made;
}

std::string complaint(Player p, const PlayerInput& input) {
  try {
    in_its_form(task(), p, input);
  } catch (const CheckFailed& error) {
    return error.what();
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("player input: each player has one form") {
  CHECK(in_its_form(task(), 1, PlayerInput(Entries{1, 0, 1})) == PlayerInput(5));
  CHECK(in_its_form(task(), 1, sparse(1, {{1, 0}})) == PlayerInput(5));
  CHECK(in_its_form(task(), first_player, PlayerInput(Entries{4, 39, 19})) == PlayerInput(3999));
  CHECK(in_its_form(task(), 0, PlayerInput(2)) == PlayerInput(2));
  // 40 entries are few, 120 are not.
  CHECK(in_its_form(task(), 4, sparse(1, {})) == PlayerInput(Entries(40, 1)));
  CHECK(in_its_form(task(), 3, PlayerInput(Entries(120, 1))) == sparse(1, {}));
  CHECK(in_its_form(task(), 3, sparse(1, {{0, 0}, {7, 1}, {119, 0}})) == sparse(1, {{0, 0}, {119, 0}}));
  // As many zeros as ones: 0 is less.
  Entries half(120, 1);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> ones;
  for (std::size_t k = 0; k < 60; ++k) half[k] = 0;
  for (std::uint64_t k = 60; k < 120; ++k) ones.emplace_back(k, 1);
  CHECK(in_its_form(task(), 3, PlayerInput(half)) == sparse(0, ones));
  // One value: index 0, however many positions.
  CHECK(in_its_form(Task(1, {1U << 20}, {1U << 20, 1}), 2, sparse(0, {})) == PlayerInput(0));
  // Queries of a w without an index.
  const Task queries(1, {1U << 16, 1, 1U << 16}, {1, 1, 1, 1});
  CHECK(in_its_form(queries, first_player, sparse(0, {{2, 7}})) == PlayerInput(Entries{0, 0, 7}));
}

TEST_CASE("player input: what is none is refused") {
  CHECK(complaint(1, PlayerInput(8)) == "found the input 8 of player 1, which is not in its domain");
  CHECK(complaint(3, PlayerInput(0)) ==
        "found an index for player 3, expected entries (of one of 2^120 inputs of player 3)");
  CHECK(complaint(1, PlayerInput(Entries{1, 0})) == "found 2 entries in an input of player 1, expected 3");
  CHECK(complaint(1, PlayerInput(Entries{1, 0, 2})) ==
        "found the value 2 in an input of player 1, expected one below 2");
  CHECK(complaint(3, sparse(2, {})) == "found the value 2 in an input of player 3, expected one below 2");
  CHECK(complaint(3, sparse(0, {{5, 1}, {5, 1}})) ==
        "found the position 5 in an input of player 3, expected ascending ones below 120");
  CHECK(complaint(3, sparse(0, {{120, 1}})) ==
        "found the position 120 in an input of player 3, expected ascending ones below 120");
  CHECK(complaint(first_player, sparse(20, {})) == "found the value 20 in an input of player -1, expected one below 5");
}

TEST_CASE("player input: entries, indices and what is asked for do not depend on the form") {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<PlayerInput> inputs = {PlayerInput(static_cast<InputIndex>(random() % 4000)),
                                       PlayerInput(static_cast<InputIndex>(random() % 3)),
                                       PlayerInput(static_cast<InputIndex>(random() % 8))};
    std::vector<Entries> tables(5);
    for (Player l = 2; l <= 4; ++l) {
      Entries& entries = tables[static_cast<std::size_t>(l)];
      for (std::uint64_t k = 0; k < task().positions(l); ++k) {
        entries.push_back(random() % 8 == 0 ? static_cast<std::uint32_t>(random() % task().range(l)) : 0);
      }
      inputs.push_back(in_its_form(task(), l, PlayerInput(entries)));
      for (std::uint64_t k = 0; k < entries.size(); ++k) CHECK(entry_of(task(), l, inputs.back(), k) == entries[k]);
    }
    const InputIndex w = std::get<InputIndex>(inputs[0].form());
    const std::uint32_t first =
        task().entry(1, std::get<InputIndex>(inputs[2].form()), std::get<InputIndex>(inputs[1].form()));
    const std::uint32_t second = tables[2][w % 5 * 2 + first];
    const std::uint32_t third = tables[3][w / 5 % 40 * 3 + second];
    CHECK(asked_position(task(), inputs, 4) == w / 200 * 2 + third);
  }
}

TEST_CASE("player input: the index of what has one below 2^31") {
  CHECK(index_of(task(), 1, PlayerInput(5)) == 5);
  CHECK(index_of(task(), 3, sparse(0, {{0, 1}, {30, 1}})) == (1U << 30) + 1);
  CHECK_FALSE(index_of(task(), 3, sparse(0, {{31, 1}})));
  CHECK_FALSE(index_of(task(), 3, sparse(1, {})));
  CHECK(index_of(task(), 4, PlayerInput(Entries(40, 0))) == 0);
  Entries entries(40, 0);
  entries[30] = 1;
  CHECK(index_of(task(), 4, PlayerInput(entries)) == 1U << 30);
  entries[31] = 1;
  CHECK_FALSE(index_of(task(), 4, PlayerInput(entries)));
  const Task queries(1, {1U << 16, 1, 1U << 16}, {1, 1, 1, 1});
  CHECK(index_of(queries, first_player, PlayerInput(Entries{5, 0, 32767})) == 5 + (32767U << 16));
  CHECK_FALSE(index_of(queries, first_player, PlayerInput(Entries{5, 0, 32768})));
}
