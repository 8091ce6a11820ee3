#include "encoders/tables.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <unordered_set>

#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

using Number = std::uint64_t;

struct Expected {
  Number message;
  Number value;
  Number output;
  Number look_up_clauses;
  Number output_clauses;
};

constexpr Number two_to(Number exponent) { return Number{1} << exponent; }

constexpr Number power(Number base, Number exponent) { return exponent == 0 ? 1 : base * power(base, exponent - 1); }

/// ⌈log2 q⌉
constexpr Number bits_of(Number q) {
  Number bits = 0;
  while (two_to(bits) < q) ++bits;
  return bits;
}

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

/// Compares with the promised size, and with the formula itself unless that is large.
void check(const std::shared_ptr<const Instance>& instance, const Expected& expected) {
  CAPTURE(canonical_json(*instance));
  const TablesEncoder encoder(instance, Symmetry::none);
  const FormulaSize size = encoder.size();
  CHECK(size_of(size.variables, "message") == expected.message);
  CHECK(size_of(size.variables, "value") == expected.value);
  CHECK(size_of(size.variables, "output") == expected.output);
  CHECK(size_of(size.clauses, "look-up") == expected.look_up_clauses);
  CHECK(size_of(size.clauses, "output") == expected.output_clauses);
  CHECK(size.variables.size() == 3);
  CHECK(size.clauses.size() == 2);
  if (size.all_clauses().value() > 300'000) return;
  const Budget budget;
  EncodingWatch watch(budget);
  const Formula formula = encoder.encode(watch);
  CHECK(static_cast<Number>(formula.variables()) == expected.message + expected.value + expected.output);
  CHECK(static_cast<Number>(formula.clauses()) == expected.look_up_clauses + expected.output_clauses);
  const auto variables = formula.variable_families();
  CHECK(size_of(variables, "message") == expected.message);
  CHECK(size_of(variables, "value") == expected.value);
  CHECK(size_of(variables, "output") == expected.output);
  const auto clauses = formula.families();
  CHECK(size_of(clauses, "look-up") == expected.look_up_clauses);
  CHECK(size_of(clauses, "output") == expected.output_clauses);
  CHECK(static_cast<Number>(formula.literals()) == size.literals.value());
}

/// L = 1: A_1 = q^m functions, P_{-1} = P_0 = m·q^m projections.
Expected one_step(Number m, Number q, Number c, int epochs) {
  const Number functions = power(q, m);
  const Number inputs = m * functions;
  const Number a = bits_of(q);
  // 0 → -1, 1 → -1, 1 → 0; the last one where an epoch follows.
  const Number first = c * (m + functions);
  const Number later = c * functions * m;
  if (epochs == 1) return {first, 0, two_to(2 * c) * a, 0, inputs * two_to(2 * c) * a};
  if (epochs == 2) {
    // 0 → -1 over the c bits that each heard from 1; 1 → -1 over the c bits that -1 heard from 0.
    return {first + later + c * (m * two_to(2 * c) + functions * two_to(c)), 2 * c * inputs, two_to(4 * c) * a,
            inputs * 2 * c * (two_to(2 * c) + two_to(c)), inputs * two_to(4 * c) * a};
  }
  // In epoch 2 the message 1 → 0 is over nothing: player 1 hears nobody, and player 0 hears only player 1.
  return {first + 2 * later + c * (m * (two_to(2 * c) + two_to(4 * c)) + functions * (two_to(c) + two_to(2 * c))),
          4 * c * inputs, two_to(6 * c) * a,
          inputs * 2 * c * (two_to(2 * c) + two_to(4 * c) + two_to(c) + two_to(2 * c)), inputs * two_to(6 * c) * a};
}

/// L = 2: R = q_1^m and S = q_2^(n q_1) functions; the messages to player 1 have d = c·m bits.
Expected two_steps(Number m, Number n, Number q1, Number q2, Number c, int epochs) {
  const Number r = power(q1, m);
  const Number s = power(q2, n * q1);
  const Number d = c * m;
  const Number a = bits_of(q2);
  const Number inputs = n * m * r * s;   // P_{-1}
  const Number after_query = m * r * s;  // P_0
  const Number to_query = c * n * (m + r + s);
  const Number to_others = c * m * (r + s) + d * r * s;
  if (epochs == 1) return {to_query, 0, n * two_to(3 * c) * a, 0, inputs * two_to(3 * c) * a};
  // To player -1 after k epochs: from 0 over 2kc bits of its own and 2kc of the receiver's from the others; from 1 over
  // kd and 2kc; from 2 over 2kc.
  const auto cells = [&](Number k) {
    return c * n * (m * two_to(4 * k * c) + r * two_to(k * (d + 2 * c)) + s * two_to(2 * k * c));
  };
  const auto look_ups = [&](Number k) {
    return inputs * 2 * c * (two_to(4 * k * c) + two_to(k * (d + 2 * c)) + two_to(2 * k * c));
  };
  if (epochs == 2) {
    return {to_query + to_others + cells(1), 3 * c * inputs, n * two_to(6 * c) * a, look_ups(1),
            inputs * two_to(6 * c) * a};
  }
  // Epoch 2 to player 0: from 1 over its d bits and the c that 0 heard from 2; from 2 over the c that 0 heard from 1.
  // To player 1: over nothing.
  const Number second = c * m * (r * two_to(d + c) + s * two_to(c)) + d * r * s;
  return {to_query + to_others + cells(1) + second + cells(2), 6 * c * inputs + 2 * c * after_query,
          n * two_to(9 * c) * a, look_ups(1) + look_ups(2) + after_query * 2 * c * (two_to(d + c) + two_to(c)),
          inputs * two_to(9 * c) * a};
}

/// L = 3, E = 2: R, S, U functions; messages to player 1 have d = c·m bits, to player 2 e = c·n_1·q_1.
Expected three_steps(Number m, Number n1, Number n2, Number q1, Number q2, Number q3, Number c) {
  const Number n = n1 * n2;
  const Number r = power(q1, m);
  const Number s = power(q2, n1 * q1);
  const Number u = power(q3, n2 * q2);
  const Number d = c * m;
  const Number e = c * n1 * q1;
  const Number a = bits_of(q3);
  const Number inputs = n * m * r * s * u;
  const Number first = c * n * (m + r + s + u) + c * m * (r + s + u) + d * r * (s + u) + e * s * u;
  const Number from_0 = two_to(3 * c + 3 * c);
  const Number from_1 = two_to(2 * d + 3 * c);
  const Number from_2 = two_to(e + 3 * c);
  const Number from_3 = two_to(3 * c);
  return {first + c * n * (m * from_0 + r * from_1 + s * from_2 + u * from_3), 4 * c * inputs, n * two_to(8 * c) * a,
          inputs * 2 * c * (from_0 + from_1 + from_2 + from_3), inputs * two_to(8 * c) * a};
}

}  // namespace

