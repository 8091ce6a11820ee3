#include "encoders/message_plan.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"

using namespace arcsat;

namespace {

using Kind = MessagePlan::Kind;

Instance make(Task task, int epochs, std::uint32_t bits_per_token) {
  return Instance("", std::move(task), {}, {epochs, bits_per_token, {}});
}

}  // namespace

TEST_CASE("plan: relay absorption of two steps and two epochs") {
  // m = 2 positions fit into 1 bit; the inbox of player 1 has 2 bits, for 1 query times 2 positions.
  const Instance instance = make(Task(2, {1}, {3, 4}), 2, 1);
  const MessagePlan plan(test::decoder(instance), {});
  const auto kind = [&](int epoch, Player from, Player to) { return plan.kind(instance.number({epoch, from, to})); };
  CHECK(kind(1, 0, -1) == Kind::whole);
  CHECK(kind(1, 1, -1) == Kind::table);
  CHECK(kind(1, 2, -1) == Kind::informed);
  CHECK(kind(1, 1, 0) == Kind::table);
  CHECK(kind(1, 2, 0) == Kind::informed);
  CHECK(kind(1, 2, 1) == Kind::relay);
  CHECK(kind(2, 0, -1) == Kind::table);
  CHECK(kind(2, 1, -1) == Kind::listed);
  CHECK(kind(2, 2, -1) == Kind::informed);
  CHECK(kind(2, 1, 0) == Kind::absent);
  CHECK(plan.informed_from(2) == 1);
  CHECK(plan.informed_from(1) == 2);
  CHECK(plan.informed_from(0) == 3);
  CHECK(plan.listed() == instance.number({2, 1, -1}));
}

TEST_CASE("plan: without room in the inbox there is no absorption, and without whole positions no list for player 1") {
  // Two queries times two positions do not fit into two bits.
  const Instance narrow = make(Task(2, {2}, {3, 4}), 2, 1);
  const MessagePlan of_narrow(test::decoder(narrow), {});
  CHECK(of_narrow.informed_from(1) == 3);
  CHECK(of_narrow.kind(narrow.number({1, 2, 1})) == Kind::informed);
  CHECK(of_narrow.kind(narrow.number({2, 1, -1})) == Kind::table);
  // m = 3 positions do not fit into one bit, so z_0 stays unknown; but 1 query times 2 messages fit into 3 bits.
  const Instance wide = make(Task(3, {1}, {2, 3}), 2, 1);
  const MessagePlan of_wide(test::decoder(wide), {});
  CHECK(of_wide.kind(wide.number({1, 0, -1})) == Kind::table);
  CHECK(of_wide.informed_from(1) == 2);
  CHECK(of_wide.kind(wide.number({2, 1, -1})) == Kind::informed);
  CHECK(of_wide.listed() == wide.messages());
}

TEST_CASE("plan: what one epoch tells of z_0 comes too late for a list") {
  const Instance instance = make(Task(2, {}, {2}), 1, 1);
  const MessagePlan plan(test::decoder(instance), {});
  CHECK(plan.kind(instance.number({1, 0, -1})) == Kind::whole);
  CHECK(plan.listed() == instance.messages());
}

TEST_CASE("plan: a view's shape has the receiver's input and what those between told it") {
  const Instance instance = make(Task(3, {1}, {2, 3}), 2, 1);
  const MessagePlan plan(test::decoder(instance), {});
  const auto shape = plan.view_shape(-1, 2, 2);
  REQUIRE(shape.size() == 3);
  CHECK(shape[0].number == instance.messages());
  CHECK(shape[0].values == 1);
  CHECK(shape[1].number == instance.number({1, 0, -1}));
  CHECK(shape[1].values == 2);
  CHECK(shape[2].number == instance.number({1, 1, -1}));
  CHECK(plan.view_shape(-1, 2, 1).size() == 1);
}

TEST_CASE("plan: each idea can be left out") {
  const Instance instance = make(Task(2, {1}, {3, 4}), 2, 1);
  Simplifications none;
  none.whole = none.relays = none.lists = false;
  const MessagePlan plan(test::decoder(instance), none);
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    CHECK(plan.kind(number) == (instance.matters(instance.message(number)) ? Kind::table : Kind::absent));
  }
}
