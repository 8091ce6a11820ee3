#include "certify/witness.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace arcsat;

namespace {

using Key = std::vector<std::uint32_t>;

/// L = 1, m = 2, q = 2, one epoch: z_0 and z_1 are sent in the clear.
const std::shared_ptr<const Instance>& instance() {
  static const auto shared = std::make_shared<const Instance>("", Task(2, {}, {2}), Restriction{}, Model{1, 2, {}});
  return shared;
}

Protocol in_the_clear() {
  ProtocolBuilder builder(instance());
  for (std::uint64_t k = 0; k < instance()->inputs().size(); ++k) {
    const Input input = instance()->inputs().input(k);
    Transcript run{{0, 0, 0}, instance()->task().answer(input)};
    run.values[instance()->number({1, 0, -1})] = input[1];
    run.values[instance()->number({1, 1, -1})] = input[2];
    builder.record(k, run);
  }
  return builder.finish();
}

/// The same rows, one changed: `change` gets each row and may drop it (false).
template <typename Change>
LookupTable changed(const LookupTable& table, Change change) {
  LookupTable result(table.key_length());
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::uint32_t value = table.value(row);
    if (change(table.key(row), value)) result.add(table.key(row), value);
  }
  result.sort();
  return result;
}

}  // namespace

TEST_CASE("witness: a right protocol, and what its replay proved") {
  const WitnessReport report = check_witness(in_the_clear(), Budget());
  CHECK(report.inputs == 8);
  CHECK(report.rows == 2 + 4 + 8 + 8);
}

TEST_CASE("witness: one wrong answer of eight") {
  Protocol protocol = in_the_clear();
  protocol.output() = changed(protocol.output(), [](auto key, std::uint32_t& value) {
    if (key[1] == 1 && key[2] == 2) value = 0;
    return true;
  });
  CHECK_THROWS_WITH_AS(check_witness(protocol, Budget()),
                       "input [0,1,2]: the protocol answers 0, the right answer is 1", CheckFailed);
}

TEST_CASE("witness: an answer that is none is wrong, too") {
  Protocol protocol = in_the_clear();
  protocol.output() = changed(protocol.output(), [](auto key, std::uint32_t& value) {
    if (key[1] == 0 && key[2] == 0) value = 77;
    return true;
  });
  CHECK_THROWS_WITH_AS(check_witness(protocol, Budget()),
                       "input [0,0,0]: the protocol answers 77, the right answer is 0", CheckFailed);
}

TEST_CASE("witness: a wrong message shows in an answer or in a row that is missing") {
  for (std::uint32_t instead = 0; instead < 4; ++instead) {
    Protocol protocol = in_the_clear();
    LookupTable& table = protocol.slot(instance()->number({1, 1, -1}));
    table = changed(table, [&](auto key, std::uint32_t& value) {
      if (key[0] == 1) value = instead;
      return true;
    });
    if (instead == 1) {
      CHECK(check_witness(protocol, Budget()).inputs == 8);
    } else {
      CHECK_THROWS_AS(check_witness(protocol, Budget()), CheckFailed);
    }
  }
}

TEST_CASE("witness: a missing row") {
  Protocol protocol = in_the_clear();
  LookupTable& table = protocol.slot(instance()->number({1, 1, -1}));
  table = changed(table, [](auto key, std::uint32_t&) { return key[0] != 3; });
  CHECK_THROWS_WITH_AS(check_witness(protocol, Budget()),
                       "epoch 1, player 1 to player -1: no row for the views [3,0] on input [0,0,3]", CheckFailed);
  Protocol mute = in_the_clear();
  mute.output() = changed(mute.output(), [](auto key, std::uint32_t&) { return key[2] != 3; });
  CHECK_THROWS_WITH_AS(check_witness(mute, Budget()), "output: no row for the final view [0,0,3] on input [0,0,3]",
                       CheckFailed);
}

TEST_CASE("witness: a value that is too wide, even where no input leads") {
  Protocol protocol = in_the_clear();
  LookupTable& table = protocol.slot(instance()->number({1, 0, -1}));
  table = changed(table, [](auto, std::uint32_t& value) { return value += 4, true; });
  CHECK_THROWS_WITH_AS(check_witness(protocol, Budget()),
                       "epoch 1, player 0 to player -1: the value 4 does not fit in 2 bits", CheckFailed);
  Protocol beyond = in_the_clear();
  beyond.slot(instance()->number({1, 1, 0})).add(Key{9, 9}, 4);
  beyond.slot(instance()->number({1, 1, 0})).sort();
  CHECK_THROWS_WITH_AS(check_witness(beyond, Budget()),
                       "epoch 1, player 1 to player 0: the value 4 does not fit in 2 bits", CheckFailed);
  // A message without bits is 0.
  const auto narrow = std::make_shared<const Instance>("", Task(1, {}, {1}), Restriction{}, Model{1, 0, {}});
  Protocol speaks(narrow);
  speaks.output().add(Key{0, 0, 0}, 0);
  CHECK(check_witness(speaks, Budget()).inputs == 1);
  speaks.slot(0).add(Key{0, 0}, 1);
  CHECK_THROWS_WITH_AS(check_witness(speaks, Budget()),
                       "epoch 1, player 0 to player -1: the value 1 does not fit in 0 bits", CheckFailed);
}

TEST_CASE("witness: only the allowed inputs count") {
  Restriction restriction;
  restriction.by_tuples = true;
  restriction.tuples = {{0, 0, 1}, {0, 1, 2}};
  const auto restricted = std::make_shared<const Instance>("", Task(2, {}, {2}), restriction, Model{1, 0, {}});
  Protocol protocol(restricted);
  protocol.output().add(Key{0, 0, 0}, 1);  // the answer is 1 on both
  const WitnessReport report = check_witness(protocol, Budget());
  CHECK(report.inputs == 2);
  CHECK(report.rows == 1);
}

TEST_CASE("witness: the time limit is no verdict") {
  CHECK_THROWS_AS(check_witness(in_the_clear(), Budget(0.0, {})), LimitReached);
}
