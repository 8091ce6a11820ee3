#include "certify/counting.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"
#include "base/error.hpp"
#include "certify/counting_file.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, int epochs, std::uint32_t bits_per_token, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), {epochs, bits_per_token, {}});
}

/// m = 1: all queries, and all constant tables z_1.
std::vector<CountingContext> all_contexts(std::uint32_t n, std::uint32_t q) {
  std::vector<CountingContext> contexts;
  for (std::uint32_t w = 0; w < n; ++w) {
    for (std::uint32_t z = 0; z < q; ++z) contexts.push_back({w, 0, z});
  }
  return contexts;
}

}  // namespace

TEST_CASE("counting: one query after another, every slot by hand") {
  // m = 1, n = 2, q = (8,2), c = 1, E = 2. Player 2 tells -1: 2 bits (a query each), then 4 (with what 1 said of z_1);
  // 0: 1 bit; 1: 8 bits (a table z_1 each). 15 bits for 2^16 lists of answers.
  const CountingReport report =
      check_counting(test::decoder(make(Task(1, {2}, {8, 2}), 2, 1)), {all_contexts(2, 8), {{2, 0}}});
  CHECK(report.bits == 15);
  CHECK(report.answers == 65536);
  REQUIRE(report.messages.size() == 4);
  CHECK(report.messages[0].situations == 2);
  CHECK(report.messages[1].situations == 1);
  CHECK(report.messages[2].situations == 8);
  CHECK(report.messages[3].situations == 4);
}

TEST_CASE("counting: one bit more suffices") {
  CHECK_THROWS_WITH_AS(check_counting(test::decoder(make(Task(1, {2}, {7, 2}), 2, 1)), {all_contexts(2, 7), {{2, 0}}}),
                       "14 bits suffice for 16384 different lists of answers", CheckFailed);
}

TEST_CASE("counting: a player that knows after the first epoch, every slot by hand") {
  // m = 2, n = 1, q = (2,65), c = 2, E = 2; player 0 asks for position 0, z_1 sends it to 0 or to 1. Player 2 tells -1
  // and 0: 2 bits each; player 1, which knows z_2 after epoch 1, tells -1 in epoch 2: 2 bits for each z_1; player 2
  // tells -1 in epoch 2 2 bits for each z_1: 12 bits for 65^2 lists of answers.
  const CountingBound bound{{{0, 0, 0}, {0, 0, 1}}, {{1, 1}, {2, 0}}};
  const CountingReport report = check_counting(test::decoder(make(Task(2, {1}, {2, 65}), 2, 2)), bound);
  CHECK(report.bits == 12);
  CHECK(report.answers == 65 * 65);
  CHECK_THROWS_AS(check_counting(test::decoder(make(Task(2, {1}, {2, 64}), 2, 2)), bound), CheckFailed);
  // If it knew before, its messages of epoch 1 would count, too; if never, what it hears.
  for (const int after : {0, 2}) {
    CHECK_THROWS_AS(
        check_counting(test::decoder(make(Task(2, {1}, {2, 65}), 2, 2)), {bound.contexts, {{1, after}, {2, 0}}}),
        CheckFailed);
  }
}

TEST_CASE("counting: pigeons in one epoch, at the very edge") {
  const CountingBound bound{{{0, 0}, {0, 1}, {0, 2}, {0, 3}}, {{1, 0}}};
  CHECK(check_counting(test::decoder(make(Task(4, {}, {4}), 1, 7)), bound).answers == 256);
  CHECK_THROWS_AS(check_counting(test::decoder(make(Task(4, {}, {4}), 1, 8)), bound), CheckFailed);
}

TEST_CASE("counting: only allowed last tables count") {
  Restriction restriction;
  restriction.lists[1] = {0, 1, 2};  // of 4 tables
  const CountingBound bound{{{0, 0}, {0, 1}}, {{1, 0}}};
  CHECK(check_counting(test::decoder(make(Task(2, {}, {2}), 1, 1)), bound).answers == 4);
  CHECK(check_counting(test::decoder(make(Task(2, {}, {2}), 1, 1, restriction)), bound).answers == 3);
  restriction.lists[1] = {0, 1};
  CHECK_THROWS_AS(check_counting(test::decoder(make(Task(2, {}, {2}), 1, 1, restriction)), bound), CheckFailed);
  // A context that is allowed with no table at all proves nothing.
  Restriction tuples;
  tuples.by_tuples = true;
  tuples.tuples = {{0, 0, 0}, {0, 1, 3}};
  CHECK_THROWS_AS(check_counting(test::decoder(make(Task(2, {}, {2}), 1, 0, tuples)), bound), CheckFailed);
}