TEST_CASE("tables: sizes for L = 1 in closed form") {
  for (const std::uint32_t m : {1U, 2U, 3U}) {
    for (const std::uint32_t q : {1U, 2U, 3U, 5U}) {
      for (const std::uint32_t c : {1U, 2U}) {
        for (const int epochs : {1, 2, 3}) {
          Expected expected = one_step(m, q, c, epochs);
          check(make(Task(m, {}, {q}), epochs, c), expected);
        }
      }
    }
  }
}

TEST_CASE("tables: sizes for L = 2 in closed form") {
  struct Sizes {
    std::uint32_t m, n, q1, q2;
  };
  for (const auto& [m, n, q1, q2] : {Sizes{2, 1, 2, 2}, Sizes{1, 2, 3, 2}, Sizes{2, 2, 2, 2}, Sizes{3, 1, 2, 3},
                                     Sizes{2, 1, 3, 4}, Sizes{1, 3, 1, 5}, Sizes{2, 1, 2, 1}}) {
    for (const std::uint32_t c : {1U, 2U}) {
      for (const int epochs : {1, 2, 3}) {
        check(make(Task(m, {n}, {q1, q2}), epochs, c), two_steps(m, n, q1, q2, c, epochs));
      }
    }
  }
}

TEST_CASE("tables: sizes for L = 3, two epochs, in closed form") {
  check(make(Task(1, {1, 1}, {2, 2, 2}), 2, 1), three_steps(1, 1, 1, 2, 2, 2, 1));
  check(make(Task(2, {1, 1}, {2, 2, 2}), 2, 1), three_steps(2, 1, 1, 2, 2, 2, 1));
  check(make(Task(1, {2, 1}, {2, 2, 3}), 2, 1), three_steps(1, 2, 1, 2, 2, 3, 1));
  check(make(Task(2, {1, 2}, {1, 2, 2}), 2, 1), three_steps(2, 1, 2, 1, 2, 2, 1));
  check(make(Task(1, {1, 1}, {3, 1, 2}), 2, 2), three_steps(1, 1, 1, 3, 1, 2, 2));
}

