#include "encoders/sums_shape.hpp"

#include <doctest/doctest.h>

#include <set>

#include "../../decoder.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Model model, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), std::move(model));
}

const SumsMessage& sent(const SumsShape& shape, const Message& message) {
  for (const SumsMessage& one : shape.messages()) {
    if (one.message == message) return one;
  }
  FAIL("no such message");
  return shape.messages().front();
}

}  // namespace

TEST_CASE("XOR shape: two steps, two epochs") {
  // 2 queries, 2 starts, 9 tables z_1: 36 control inputs, 18 at level 0, 9 at level 1; z_2 has 6 positions of 2 bits.
  const Instance instance = make(Task(2, {2}, {3, 4}), {2, 1, {}});
  const SumsShape shape(test::decoder(instance));
  CHECK(shape.messages().size() == 6 + 3);
  const SumsMessage& direct = sent(shape, {1, 2, -1});
  CHECK_FALSE(direct.control);
  CHECK(direct.vector_rows.count() == 2);
  const SumsMessage& position = sent(shape, {1, 0, -1});
  CHECK(position.control);
  CHECK_FALSE(position.data);
  CHECK(position.pair_rows.count() == 4);
  CHECK(sent(shape, {1, 1, 0}).pair_rows.count() == 18);
  CHECK(sent(shape, {1, 2, 1}).vector_rows.count() == 9);
  CHECK(sent(shape, {1, 2, 1}).width == 2);
  const SumsMessage& relay = sent(shape, {2, 1, -1});
  CHECK(relay.mixed());
  CHECK(relay.held_bits == 2);
  CHECK(shape.held_by_sender(relay).size() == 2);
  CHECK(relay.pair_rows.count() == 36);
  CHECK(relay.vector_rows.count() == 36);
  CHECK(relay.receiver_rows.count() == 36);
  CHECK(sent(shape, {2, 0, -1}).held_bits == 1);
  CHECK(sent(shape, {2, 2, -1}).vector_rows.count() == 36);

  CHECK_FALSE(shape.hears(-1, 0));
  CHECK(shape.hears(-1, 1));
  CHECK(shape.hears(0, 1));
  CHECK_FALSE(shape.hears(1, 1));
  CHECK_FALSE(shape.hears(2, 2));
}

TEST_CASE("XOR shape: variables are numbered without gaps, and their names differ") {
  for (const int epochs : {1, 2, 3}) {
    const Instance instance = make(Task(2, {2}, {2, 3}), {epochs, 1, {{{1, 2, 0}, 0}}});
    const SumsShape shape(test::decoder(instance));
    Formula formula;
    formula.add_variables_of(shape.variables());
    std::set<Var> seen;
    for (const SumsMessage& one : shape.messages()) {
      for (std::uint64_t x = 0; x < shape.controls().set().projections(one.message.receiver); ++x) {
        for (unsigned bit = 0; bit < one.width; ++bit) {
          if (one.control) seen.insert(shape.control(one, x, bit));
          if (one.mixed()) {
            seen.insert(shape.flag(one, x, bit));
            for (std::size_t k = 0; k < one.held_bits; ++k) seen.insert(shape.coefficient(one, x, bit, k));
          }
          for (unsigned k = 0; one.data && k < shape.controls().dimension(); ++k) {
            seen.insert(shape.vector(one, x, bit, k));
          }
        }
      }
    }
    CHECK(seen.size() == static_cast<std::size_t>(formula.variables()));
    CHECK(seen.begin()->dimacs() == 1);
    CHECK(seen.rbegin()->dimacs() == formula.variables());
    std::set<std::string> names;
    for (const Var var : seen) names.insert(formula.name(var));
    CHECK(names.size() == seen.size());
  }
}

TEST_CASE("XOR shape: messages without bits are not there, and who hears nothing holds nothing") {
  const Instance silent = make(Task(2, {1}, {2, 2}), {3, 0, {{{2, 1, -1}, 2}, {{3, 0, -1}, 1}}});
  const SumsShape shape(test::decoder(silent));
  REQUIRE(shape.messages().size() == 2);
  CHECK_FALSE(shape.messages()[0].data);
  CHECK_FALSE(shape.messages()[1].data);
  CHECK_FALSE(shape.hears(-1, 1));
  CHECK(shape.hears(-1, 2));
  // 4 pairs (z_1, w); then (z_0, w) with what is heard: every control input.
  CHECK(shape.messages()[0].pair_rows.count() == 4);
  CHECK(shape.messages()[1].pair_rows.count() == 8);
}

TEST_CASE("XOR shape: too large, in words") {
  CHECK_THROWS_WITH_AS(
      SumsShape(test::decoder(make(Task(4, {1}, {6, 2}), {1, 1, {}}))),
      "the instance has 5184 inputs of the players before the last, the encoder xor takes at most 4096", LimitReached);
  CHECK_THROWS_WITH_AS(SumsShape(test::decoder(make(Task(1, {}, {2}), {400, 1, {}}))),
                       "the instance has more than 1024 messages that matter, the encoder xor takes no more",
                       LimitReached);
  CHECK_THROWS_WITH_AS(SumsShape(test::decoder(make(Task(2, {1}, {16, 2}), {150, 15, {}}))),
                       "the messages of the encoder xor would have more than 2^31 - 1 variables", LimitReached);
}
