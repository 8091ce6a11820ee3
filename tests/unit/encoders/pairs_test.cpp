#include "encoders/pairs.hpp"

#include <doctest/doctest.h>

#include <unordered_set>

#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

using Number = std::uint64_t;

struct Expected {
  Number values;       // variables "message"
  Number differences;  // variables "differ", half the clauses of that name
  Number views;        // variables and clauses
  Number messages;     // clauses
  Number outputs;      // clauses
};

constexpr Number power(Number base, Number exponent) { return exponent == 0 ? 1 : base * power(base, exponent - 1); }

/// Unordered pairs of x things.
constexpr Number pairs(Number x) { return x * (x - 1) / 2; }

std::shared_ptr<const Instance> make(Task task, int epochs, std::uint32_t c) {
  return std::make_shared<const Instance>("", std::move(task), Restriction{}, Model{epochs, c, {}});
}

Number size_of(const std::vector<FamilySize>& families, std::string_view name) {
  for (const FamilySize& family : families) {
    if (family.name == name) return family.size.value();
  }
  FAIL("no family " << name);
  return 0;
}

Number size_of(const std::vector<ClauseFamily>& families, std::string_view name) {
  for (const ClauseFamily& family : families) {
    if (family.name == name) return static_cast<Number>(family.clauses);
  }
  return 0;  // a formula has no variable family without variables
}

void check(const std::shared_ptr<const Instance>& instance, const Expected& expected) {
  CAPTURE(canonical_json(*instance));
  const PairsEncoder encoder(instance, Symmetry::none);
  const FormulaSize size = encoder.size();
  CHECK(size_of(size.variables, "message") == expected.values);
  CHECK(size_of(size.variables, "differ") == expected.differences);
  CHECK(size_of(size.variables, "view") == expected.views);
  CHECK(size_of(size.clauses, "differ") == 2 * expected.differences);
  CHECK(size_of(size.clauses, "view") == expected.views);
  CHECK(size_of(size.clauses, "message") == expected.messages);
  CHECK(size_of(size.clauses, "output") == expected.outputs);
  CHECK(size.variables.size() == 3);
  CHECK(size.clauses.size() == 4);
  if (size.all_clauses().value() > 300'000) return;
  const Budget budget;
  EncodingWatch watch(budget);
  const Formula formula = encoder.encode(watch);
  CHECK(static_cast<Number>(formula.variables()) == expected.values + expected.differences + expected.views);
  const auto variables = formula.variable_families();
  CHECK(size_of(variables, "message") == expected.values);
  CHECK(size_of(variables, "differ") == expected.differences);
  CHECK(size_of(variables, "view") == expected.views);
  const auto clauses = formula.families();
  CHECK(size_of(clauses, "differ") == 2 * expected.differences);
  CHECK(size_of(clauses, "view") == expected.views);
  CHECK(size_of(clauses, "message") == expected.messages);
  CHECK(size_of(clauses, "output") == expected.outputs);
  CHECK(static_cast<Number>(formula.literals()) == size.literals.value());
}

/// L = 1: F = q^m functions; inputs (z_0, z_1), each answer on m·F/q of them.
Expected one_step(Number m, Number q, Number c, int epochs) {
  const Number f = power(q, m);
  const Number x = m * f;
  const Number apart = pairs(x) - q * pairs(x / q);
  // Epoch 1, rows are pairs of inputs: 0 → -1, 1 → -1 compare all; 1 → 0 compares those with one z_0.
  const Number to_query = pairs(m) + pairs(f);
  if (epochs == 1) return {c * (m + f), c * to_query, 0, 0, apart};
  const Number to_0 = m * pairs(f);
  // Later, rows are runs. Player 0 must say the same to -1 in runs with one z_0, player 1 in runs with one z_1.
  const Number same = m * pairs(f) + f * pairs(m);
  const Number views = pairs(x) + m * pairs(f);
  if (epochs == 2) {
    return {c * (m + f + x + 2 * x), c * (to_query + to_0 + 2 * apart), views, 2 * c * same, apart};
  }
  // Epoch 2 to player 0: both inputs are the whole run, so nothing is asked; rows are compared where z_0 is one.
  return {c * (m + f + x + 3 * x + 2 * x), c * (to_query + to_0 + 2 * pairs(x) + to_0 + 2 * apart), 2 * views,
          2 * c * 2 * same, apart};
}

/// L = 2: R = q_1^m, S = q_2^(n q_1) functions; messages to player 1 have d = c·m bits.
Expected two_steps(Number m, Number n, Number q1, Number q2, Number c, int epochs) {
  const Number r = power(q1, m);
  const Number s = power(q2, n * q1);
  const Number d = c * m;
  const Number x = m * r * s;  // runs for each w; an answer is right on x/q_2 of them
  const Number apart = n * (pairs(x) - q2 * pairs(x / q2));
  const Number rows = c * n * (m + r + s);
  const Number to_query = c * n * (pairs(m) + pairs(r) + pairs(s));
  if (epochs == 1) return {rows, to_query, 0, 0, apart};
  const Number other_rows = c * m * (r + s) + d * r * s;
  const Number to_others = c * m * (pairs(r) + pairs(s)) + d * r * pairs(s);
  const Number views = n * pairs(x) + m * pairs(r * s) + r * pairs(s);
  // To player -1: runs with one w and one input of the sender's.
  const Number same = 2 * c * n * (m * pairs(r * s) + r * pairs(m * s) + s * pairs(m * r));
  if (epochs == 2) {
    return {rows + other_rows + 3 * c * n * x, to_query + to_others + 3 * c * apart, views, same, apart};
  }
  // Epoch 2: to player 0 rows are (z_0, z_1, z_2), to player 1 (z_1, z_2), where nothing is asked any more.
  const Number second_rows = 3 * c * n * x + 2 * c * x + d * r * s;
  const Number second = 3 * c * n * pairs(x) + 2 * c * m * pairs(r * s) + d * r * pairs(s);
  const Number second_same = same + 2 * c * m * (r * pairs(s) + s * pairs(r));
  return {rows + other_rows + second_rows + 3 * c * n * x, to_query + to_others + second + 3 * c * apart, 2 * views,
          second_same + same, apart};
}

/// L = 3, E = 2.
Expected three_steps(Number m, Number n1, Number n2, Number q1, Number q2, Number q3, Number c) {
  const Number n = n1 * n2;
  const Number r = power(q1, m);
  const Number s = power(q2, n1 * q1);
  const Number u = power(q3, n2 * q2);
  const Number d = c * m;
  const Number e = c * n1 * q1;
  const Number x = m * r * s * u;
  const Number apart = n * (pairs(x) - q3 * pairs(x / q3));
  const Number rows = c * n * (m + r + s + u) + c * m * (r + s + u) + d * r * (s + u) + e * s * u;
  const Number differences = c * n * (pairs(m) + pairs(r) + pairs(s) + pairs(u)) +
                             c * m * (pairs(r) + pairs(s) + pairs(u)) + d * r * (pairs(s) + pairs(u)) +
                             e * s * pairs(u);
  const Number views = n * pairs(x) + m * pairs(r * s * u) + r * pairs(s * u) + s * pairs(u);
  const Number same = n * (m * pairs(r * s * u) + r * pairs(m * s * u) + s * pairs(m * r * u) + u * pairs(m * r * s));
  return {rows + 4 * c * n * x, differences + 4 * c * apart, views, 2 * c * same, apart};
}

}  // namespace