TEST_CASE("tables: the known number of variables") {
  // m = 2, n = 1, q = (3, 4), c = 1, E = 2.
  const auto instance = make(Task(2, {1}, {3, 4}), 2, 1);
  CHECK(TablesEncoder(instance, Symmetry::none).size().all_variables().value() == 5389);
  const Expected expected = two_steps(2, 1, 3, 4, 1, 2);
  CHECK(expected.message + expected.value + expected.output == 5389);
}

TEST_CASE("tables: c = 0 leaves an output table of one row a query") {
  check(make(Task(2, {3}, {2, 5}), 2, 0), {0, 0, Number{3} * 3, 0, Number{3} * 2 * 4 * power(5, 6) * 3});
}

TEST_CASE("tables: one possible answer needs no formula, however wide the final inbox") {
  for (const std::uint32_t c : {1U, 20U, 31U}) {
    for (const int epochs : {1, 2}) {
      const auto instance = make(Task(1, {}, {1}), epochs, c);
      const TablesEncoder encoder(instance, Symmetry::none);
      CHECK(size_of(encoder.size().variables, "output") == 0);
      CHECK(size_of(encoder.size().clauses, "output") == 0);
      if (epochs == 2 && c > 1) continue;  // its messages' tables are as large as they are
      const Budget budget(10.0, {});
      EncodingWatch watch(budget);
      const Formula formula = encoder.encode(watch);
      Assignment zeros;
      zeros.values.resize(static_cast<std::size_t>(formula.variables()) + 1);
      CHECK(encoder.decode(zeros).output().size() == 1);
    }
  }
}

TEST_CASE("tables: every variable has a name of its own") {
  for (const auto& instance :
       {make(Task(2, {}, {3}), 3, 1), make(Task(2, {2}, {2, 2}), 2, 1), make(Task(1, {1, 1}, {2, 2, 2}), 2, 1)}) {
    const TablesEncoder encoder(instance, Symmetry::none);
    const Budget budget;
    EncodingWatch watch(budget);
    const Formula formula = encoder.encode(watch);
    std::unordered_set<std::string> names;
    for (std::int32_t v = 1; v <= formula.variables(); ++v) {
      const std::string name = formula.name(Var::from_dimacs(v));
      CHECK_FALSE(name.empty());
      names.insert(name);
    }
    CHECK(names.size() == static_cast<std::size_t>(formula.variables()));
  }
  const TablesEncoder encoder(make(Task(1, {}, {2}), 2, 1), Symmetry::none);
  const Budget budget;
  EncodingWatch watch(budget);
  const Formula formula = encoder.encode(watch);
  CHECK(formula.name(Var::from_dimacs(1)) ==
        "message epoch=1 from=0 to=-1 sender_input=0 receiver_input=0 inboxes=0 bit=0");
  CHECK(formula.name(Var::from_dimacs(formula.variables())) == "output query=0 inbox=15 bit=0");
}

TEST_CASE("tables: its name") { CHECK(TablesEncoder(make(Task(1, {}, {2}), 1, 1), Symmetry::none).name() == "tables"); }
