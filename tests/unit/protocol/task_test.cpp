#include "protocol/task.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <functional>
#include <string>

#include "base/error.hpp"

using namespace arcsat;

namespace {

using Sizes = std::vector<std::uint32_t>;

/// Adds 1 to a number whose digits are listed lowest first; false when it is 0 again.
bool next(const std::vector<std::uint32_t*>& digits, const Sizes& bases) {
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (++*digits[k] < bases[k]) return true;
    *digits[k] = 0;
  }
  return false;
}

/// All inputs of a task as the paper writes them: w a tuple, z_1 a list, z_l a table with a row for each w_{l-1}.
struct Nested {
  Sizes w;
  std::uint32_t z0 = 0;
  Sizes z1;
  std::vector<std::vector<Sizes>> z;  // z[l - 2][w][i]

  std::uint32_t answer() const {
    std::uint32_t i = z1[z0];
    for (std::size_t l = 2; l < z.size() + 2; ++l) i = z[l - 2][w[l - 2]][i];
    return i;
  }
};

std::string complaint(const std::function<void()>& make) {
  try {
    make();
  } catch (const Unsupported& error) {
    return std::string("unsupported: ") + error.what();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

/// Compares every answer, counting the inputs up digit by digit; gives the number of inputs.
std::uint64_t compare_all(const Task& task) {
  const std::uint32_t m = task.m();
  const Sizes& n = task.n();
  const Sizes& q = task.q();
  Nested nested{Sizes(n.size(), 0), 0, Sizes(m, 0), {}};
  for (std::size_t l = 2; l <= q.size(); ++l) {
    nested.z.emplace_back(n[l - 2], Sizes(q[l - 2], 0));
  }
  // One number per player, lowest digit first.
  std::vector<std::vector<std::uint32_t*>> digits(q.size() + 2);
  std::vector<Sizes> bases(q.size() + 2);
  for (std::size_t k = 0; k < n.size(); ++k) digits[0].push_back(&nested.w[k]), bases[0].push_back(n[k]);
  digits[1].push_back(&nested.z0), bases[1].push_back(m);
  for (std::uint32_t& value : nested.z1) digits[2].push_back(&value), bases[2].push_back(q[0]);
  for (std::size_t l = 2; l <= q.size(); ++l) {
    for (Sizes& row : nested.z[l - 2]) {
      for (std::uint32_t& value : row) digits[l + 1].push_back(&value), bases[l + 1].push_back(q[l - 1]);
    }
  }
  Input input(digits.size(), 0);
  std::uint64_t inputs = 0;
  std::uint64_t wrong = 0;
  while (true) {
    ++inputs;
    if (task.answer(input) != nested.answer()) ++wrong;
    std::size_t player = 0;
    while (player < digits.size() && !next(digits[player], bases[player])) {
      CHECK(input[player] + 1 == task.domain(static_cast<Player>(player) - 1));
      input[player++] = 0;
    }
    if (player == digits.size()) break;
    ++input[player];
  }
  CHECK(wrong == 0);
  return inputs;
}

}  // namespace

TEST_CASE("task: numbering and answers, computed a second time over all inputs") {
  CHECK(compare_all(Task(1, {}, {1})) == 1);
  CHECK(compare_all(Task(3, {}, {2})) == 3 * 8);
  CHECK(compare_all(Task(2, {}, {5})) == 2 * 25);
  CHECK(compare_all(Task(2, {1}, {3, 4})) == 2 * 9 * 64);
  CHECK(compare_all(Task(2, {3}, {2, 2})) == 3 * 2 * 4 * 64);
  CHECK(compare_all(Task(1, {2}, {2, 3})) == 2 * 2 * 81);
  CHECK(compare_all(Task(2, {1, 2}, {2, 1, 2})) == 2 * 2 * 4 * 4);
  CHECK(compare_all(Task(1, {2, 3}, {1, 2, 2})) == 6 * 4 * 64);
  CHECK(compare_all(Task(1, {1, 2, 2}, {1, 2, 1, 2})) == 4 * 2 * 4);
  CHECK(compare_all(Task::paper_shape(2, {2})) == 2 * 2 * 4 * 256);
}

TEST_CASE("task: sizes and tokens of the free shape") {
  const Task task(5, {2, 3}, {2, 3, 4});
  CHECK(task.length() == 3);
  CHECK(task.players() == 5);
  CHECK(task.m() == 5);
  CHECK(task.n() == Sizes{2, 3});
  CHECK(task.q() == Sizes{2, 3, 4});
  CHECK(task.answers() == 4);
  CHECK(task.domain(-1) == 6);
  CHECK(task.domain(0) == 5);
  CHECK(task.domain(1) == 32);
  CHECK(task.domain(2) == 81);      // 3^(2·2)
  CHECK(task.domain(3) == 262144);  // 4^(3·3)
  CHECK(task.tokens(-1) == 1);
  CHECK(task.tokens(0) == 1);
  CHECK(task.tokens(1) == 5);
  CHECK(task.tokens(2) == 4);
  CHECK(task.tokens(3) == 9);
}

TEST_CASE("task: the paper shape has q_1 = m = N_0 and q_(l+1) = N_l = n_l N_(l-1)") {
  CHECK(Task::paper_shape(3, {}) == Task(3, {}, {3}));
  CHECK(Task::paper_shape(2, {2}) == Task(2, {2}, {2, 4}));
  CHECK(Task::paper_shape(1, {2, 1, 2}) == Task(1, {2, 1, 2}, {1, 2, 2, 4}));
  CHECK(Task::paper_shape(2, {1}) != Task(2, {1}, {2, 4}));
  // Then z_l : [N_(l-1)] → [N_(l-1)], so its tokens are as many as its answers.
  const Task task = Task::paper_shape(2, {2});
  CHECK(task.tokens(2) == task.q()[1]);
}

TEST_CASE("task: sizes that do not fit each other") {
  CHECK(complaint([] { Task(1, {}, {}); }) == "found no range q, expected q_1 … q_L with L of at least 1");
  CHECK(complaint([] { Task(1, {1}, {2}); }) ==
        "found 1 query sizes n and 1 ranges q, expected n_1 … n_(L-1) and q_1 … q_L");
  CHECK(complaint([] {
          Task(1, {}, {2, 2});
        }) == "found 0 query sizes n and 2 ranges q, expected n_1 … n_(L-1) and q_1 … q_L");
  CHECK(complaint([] { Task(0, {}, {2}); }) == "found m = 0, expected a size of at least 1");
  CHECK(complaint([] { Task(1, {0}, {2, 2}); }) == "found n_l = 0, expected a size of at least 1");
  CHECK(complaint([] { Task(1, {1}, {2, 0}); }) == "found q_l = 0, expected a size of at least 1");
  CHECK(complaint([] { Task::paper_shape(0, {}); }) == "found m = 0, expected a size of at least 1");
  CHECK(complaint([] { Task::paper_shape(1, {0}); }) == "found n_l = 0, expected a size of at least 1");
}

TEST_CASE("task: inputs are numbered exactly up to 2^31 of a player") {
  CHECK(Task(31, {}, {2}).domain(1) == std::uint64_t{1} << 31);
  CHECK(Task(1, {}, {0x80000000U}).domain(1) == std::uint64_t{1} << 31);
  CHECK(Task(1, {1U << 15, 1U << 16}, {1, 1, 1}).domain(-1) == std::uint64_t{1} << 31);
  const auto refused = [](const Task& task, Player p, const std::string& words) {
    CHECK_FALSE(task.numbered(p));
    CHECK(task.indices(p) == std::uint64_t{1} << 31);
    CHECK(complaint([&] { (void)task.domain(p); }) ==
          "unsupported: found " + words + ", expected at most 2^31 where they are numbered one by one");
  };
  refused(Task(32, {}, {2}), 1, "2^32 inputs of player 1");
  refused(Task(1, {}, {0x80000001U}), 1, "2147483649^1 inputs of player 1");
  refused(Task(1, {16}, {2, 2}), 2, "2^32 inputs of player 2");
  refused(Task(0xffffffffU, {}, {0xffffffffU}), 1, "4294967295^4294967295 inputs of player 1");
  refused(Task(0xffffffffU, {}, {1}), 0, "4294967295 inputs of player 0");
  refused(Task(1, {1U << 16, 1U << 16}, {1, 1, 1}), -1, "65536·65536 inputs of player -1");
  refused(Task(2, {19}, {4, 4}), 2, "4^76 inputs of player 2");
  CHECK(Task(2, {19}, {4, 4}).numbered(1));
  CHECK(Task(2, {19}, {4, 4}).indices(1) == 16);
}

TEST_CASE("task: of a table that has more inputs than indices the digits of an index are right") {
  const Task task(2, {19}, {4, 4});
  const Input input = {18, 1, 3 * 4 + 1, 0x7fffffff};
  CHECK(task.asked_position(input, 2) == 18 * 4 + 3);
  CHECK(task.answer(input) == 0);
  for (std::uint64_t position = 0; position < 76; ++position) {
    CHECK(task.entry(2, 0x7fffffff, position) == (position < 15 ? 3 : position == 15 ? 1 : 0));
  }
  CHECK(task.weight(2, 16) == UINT64_MAX);
  const Task many(1, {1U << 16, 3, 1U << 17}, {1, 1, 1, 1});
  CHECK(many.query_weight(3) == 3U << 16);
  CHECK(many.query_weight(4) == UINT64_MAX);
  CHECK(many.query(0x7fffffff, 3) == 0x7fffffff / (3U << 16));
}

TEST_CASE("task: exactly up to 2^40 positions a table") {
  CHECK(Task(0xffffffffU, {}, {1}).domain(1) == 1);
  CHECK(Task(0xffffffffU, {}, {1}).tokens(1) == 0xffffffffU);
  const Task wide(1, {1U << 20}, {1U << 20, 1});
  CHECK(wide.tokens(2) == std::uint64_t{1} << 40);
  CHECK(wide.domain(2) == 1);
  CHECK(wide.answer(Input{65535, 0, 32767, 0}) == 0);
  CHECK(Task(8, {3720, 89'282'537}, {8, 8, 8}).positions(3) == 714'260'296);
  CHECK(complaint([] {
          Task(1, {1U << 20}, {(1U << 20) + 1, 1});
        }) == "unsupported: found a table of 1099512676352 positions for player 2, expected at most 2^40");
  CHECK(complaint([] {
          Task(1, {0xffffffffU}, {0xffffffffU, 0xffffffffU});
        }) == "unsupported: found a table of 18446744065119617025 positions for player 2, expected at most 2^40");
  CHECK(complaint([] { Task::paper_shape(1U << 16, {1U << 16}); }) ==
        "unsupported: found a range of 4294967296 values, expected at most 2^31");
}

TEST_CASE("task: positions, entries, queries and what an input asks for, against the tables written out") {
  for (const Task& task : {Task(3, {}, {2}), Task(2, {3}, {2, 3}), Task(1, {2, 2}, {2, 1, 3}),
                           Task(2, {1, 2}, {1, 2, 2}), Task(1, {1, 2, 1}, {2, 2, 2, 1})}) {
    CHECK(task.queries(0) == 1);
    CHECK(task.range(0) == task.m());
    std::uint64_t before = 1;
    for (Player l = 1; l <= task.length(); ++l) {
      CHECK(task.query_weight(l) == before);
      if (l < task.length()) before *= task.queries(l);
      CHECK(task.positions(l) == std::uint64_t{task.queries(l - 1)} * task.range(l - 1));
      // The positions are each met once, in order.
      std::uint64_t next = 0;
      for (std::uint32_t w = 0; w < task.queries(l - 1); ++w) {
        for (std::uint32_t i = 0; i < task.range(l - 1); ++i) CHECK(task.position(l, w, i) == next++);
      }
      CHECK(next == task.positions(l));
    }
    CHECK(before == task.domain(first_player));
    for (Player p = first_player; p <= task.length(); ++p) {
      CHECK(seat(p) == static_cast<std::size_t>(p + 1));
      if (p == 0) continue;
      Sizes expected(p < 0 ? task.n().size() : task.positions(p), 0);
      std::vector<std::uint32_t*> digits;
      Sizes bases;
      for (std::size_t k = 0; k < expected.size(); ++k) {
        digits.push_back(&expected[k]);
        bases.push_back(p < 0 ? task.n()[k] : task.range(p));
      }
      for (InputIndex index = 0; index < task.domain(p); ++index, next(digits, bases)) {
        REQUIRE(task.digits(p, index) == expected);
        REQUIRE(task.index_of(p, expected) == index);
        for (std::size_t k = 0; k < expected.size(); ++k) {
          if (p < 0) CHECK(task.query(index, static_cast<Player>(k) + 1) == expected[k]);
          if (p > 0) CHECK(task.entry(p, index, k) == expected[k]);
        }
        if (p > 0 || expected.empty()) continue;
        CHECK(task.query(index, 0) == 0);
        CHECK(task.queries_from(index, 1) == index);
        CHECK(task.queries_from(index, static_cast<Player>(expected.size())) == expected.back());
      }
    }
  }
}

TEST_CASE("task: what an input asks for, with the players before it alone") {
  const Task task(2, {2, 3}, {3, 2, 4});
  const std::vector<Sizes> tables = {{2, 1}, {0, 1, 1, 1, 0, 1}, {3, 0, 1, 2, 1, 3}};
  const Sizes queries = {1, 2};
  Input input = {task.index_of(first_player, queries), 1};
  CHECK(task.asked_position(input, 0) == 0);
  CHECK(task.intermediate(input, 0) == 1);
  CHECK(task.asked_position(input, 1) == 1);
  input.push_back(task.index_of(1, tables[0]));
  CHECK(task.intermediate(input, 1) == 1);
  CHECK(task.asked_position(input, 2) == 1 * 3 + 1);
  input.push_back(task.index_of(2, tables[1]));
  CHECK(task.intermediate(input, 2) == 0);
  CHECK(task.asked_position(input, 3) == 2 * 2 + 0);
  input.push_back(task.index_of(3, tables[2]));
  CHECK(task.intermediate(input, 3) == 1);
  CHECK(task.answer(input) == 1);
}
