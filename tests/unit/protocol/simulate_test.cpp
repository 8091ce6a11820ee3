#include "protocol/simulate.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

namespace {

using Key = std::vector<std::uint32_t>;

std::shared_ptr<const Instance> make(Task task, Model model) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, std::move(model));
}

void sort_all(Protocol& protocol) {
  for (std::size_t number = 0; number < protocol.instance().messages(); ++number) protocol.slot(number).sort();
  protocol.output().sort();
}

/// L = 1, m = 2, q = 2, E = 2, c = 1, by hand: player 1 tells player 0 its whole next answer z_1(z_0), since it sees
/// z_0; player 0 passes it on.
Protocol relay() {
  const auto instance = make(Task(2, {}, {2}), {2, 1, {}});
  Protocol protocol(instance);
  for (std::uint32_t z0 = 0; z0 < 2; ++z0) {
    protocol.slot(instance->number({1, 0, -1})).add(Key{z0, 0}, 0);
    for (std::uint32_t z1 = 0; z1 < 4; ++z1) {
      protocol.slot(instance->number({1, 1, 0})).add(Key{z1, z0}, z1 >> z0 & 1);
      protocol.slot(instance->number({2, 1, 0})).add(Key{z1, z0, z1 >> z0 & 1}, 0);
    }
    for (std::uint32_t heard = 0; heard < 2; ++heard) {
      // Sender 0: its input and what player 1 told it; receiver -1: w and two zeros.
      protocol.slot(instance->number({2, 0, -1})).add(Key{z0, heard, 0, 0, 0}, heard);
    }
  }
  for (std::uint32_t z1 = 0; z1 < 4; ++z1) {
    protocol.slot(instance->number({1, 1, -1})).add(Key{z1, 0}, 0);
    protocol.slot(instance->number({2, 1, -1})).add(Key{z1, 0, 0, 0}, 0);
  }
  for (std::uint32_t heard = 0; heard < 2; ++heard) protocol.output().add(Key{0, 0, 0, heard, 0}, heard);
  sort_all(protocol);
  return protocol;
}

}  // namespace

TEST_CASE("simulate: a protocol made by hand, message by message") {
  const Protocol protocol = relay();
  for (std::uint32_t z0 = 0; z0 < 2; ++z0) {
    for (std::uint32_t z1 = 0; z1 < 4; ++z1) {
      const std::uint32_t answer = z1 >> z0 & 1;
      const Transcript run = simulate(protocol, Input{0, z0, z1});
      // Epoch 1: 0 → -1, 1 → -1, 1 → 0; epoch 2 alike.
      CHECK(run.values == Key{0, 0, answer, answer, 0, 0});
      CHECK(run.answer == answer);
      CHECK(run.answer == protocol.instance().task().answer(Input{0, z0, z1}));
    }
  }
}

TEST_CASE("simulate: a missing row is named with its views and the input") {
  const auto instance = make(Task(2, {}, {2}), {1, 1, {}});
  Protocol protocol(instance);
  CHECK_THROWS_WITH_AS(simulate(protocol, Input{0, 1, 3}),
                       "epoch 1, player 0 to player -1: no row for the views [1,0] on input [0,1,3]", CheckFailed);
  protocol.slot(instance->number({1, 0, -1})).add(Key{1, 0}, 1);
  CHECK_THROWS_WITH_AS(simulate(protocol, Input{0, 1, 3}),
                       "epoch 1, player 1 to player -1: no row for the views [3,0] on input [0,1,3]", CheckFailed);
  protocol.slot(instance->number({1, 1, -1})).add(Key{3, 0}, 0);
  CHECK_THROWS_WITH_AS(simulate(protocol, Input{0, 1, 3}),
                       "epoch 1, player 1 to player 0: no row for the views [3,1] on input [0,1,3]", CheckFailed);
  protocol.slot(instance->number({1, 1, 0})).add(Key{3, 1}, 0);
  CHECK_THROWS_WITH_AS(simulate(protocol, Input{0, 1, 3}), "output: no row for the final view [0,1,0] on input [0,1,3]",
                       CheckFailed);
  protocol.output().add(Key{0, 1, 0}, 1);
  CHECK(simulate(protocol, Input{0, 1, 3}).answer == 1);
  CHECK_THROWS_AS(simulate(protocol, Input{0, 0, 3}), CheckFailed);
}

TEST_CASE("simulate: later epochs' missing rows show the inboxes") {
  const auto instance = make(Task(1, {}, {2}), {2, 1, {}});
  Protocol protocol(instance);
  protocol.slot(instance->number({1, 0, -1})).add(Key{0, 0}, 1);
  protocol.slot(instance->number({1, 1, -1})).add(Key{1, 0}, 0);
  protocol.slot(instance->number({1, 1, 0})).add(Key{1, 0}, 1);
  CHECK_THROWS_WITH_AS(simulate(protocol, Input{0, 0, 1}),
                       "epoch 2, player 0 to player -1: no row for the views [0,1,0,1,0] on input [0,0,1]",
                       CheckFailed);
}

TEST_CASE("simulate: messages without bits need no rows and are 0") {
  const auto instance = make(Task(1, {}, {2}), {2, 0, {{{2, 1, -1}, 1}}});
  Protocol protocol(instance);
  for (std::uint32_t z1 = 0; z1 < 2; ++z1) {
    protocol.slot(instance->number({2, 1, -1})).add(Key{z1, 0, 0, 0}, z1);
    protocol.output().add(Key{0, 0, 0, 0, z1}, z1);
  }
  for (std::uint32_t z1 = 0; z1 < 2; ++z1) {
    const Transcript run = simulate(protocol, Input{0, 0, z1});
    CHECK(run.values == Key{0, 0, 0, 0, z1, 0});
    CHECK(run.answer == z1);
  }
}
