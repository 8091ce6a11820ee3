#include "encoders/view_functions.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "../../decoder.hpp"
#include "solve/engine.hpp"

using namespace arcsat;

namespace {

struct Case {
  Instance instance;
  Player level;
  std::vector<ControlView> views;
};

/// What a player knows at a projection: its input and the control bits, of the given values, that it received.
std::vector<std::uint64_t> view(const SumsShape& shape, const ControlView& of, Player level, std::uint64_t x,
                                const std::vector<bool>& values) {
  if (of.player == shape.last_player()) return {};
  const InputSet& set = shape.controls().set();
  std::vector<std::uint64_t> known = {set.value(of.player, set.first_input(level, x))};
  for (const SumsMessage& sent : shape.messages()) {
    if (!sent.control || sent.message.receiver != of.player || sent.message.epoch > of.epoch) continue;
    for (unsigned bit = 0; bit < sent.width; ++bit) {
      const Var control = shape.control(sent, shape.projection(of.player, level, x), bit);
      known.push_back(values[static_cast<std::size_t>(control.dimacs())]);
    }
  }
  return known;
}

/// Says that a variable per projection is a function of the views, fixes it and the control bits at random, and
/// compares the solver's answer with what the views say.
void check(const Case& one, const char* auxiliary) {
  const SumsShape shape(test::decoder(one.instance));
  const Budget budget;
  EncodingWatch watch(budget);
  Formula formula;
  formula.add_variables_of(shape.variables());
  const auto projections = static_cast<std::int64_t>(shape.controls().set().projections(one.level));
  const std::int32_t first = formula.add_variables(projections, "value", [](std::int64_t) { return "value"; }).dimacs();
  const std::int32_t fixed = formula.variables();
  ViewFunctions functions(shape, formula, watch);
  functions.add("function", one.level, one.views, 1,
                [&](std::uint64_t x, std::uint64_t) { return Var::from_dimacs(first + static_cast<std::int32_t>(x)); });
  functions.write_views();
  bool by_this_way = false;
  for (const ClauseFamily& family : formula.variable_families()) by_this_way |= family.name == auxiliary;
  CHECK(by_this_way);

  std::mt19937_64 random(11);
  int functions_seen = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<bool> values(static_cast<std::size_t>(fixed) + 1);
    const std::uint64_t rarity = 2 + random() % 4;
    for (std::size_t v = 1; v < values.size(); ++v) values[v] = random() % rarity == 0;
    std::map<std::vector<std::vector<std::uint64_t>>, bool> value_at;
    bool function = true;
    for (std::int64_t x = 0; x < projections; ++x) {
      std::vector<std::vector<std::uint64_t>> key;
      for (const ControlView& of : one.views) {
        key.push_back(view(shape, of, one.level, static_cast<std::uint64_t>(x), values));
      }
      auto value = values[static_cast<std::size_t>(first + x)];
      const auto [place, fresh] = value_at.try_emplace(key, value);
      if (round % 2 == 0 && random() % 50 != 0) value = place->second;  // mostly a function
      function = function && place->second == value;
    }
    const auto solver = engine_named("cadical").make({});
    solver->add_variables(formula.variables());
    for (std::int64_t k = 0; k < formula.clauses(); ++k) solver->add(formula.clause(k));
    for (std::int32_t v = 1; v <= fixed; ++v) {
      const Lit unit(Var::from_dimacs(v), values[static_cast<std::size_t>(v)]);
      solver->add(std::span(&unit, 1));
    }
    REQUIRE((solver->solve() == Answer::satisfiable) == function);
    functions_seen += function ? 1 : 0;
  }
  CHECK(functions_seen > 20);
  CHECK(functions_seen < 180);
}

Instance make(Task task, Model model) { return Instance("", std::move(task), {}, std::move(model)); }

}  // namespace

TEST_CASE("view functions: by tables, where views are narrow") {
  const Instance instance = make(Task(2, {2}, {3, 2}), {2, 1, {}});
  check({instance, -1, {{-1, 1}}}, "table");
  check({instance, 0, {{0, 1}}}, "table");
}

TEST_CASE("view functions: by pairs, where views are wide") {
  const Instance instance = make(Task(2, {2}, {2, 2}), {3, 1, {}});
  check({instance, -1, {{-1, 2}}}, "view");
  check({instance, -1, {{-1, 3}}}, "view");
  check({instance, -1, {{-1, 2}, {0, 2}}}, "view");
  check({instance, -1, {{-1, 1}, {1, 1}}}, "view");
  check({instance, -1, {{-1, 2}, {2, 2}}}, "view");
}

TEST_CASE("view functions: three steps") {
  const Instance instance = make(Task(2, {1, 1}, {2, 2, 2}), {2, 1, {}});
  check({instance, 1, {{1, 1}}}, "view");
  check({instance, 0, {{0, 1}, {1, 1}}}, "view");
  check({instance, -1, {{-1, 1}, {2, 1}}}, "view");
}
