#include "encoders/sums_encoder.hpp"

#include <doctest/doctest.h>

#include <map>

#include "../../decoder.hpp"
#include "base/error.hpp"
#include "certify/sums_check.hpp"
#include "certify/witness.hpp"
#include "protocol/instance_file.hpp"
#include "solve/engine.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;
using Counts = std::map<std::string, std::int64_t>;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

Formula encoded(const SumsEncoder& family, const Budget& budget = Budget()) {
  EncodingWatch watch(budget);
  return family.encode(watch);
}

/// A model, or none.
std::optional<Assignment> solved(const Formula& formula) {
  EngineOptions options;
  options.goal = Goal::model;
  const auto solver = engine_named("cadical").make(options);
  solver->add_variables(formula.variables());
  for (std::int64_t k = 0; k < formula.clauses(); ++k) solver->add(formula.clause(k));
  if (solver->solve() != Answer::satisfiable) return std::nullopt;
  Assignment model;
  model.values.resize(static_cast<std::size_t>(formula.variables()) + 1);
  for (std::int32_t v = 1; v <= formula.variables(); ++v) {
    model.set(Var::from_dimacs(v), solver->value(Var::from_dimacs(v)));
  }
  REQUIRE(first_falsified_clause(formula, model) == -1);
  return model;
}

/// Whether the family has a protocol for the instance; what it has is replayed.
bool has_protocol(const Shared& instance) {
  CAPTURE(canonical_json(*instance));
  const SumsEncoder family(test::decoder(instance));
  const auto model = solved(encoded(family));
  if (!model) return false;
  const SumsProtocol protocol = family.decode(*model);
  CHECK(check_sums_protocol(protocol).control_inputs == protocol.control_inputs.size());
  CHECK(check_witness(tabulate(protocol, Budget()), Budget()).inputs == instance->inputs().size());
  return true;
}

Counts nonzero(const std::vector<ClauseFamily>& families) {
  Counts counts;
  for (const ClauseFamily& family : families) {
    if (family.clauses != 0) counts[family.name] = family.clauses;
  }
  return counts;
}

}  // namespace

TEST_CASE("sums family: one step") {
  CHECK(has_protocol(make(Task(2, {}, {2}), {1, 2, {}})));
  CHECK_FALSE(has_protocol(make(Task(2, {}, {2}), {1, 1, {}})));
  CHECK(has_protocol(make(Task(2, {}, {2}), {2, 1, {}})));
  CHECK(has_protocol(make(Task(4, {}, {2}), {2, 1, {{{1, 1, 0}, 2}}})));
  CHECK(has_protocol(make(Task(4, {}, {4}), {2, 2, {}})));
  CHECK(has_protocol(make(Task(3, {}, {2}), {2, 1, {}})));
  CHECK_FALSE(has_protocol(make(Task(2, {}, {2}), {3, 0, {}})));
  // 27 tables fit into 5 bits, but not entry by entry.
  CHECK(has_protocol(make(Task(3, {}, {3}), {1, 6, {}})));
  CHECK_FALSE(has_protocol(make(Task(3, {}, {3}), {1, 5, {}})));
}

TEST_CASE("sums family: two steps") {
  for (const auto& q : std::vector<std::vector<std::uint32_t>>{{2, 2}, {2, 3}, {2, 4}, {3, 2}}) {
    CHECK(has_protocol(make(Task(2, {2}, q), {2, 1, {}})));
  }
  CHECK(has_protocol(make(Task(1, {2}, {6, 2}), {2, 1, {}})));
  CHECK(has_protocol(make(Task(2, {1}, {3, 4}), {3, 1, {}})));
  CHECK_FALSE(has_protocol(make(Task(2, {1}, {2, 5}), {2, 1, {}})));
  CHECK_FALSE(has_protocol(make(Task(2, {1}, {2, 2}), {1, 1, {}})));
  CHECK(has_protocol(make(Task(2, {1}, {2, 1}), {1, 0, {}})));
}

TEST_CASE("sums family: three steps") {
  CHECK(has_protocol(make(Task(2, {1, 1}, {2, 2, 2}), {2, 1, {}})));
  CHECK(has_protocol(make(Task(2, {1, 1}, {2, 2, 4}), {3, 1, {}})));
  CHECK_FALSE(has_protocol(make(Task(2, {1, 1}, {2, 2, 2}), {1, 1, {}})));
}

TEST_CASE("sums family: restricted inputs") {
  const Task task(2, {2}, {3, 4});
  // Only player L's table is open, and then only one entry of it is asked for.
  CHECK(has_protocol(make(task, {1, 2, {}}, {{{-1, {1}}, {0, {0}}, {1, {4}}}, {}, false})));
  CHECK(has_protocol(make(task, {2, 1, {}}, {{{-1, {1}}, {1, {0, 3, 8}}}, {}, false})));
  CHECK(has_protocol(make(task, {1, 2, {}}, {{}, {{0, 1, 3, 7}, {0, 1, 3, 100}}, true})));
  CHECK_FALSE(has_protocol(make(task, {1, 1, {}}, {{}, {{0, 1, 3, 7}, {0, 1, 3, 100}}, true})));
  // The last epoch is silent.
  const std::vector<WidthOverride> early = {{{1, 2, -1}, 2}, {{1, 3, -1}, 2}};
  CHECK(
      has_protocol(make(Task(1, {1, 2}, {3, 3, 2}), {2, 0, early}, {{{1, {2}}, {2, {2, 18}}, {3, {17}}}, {}, false})));
  // That z_L itself is known is not made use of.
  CHECK_FALSE(has_protocol(make(Task(2, {}, {2}), {1, 0, {}}, {{{1, {2}}, {0, {0}}}, {}, false})));
}