TEST_CASE("counting: instances of any size are counted in no time") {
  // Without a list of player L's own, its 2^31 tables need not be listed.
  Restriction restriction;
  restriction.lists[0] = {0, 30};
  const CountingBound bound{{{0, 0}, {0, 30}}, {{1, 0}}};
  CHECK(check_counting(test::decoder(make(Task(31, {}, {2}), 1, 1, restriction)), bound).answers == 4);
  restriction.lists[0] = {0, 29};
  CHECK_THROWS_AS(check_counting(test::decoder(make(Task(31, {}, {2}), 1, 1, restriction)), bound), CheckFailed);
  // With one, the other players' inputs need not be.
  restriction.lists[0] = {0, 30};
  restriction.lists[1] = {0, 1, 1 << 30};
  CHECK(check_counting(test::decoder(make(Task(31, {}, {2}), 1, 1, restriction)), bound).answers == 3);
  // One of 2^31 - 1 positions, in a table with one value.
  CHECK_THROWS_AS(
      check_counting(test::decoder(make(Task(0x7fffffff, {1}, {1, 1}), 1, 0)), {{{0, 0x7ffffffe, 0}}, {{2, 0}}}),
      CheckFailed);
  // In the last of 30,000 epochs nobody can have been in more situations than there are contexts.
  const Instance long_talk = make(Task(2, {}, {2}), 30'000, 1);
  CHECK_THROWS_AS(check_counting(test::decoder(long_talk), {{{0, 0}, {0, 1}}, {{1, 0}}}), CheckFailed);
}

TEST_CASE("counting: tables of hundreds of bits") {
  // m = 1, n = (40,1), q = (2,2,182): z_2 has 80 entries, z_3 two. Player 2 is taken to know after epoch 1, 1 and 0 after
  // epoch 2: a bit to -1, 0 and 1 in epoch 1, and later to -1 from each who knows, in two situations: 3 + 2·2 + 2·4.
  const Instance instance = make(Task(1, {40, 1}, {2, 2, 182}), 3, 1);
  const PlayerInput zeros(SparseTable{0, {}});
  const PlayerInput one(SparseTable{0, {{0, 1}}});
  const CountingBound bound{{{0, 0, 0, zeros}, {0, 0, 0, one}}, {{0, 2}, {1, 2}, {2, 1}, {3, 0}}};
  const CountingReport report = check_counting(test::decoder(instance), bound);
  CHECK(report.bits == 15);
  CHECK(report.answers == 182 * 182);
  const std::string text = to_json(bound, report);
  CHECK(text.find("[0,0,0,{\"default\":0,\"entries\":[[0,1]]}]") != std::string::npos);
  CHECK(parse_counting_bound(text, "counting.json").contexts == bound.contexts);
  CHECK_THROWS_AS(check_counting(test::decoder(make(Task(1, {40, 1}, {2, 2, 181}), 3, 1)), bound), CheckFailed);
  CHECK_THROWS_WITH_AS(check_counting(test::decoder(instance), {{{0, 0, 0, 0}}, {{3, 0}}}),
                       "found an index for player 2, expected entries (of one of 2^80 inputs of player 2)",
                       CheckFailed);
  const PlayerInput written_out(PlayerInput::Entries(80, 0));
  CHECK_THROWS_WITH_AS(check_counting(test::decoder(instance), {{{0, 0, 0, written_out}}, {{3, 0}}}),
                       "found an input of player 2 in another form, expected the player's", CheckFailed);
  // A list allows what it has the index of.
  const auto listed = [&](InputIndex index, const PlayerInput& table) {
    Restriction restriction;
    restriction.lists[2] = {index, 5};
    return check_counting(test::decoder(make(Task(1, {40, 1}, {2, 2, 182}), 1, 1, restriction)),
                          {{{0, 0, 0, table}}, {{3, 0}}});
  };
  CHECK(listed(1, one).answers == 182);
  CHECK(listed(0, zeros).answers == 182);
  CHECK_THROWS_AS(listed(1, zeros), CheckFailed);
  CHECK_THROWS_AS(listed(1, PlayerInput(SparseTable{1, {}})), CheckFailed);
}

TEST_CASE("counting: what is no bound is refused") {
  const Instance instance = make(Task(1, {2}, {8, 2}), 2, 1);
  const auto refused = [&](CountingBound bound) {
    CHECK_THROWS_AS(check_counting(test::decoder(instance), bound), CheckFailed);
  };
  refused({{}, {{2, 0}}});
  refused({all_contexts(2, 8), {}});
  refused({all_contexts(2, 8), {{1, 0}}});
  refused({all_contexts(2, 8), {{-1, 1}, {2, 0}}});
  refused({all_contexts(2, 8), {{1, -1}, {2, 0}}});
  refused({all_contexts(2, 8), {{2, 1}}});
  refused({all_contexts(2, 8), {{2, 0}, {3, 0}}});
  refused({{{0, 0, 8}}, {{2, 0}}});
  refused({{{0, 0, 0}, {0, 0, 0}}, {{2, 0}}});
  refused({{{0, 0}}, {{2, 0}}});
}

TEST_CASE("counting: the file is read back") {
  const Instance instance = make(Task(1, {2}, {8, 2}), 2, 1);
  const CountingBound bound{all_contexts(2, 8), {{2, 0}}};
  const CountingBound again =
      parse_counting_bound(to_json(bound, check_counting(test::decoder(instance), bound)), "counting.json");
  CHECK(again.contexts == bound.contexts);
  CHECK(again.knows_after == bound.knows_after);
}
