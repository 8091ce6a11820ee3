#include "encoders/control_inputs.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "../../decoder.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), {});
}

/// Every allowed input's control input is the input without its last part, and the answer's bits are coordinates.
void check(const Instance& instance) {
  const ControlInputs controls(test::decoder(instance), 10'000);
  const InputSet& inputs = instance.inputs();
  std::map<Input, std::uint64_t> number_of;
  for (std::uint64_t x = 0; x < controls.set().size(); ++x) number_of.emplace(controls.set().input(x), x);
  CHECK(number_of.size() == controls.set().size());
  std::set<Input> distinct;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    Input input = inputs.input(k);
    const std::uint32_t answer = instance.task().answer(input);
    std::uint64_t table = 0;
    std::uint64_t rest = input.back();
    for (unsigned at = 0; rest != 0; at += controls.answer_bits(), rest /= instance.task().answers()) {
      table |= rest % instance.task().answers() << at;
    }
    input.pop_back();
    distinct.insert(input);
    std::uint64_t bits = 0;
    for (unsigned bit = 0; bit < controls.answer_bits(); ++bit) {
      const unsigned coordinate = controls.coordinate(number_of.at(input), bit);
      REQUIRE(coordinate < controls.dimension());
      if ((table >> controls.among_all(coordinate) & 1) != 0) bits |= std::uint64_t{1} << bit;
    }
    REQUIRE(bits == answer);
  }
  CHECK(controls.set().size() == distinct.size());
}

}  // namespace

TEST_CASE("control inputs: all inputs") {
  check(make(Task(3, {}, {3})));
  check(make(Task(2, {2}, {2, 4})));
  check(make(Task(2, {2}, {3, 3})));
  check(make(Task(2, {2, 2}, {2, 2, 2})));
  check(make(Task(2, {2, 1}, {2, 3, 2})));
  check(make(Task(2, {1}, {2, 1})));
  check(make(Task(1, {}, {1})));
}

TEST_CASE("control inputs: dimensions") {
  const ControlInputs all(test::decoder(make(Task(2, {2}, {3, 5}))), 100);
  CHECK(all.set().size() == 2 * 2 * 9);
  CHECK(all.answer_bits() == 3);
  CHECK(all.dimension() == 3 * 6);
  const ControlInputs constant(test::decoder(make(Task(2, {2}, {3, 1}))), 100);
  CHECK(constant.dimension() == 0);
  // z_1 never is 1, w is never 1: only the positions (0, 0) and (0, 2) are asked for.
  const ControlInputs restricted(test::decoder(make(Task(2, {2}, {3, 2}), {{{1, {0, 2, 6, 8}}, {-1, {0}}}, {}, false})),
                                 100);
  CHECK(restricted.set().size() == 8);
  CHECK(restricted.dimension() == 2);
  CHECK(restricted.among_all(0) == 0);
  CHECK(restricted.among_all(1) == 2);
}

TEST_CASE("control inputs: lists and tuples") {
  check(make(Task(2, {2}, {3, 2}), {{{1, {0, 2, 6, 8}}, {-1, {0}}}, {}, false}));
  check(make(Task(2, {2}, {2, 3}), {{{0, {1}}, {1, {3, 1}}, {2, {5, 80, 7}}}, {}, false}));
  check(make(Task(2, {1}, {2, 2}), {{{2, {3}}}, {}, false}));
  std::mt19937_64 random(7);
  const Task task(2, {2, 1}, {2, 3, 2});
  for (int round = 0; round < 50; ++round) {
    Restriction restriction{{}, {}, true};
    for (std::uint64_t count = 1 + random() % 20; count > 0; --count) {
      Input input;
      for (Player p = first_player; p <= task.length(); ++p) {
        input.push_back(static_cast<InputIndex>(random() % std::min<std::uint64_t>(task.domain(p), 4)));
      }
      restriction.tuples.push_back(input);
    }
    check(make(task, restriction));
  }
}

TEST_CASE("control inputs: too many of them") {
  CHECK_NOTHROW(ControlInputs(test::decoder(make(Task(2, {2}, {2, 4}))), 16));
  CHECK_THROWS_WITH_AS(ControlInputs(test::decoder(make(Task(2, {2}, {2, 4}))), 15),
                       "the instance has 16 inputs of the players before the last, the encoder xor takes at most 15",
                       LimitReached);
  CHECK_THROWS_WITH_AS(ControlInputs(test::decoder(make(Task(2, {}, {2}), {{}, {{0, 0, 0}, {0, 0, 1}}, true})), 1),
                       "the instance has 2 inputs given as tuples, the encoder xor takes at most 1", LimitReached);
}