TEST_CASE("pairs: sizes for L = 1 in closed form") {
  for (const std::uint32_t m : {1U, 2U, 3U}) {
    for (const std::uint32_t q : {1U, 2U, 3U, 5U}) {
      for (const std::uint32_t c : {1U, 2U, 5U}) {
        for (const int epochs : {1, 2, 3}) check(make(Task(m, {}, {q}), epochs, c), one_step(m, q, c, epochs));
      }
    }
  }
}

TEST_CASE("pairs: sizes for L = 2 in closed form") {
  struct Sizes {
    std::uint32_t m, n, q1, q2;
  };
  for (const auto& [m, n, q1, q2] : {Sizes{2, 1, 2, 2}, Sizes{1, 2, 3, 2}, Sizes{2, 2, 2, 2}, Sizes{3, 1, 2, 3},
                                     Sizes{2, 1, 3, 4}, Sizes{1, 3, 1, 5}, Sizes{2, 1, 2, 1}}) {
    for (const std::uint32_t c : {1U, 3U}) {
      for (const int epochs : {1, 2, 3}) {
        check(make(Task(m, {n}, {q1, q2}), epochs, c), two_steps(m, n, q1, q2, c, epochs));
      }
    }
  }
}

TEST_CASE("pairs: sizes for L = 3, two epochs, in closed form") {
  check(make(Task(1, {1, 1}, {2, 2, 2}), 2, 1), three_steps(1, 1, 1, 2, 2, 2, 1));
  check(make(Task(2, {1, 1}, {2, 2, 2}), 2, 1), three_steps(2, 1, 1, 2, 2, 2, 1));
  check(make(Task(1, {2, 1}, {2, 2, 3}), 2, 1), three_steps(1, 2, 1, 2, 2, 3, 1));
  check(make(Task(2, {1, 2}, {1, 2, 2}), 2, 1), three_steps(2, 1, 2, 1, 2, 2, 1));
  check(make(Task(1, {1, 1}, {3, 1, 2}), 2, 4), three_steps(1, 1, 1, 3, 1, 2, 4));
}

TEST_CASE("pairs: c = 0 leaves a clause without literals for each pair of runs that need different answers") {
  const auto instance = make(Task(2, {3}, {2, 2}), 2, 0);
  check(instance, {0, 0, 0, 0, 3 * (pairs(512) - 2 * pairs(256))});
  CHECK(PairsEncoder(instance, Symmetry::none).size().all_variables().value() == 0);
}

TEST_CASE("pairs: message bits cost linearly, where tables are exponential") {
  const auto variables = [](std::uint32_t c) {
    return PairsEncoder(make(Task(2, {1}, {2, 2}), 2, c), Symmetry::none).size().all_variables().value();
  };
  const Number views = two_steps(2, 1, 2, 2, 1, 2).views;
  CHECK(variables(15) - views == 15 * (variables(1) - views));
}

TEST_CASE("pairs: every variable has a name of its own") {
  for (const auto& instance :
       {make(Task(2, {}, {3}), 3, 2), make(Task(2, {2}, {2, 2}), 2, 1), make(Task(1, {1, 1}, {2, 2, 2}), 2, 1)}) {
    const PairsEncoder encoder(instance, Symmetry::none);
    const Budget budget;
    EncodingWatch watch(budget);
    const Formula formula = encoder.encode(watch);
    std::unordered_set<std::string> names;
    std::uint64_t empty = 0;
    for (std::int32_t v = 1; v <= formula.variables(); ++v) {
      const std::string name = formula.name(Var::from_dimacs(v));
      if (name.empty()) ++empty;
      names.insert(name);
    }
    CHECK(empty == 0);
    CHECK(names.size() == static_cast<std::size_t>(formula.variables()));
  }
}

TEST_CASE("pairs: its name") { CHECK(PairsEncoder(make(Task(1, {}, {2}), 1, 1), Symmetry::none).name() == "pairs"); }