TEST_CASE("sums family: the formula of a tiny instance, counted by hand") {
  // One step, m = q = 2, one bit: x is z_0, z_1 has two coordinates. In epoch 1, 0→-1 is a control bit with two rows,
  // 1→-1 a vector, 1→0 a vector for each z_0. In epoch 2, 0→-1 is mixed, with one bit held, and 1→-1 a vector; player
  // -1 then holds three bits that may be data.
  const auto instance = make(Task(2, {}, {2}), {2, 1, {}});
  const SumsEncoder family(test::decoder(instance));
  const Formula formula = encoded(family);
  CHECK(nonzero(formula.variable_families()) == Counts{{"control", 2 + 2},
                                                       {"vector", 2 + 2 * 2 + 2 * 2 + 2 * 2},
                                                       {"coefficient", 2},
                                                       {"flag", 2},
                                                       {"output", 2 * 3},
                                                       {"view", 1 + 1},
                                                       {"differ", 1 + 1}});
  CHECK(nonzero(formula.families()) == Counts{{"vector", 2 * 2},
                                              {"flag", 2},
                                              {"kind", 2 * 2},
                                              {"relay", 2 * 2 * 3},
                                              {"output", 2 * 3},
                                              {"answer", 2 * 2 * 13 + 2},
                                              {"differ", 2 * 2},
                                              {"view", 2}});

  // One epoch of two bits: 0→-1 is two control bits for each z_0, 1→-1 two vectors.
  const auto shortest = make(Task(2, {}, {2}), {1, 2, {}});
  const SumsEncoder family_of_shortest(test::decoder(shortest));
  const Formula other = encoded(family_of_shortest);
  CHECK(nonzero(other.variable_families()) ==
        Counts{{"control", 2 * 2}, {"vector", 2 * 2}, {"output", 2 * 2}, {"view", 1}, {"differ", 2}});
  CHECK(nonzero(other.families()) ==
        Counts{{"output", 2 * 2}, {"answer", 2 * 2 * 4 + 2}, {"differ", 2 * 2}, {"view", 1}});
}

TEST_CASE("sums family: names and numbers are the same each time") {
  const auto instance = make(Task(2, {2}, {2, 4}), {2, 1, {}});
  const SumsEncoder one(test::decoder(instance));
  const SumsEncoder two(test::decoder(instance));
  const Formula formula = encoded(one);
  const Formula again = encoded(two);
  REQUIRE(formula.clauses() == again.clauses());
  bool same = true;
  for (std::int64_t k = 0; k < formula.clauses(); ++k) {
    same = same && std::equal(formula.clause(k).begin(), formula.clause(k).end(), again.clause(k).begin(),
                              again.clause(k).end());
  }
  CHECK(same);
  std::map<std::string, std::int32_t> names;
  for (std::int32_t v = 1; v <= formula.variables(); ++v) names.emplace(formula.name(Var::from_dimacs(v)), v);
  CHECK(names.size() == static_cast<std::size_t>(formula.variables()));
}

TEST_CASE("sums family: an assignment that is no model decodes to nothing") {
  const auto instance = make(Task(2, {2}, {2, 4}), {2, 1, {}});
  const SumsEncoder family(test::decoder(instance));
  const Formula formula = encoded(family);
  Assignment assignment;
  assignment.values.assign(static_cast<std::size_t>(formula.variables()) + 1, false);
  CHECK_THROWS_WITH_AS(tabulate(family.decode(assignment), Budget()),
                       "two runs with equal final views need different answers", CheckFailed);
  auto model = solved(formula);
  REQUIRE(model);
  CHECK_NOTHROW(tabulate(family.decode(*model), Budget()));
  // Player 1's first control bit flipped for one row: its message is still one, but player -1 is confused or is not.
  int rejected = 0;
  for (std::int32_t v = 1; v <= 60; ++v) {
    Assignment wrong = *model;
    wrong.set(Var::from_dimacs(v), !wrong.value(Var::from_dimacs(v)));
    try {
      check_witness(tabulate(family.decode(wrong), Budget()), Budget());
    } catch (const CheckFailed&) {
      ++rejected;
    }
  }
  CHECK(rejected > 20);
}

TEST_CASE("sums family: limits") {
  const auto instance = make(Task(2, {2}, {5, 2}), {2, 1, {}});
  const SumsEncoder family(test::decoder(instance));
  CHECK_THROWS_WITH_AS(encoded(family, Budget(std::nullopt, 1)), "the formula takes more than 1 MiB, the memory limit",
                       LimitReached);
  CHECK_THROWS_WITH_AS(encoded(family, Budget(0.0, std::nullopt)), "time limit of 0 s reached", LimitReached);
  Assignment assignment;
  assignment.values.assign(1'000'000, false);
  CHECK_THROWS_AS(tabulate(family.decode(assignment), Budget(0.0, std::nullopt)), LimitReached);
  CHECK_THROWS_AS(SumsEncoder(test::decoder(make(Task(4, {1}, {6, 2}), {1, 1, {}}))), LimitReached);
}
