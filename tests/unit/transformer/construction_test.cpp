#include "transformer/construction.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "transformer/judge.hpp"
#include "transformer/transformer_file.hpp"

using namespace arcsat;

namespace {

struct Cell {
  const Construction* construction;
  Task task;
  bool normalised;
  unsigned precision;
};

/// Judged on each input and by cases; then from its file.
void check_cell(const Cell& cell) {
  const Transformer built = cell.construction->build(cell.task, {cell.normalised, std::nullopt});
  CAPTURE(words_of(built));
  require_fits(built);
  CHECK(built.precision == cell.precision);
  CHECK(built.bits() == (cell.normalised ? 2 : 1) * cell.precision);
  const Transformer read = parse_transformer(to_json(built), "file");
  CHECK(to_json(read) == to_json(built));
  Progress progress(Progress::Mode::never);
  for (const AllInputs way : {AllInputs::each, AllInputs::by_cases}) {
    const TransformerReport report = judge(read, way, 1, Budget(), progress);
    CHECK(!report.fault);
    if (way == AllInputs::each) CHECK(report.judged == built.instance->inputs().size());
  }
}

void check_by_cases(const Construction& construction, const Task& task, bool normalised, std::uint64_t cases) {
  const Transformer built = construction.build(task, {normalised, std::nullopt});
  Progress progress(Progress::Mode::never);
  const TransformerReport report = judge(built, way_for(*built.instance), 2, Budget(), progress);
  CHECK(report.way == AllInputs::by_cases);
  CHECK(!report.fault);
  CHECK(report.judged == cases);
}

}  // namespace

TEST_CASE("constructions: right on all inputs, with the precision that is needed") {
  const Task one_2(2, {}, {2});
  const Task two_2222(2, {2}, {2, 2});
  for (const bool normalised : {true, false}) {
    for (const Cell& cell :
         std::vector<Cell>{{&decoder_construction, one_2, normalised, 1},
                           {&decoder_construction, Task(3, {}, {3}), normalised, 2},
                           {&decoder_construction, Task(3, {}, {4}), normalised, 2},
                           {&decoder_construction, Task(2, {1}, {2, 4}), normalised, 2},
                           {&decoder_construction, two_2222, normalised, 1},
                           {&decoder_construction, Task(2, {2}, {3, 2}), normalised, 2},
                           {&decoder_construction, Task(1, {}, {1}), normalised, 1},
                           {&thoughts_construction, one_2, normalised, 1},
                           {&thoughts_construction, Task(3, {}, {3}), normalised, 2},
                           {&thoughts_construction, two_2222, normalised, 1},
                           {&thoughts_construction, Task(2, {1}, {2, 4}), normalised, 2},
                           {&thoughts_construction, Task(2, {2, 1}, {2, 2, 2}), normalised, 1},
                           {&thoughts_construction, Task(1, {1}, {1, 1}), normalised, 1},
                           {&flag_construction, Task(1, {2}, {3, 2}), normalised, 1},
                           {&flag_construction, Task(1, {3}, {3, 2}), normalised, 1},
                           {&flag_construction, Task(1, {1}, {2, 5}), normalised, 3},
                           {&doubling_construction, one_2, normalised, 1},
                           {&doubling_construction, two_2222, normalised, 1},
                           {&doubling_construction, Task(2, {1, 2}, {2, 2, 2}), normalised, 1},
                           {&doubling_construction, Task(2, {1, 3}, {2, 2, 2}), normalised, 2},
                           {&doubling_construction, Task(1, {1, 2, 1}, {2, 2, 2, 2}), normalised, 1}}) {
      check_cell(cell);
    }
  }
  check_cell({&flag_construction, Task(2, {1}, {2, 3}), false, 2});
  check_cell({&flag_construction, Task(3, {1}, {2, 2}), false, 3});
}

TEST_CASE("constructions: as many layers as they say") {
  const auto layers = [](const Construction& construction, std::size_t length) {
    const Task task(2, std::vector<std::uint32_t>(length - 1, 1), std::vector<std::uint32_t>(length, 2));
    return construction.build(task, {}).layers.size();
  };
  for (const std::size_t length : {1, 2, 3, 4}) {
    CHECK(layers(decoder_construction, length) == length + 1);
    CHECK(layers(thoughts_construction, length) == 1);
  }
  const std::size_t doubling[] = {2, 3, 3, 4, 4, 4, 4, 5};
  for (std::size_t length = 1; length <= 8; ++length) {
    CHECK(layers(doubling_construction, length) == doubling[length - 1]);
  }
}

TEST_CASE("constructions: of too many inputs to be run one by one, by cases") {
  check_by_cases(doubling_construction, Task(2, {1, 2, 1, 2, 1, 2}, {2, 2, 2, 2, 2, 2, 2}), true, 2048);
  check_by_cases(flag_construction, Task(2, {6}, {4, 4}), false, 192);
  check_by_cases(decoder_construction, Task(2, {6}, {4, 4}), false, 192);
  check_by_cases(thoughts_construction, Task(3, {2, 2}, {3, 3, 3}), true, 324);
}

TEST_CASE("constructions: refused where they do not apply") {
  const auto build = [](const Construction& construction, const Task& task, Wanted wanted) {
    construction.build(task, wanted);
  };
  CHECK_THROWS_WITH_AS(build(flag_construction, Task(2, {}, {2}), {}),
                       "found L = 1, expected L = 2 for the construction flag", InputError);
  CHECK_THROWS_WITH_AS(build(flag_construction, Task(2, {1}, {2, 2}), {}),
                       "found m = 2 normalised, expected m = 1 or --unnormalised for the construction flag: an entry "
                       "hears a sum, of which a normalised head has the mean",
                       InputError);
  CHECK_THROWS_WITH_AS(build(flag_construction, Task(13, {1}, {2, 2}), {false, std::nullopt}),
                       "found m = 13, expected at most 12 for the construction flag", Unsupported);
  CHECK_THROWS_WITH_AS(build(decoder_construction, Task(3, {}, {2}), {true, 1}),
                       "found the precision p = 1, expected at least 2 for these sizes", InputError);
  CHECK_THROWS_WITH_AS(build(decoder_construction, Task(5000, {}, {2}), {}),
                       "found 5002 tokens, expected at most 4096 for a Transformer", Unsupported);
  CHECK_THROWS_WITH_AS(build(thoughts_construction, Task(2, {1 << 17}, {2, 2}), {}),
                       "found 262150 tokens, expected at most 4096 for a Transformer", Unsupported);
}
