#include "encoders/smt.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <z3++.h>

#include <algorithm>
#include <map>
#include <memory>
#include <span>

#include "base/error.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"

using namespace arcsat;

namespace {

const Budget no_limit;

using Shared = std::shared_ptr<const Instance>;

Shared make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

Restriction only(std::vector<Input> tuples) { return {{}, std::move(tuples), true}; }

bool satisfiable(z3::solver& solver, const std::string& script) {
  solver.from_string(script.c_str());
  const z3::check_result result = solver.check();
  REQUIRE(result != z3::unknown);
  return result == z3::sat;
}

bool satisfiable(const std::string& script) {
  z3::context context;
  z3::solver solver(context);
  return satisfiable(solver, script);
}

std::vector<Input> solved_by(const Protocol& protocol) {
  std::vector<Input> solved;
  const Instance& instance = protocol.instance();
  for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) {
    const Input input = instance.inputs().input(k);
    if (simulate(protocol, input).answer == instance.task().answer(input)) solved.push_back(input);
  }
  return solved;
}

/// Solves the script; a model must decode to a protocol that is right on every allowed input.
bool realizable(const Shared& instance) {
  const SmtEncoder encoding(instance);
  z3::context context;
  z3::solver solver(context);
  const bool found = satisfiable(solver, encoding.script(no_limit));
  CHECK(solver.assertions().size() == encoding.assertion_count());
  if (!found) return false;

  const z3::model model = solver.get_model();
  std::vector<std::uint32_t> values;
  for (const auto& constant : encoding.constants()) {
    const z3::expr term = context.bv_const(constant.name.c_str(), constant.bits);
    values.push_back(model.eval(term, true).get_numeral_uint());
  }
  CHECK(solved_by(encoding.decode(values)).size() == instance->inputs().size());
  return true;
}

std::uint32_t hash_of(std::span<const std::uint32_t> key) {
  std::uint64_t hash = 1469598103934665603U;
  for (const std::uint32_t part : key) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29;
  }
  return static_cast<std::uint32_t>(hash >> 32);
}

/// What a protocol sends on input number k whose every message is a hash of the two views.
Transcript hashed_run(const Instance& instance, std::uint32_t seed, std::uint64_t k) {
  Transcript run;
  run.values.assign(instance.messages(), 0);
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Message message = instance.message(number);
    if (!instance.matters(message)) continue;
    std::vector<std::uint32_t> key = {seed, static_cast<std::uint32_t>(number)};
    append_views(instance.scheme(), instance.scheme().slot(number), 0, instance.inputs().input(k), run.values, key);
    run.values[number] = hash_of(key) & ((1U << instance.width(message)) - 1);
  }
  return run;
}

/// The hashed protocol on every allowed input; in each final view it gives the answer that is right most often.
Protocol hashed_protocol(const Shared& instance, std::uint32_t seed) {
  const InputSet& inputs = instance->inputs();
  std::vector<Transcript> runs;
  std::vector<std::vector<std::uint32_t>> views(inputs.size());
  std::map<std::vector<std::uint32_t>, std::map<std::uint32_t, int>> votes;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    runs.push_back(hashed_run(*instance, seed, k));
    append_view(instance->scheme(), instance->scheme().answer(), inputs.input(k), runs[k].values, views[k]);
    ++votes[views[k]][instance->task().answer(inputs.input(k))];
  }
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    const auto& counts = votes.at(views[k]);
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    runs[k].answer = std::max_element(counts.begin(), counts.end(), fewer)->first;
    builder.record(k, runs[k]);
  }
  return builder.finish();
}

/// The same protocol for an instance that allows fewer inputs.
Protocol restricted(const Protocol& protocol, const Shared& instance) {
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    builder.record(k, simulate(protocol, instance->inputs().input(k)));
  }
  return builder.finish();
}

/// L = 1, m = 2, q_1 = 2, one epoch: tries every pair of messages z_0 → [2^bits0], z_1 → [2^bits1] (w has one value).
bool one_epoch_protocol_exists(const std::vector<Input>& inputs, const Task& task, unsigned bits0, unsigned bits1) {
  for (unsigned table0 = 0; table0 < 1U << 2 * bits0; ++table0) {
    for (unsigned table1 = 0; table1 < 1U << 4 * bits1; ++table1) {
      std::map<std::pair<unsigned, unsigned>, std::uint32_t> output;
      bool right = true;
      for (const Input& input : inputs) {
        const unsigned sent0 = table0 >> input[1] * bits0 & ((1U << bits0) - 1);
        const unsigned sent1 = table1 >> input[2] * bits1 & ((1U << bits1) - 1);
        const std::uint32_t answer = task.answer(input);
        right = right && output.try_emplace({sent0, sent1}, answer).first->second == answer;
      }
      if (right) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("smt: the whole text for a tiny instance") {
  const auto instance = make(Task(1, {}, {2}), {1, 1, {{{1, 0, -1}, 0}}});
  CHECK(SmtEncoder(instance).script(no_limit) ==
        "; A 1-epoch autoregressive protocol with 1 bit per token, 0 bits from 0 to -1 in epoch 1 solves L-FuncComp "
        "with L=1, m=1, q=(2)?\n"
        "; {\"task\":{\"L\":1,\"m\":1,\"n\":[],\"q\":[2]},\"inputs\":{},\"model\":{\"kind\":\"decoder\",\"epochs\":1,"
        "\"bits_per_token\":1,\"widths\":[{\"epoch\":1,\"from\":0,\"to\":-1,\"bits\":0}]}}\n"
        "; sat: realizable, unsat: unrealizable. 2 constants, 4 assertions.\n"
        "(set-logic QF_UFBV)\n"
        "(declare-fun msg_1_1_m1 ((_ BitVec 1)) (_ BitVec 1))\n"
        "(declare-fun sent_1_1_m1_0 () (_ BitVec 1))\n"
        "(assert (= sent_1_1_m1_0 (msg_1_1_m1 (_ bv0 1))))\n"
        "(declare-fun sent_1_1_m1_1 () (_ BitVec 1))\n"
        "(assert (= sent_1_1_m1_1 (msg_1_1_m1 (_ bv1 1))))\n"
        "(declare-fun output ((_ BitVec 1)) (_ BitVec 1))\n"
        "(assert (= (output sent_1_1_m1_0) (_ bv0 1)))\n"
        "(assert (= (output sent_1_1_m1_1) (_ bv1 1)))\n"
        "(check-sat)\n");
}

TEST_CASE("smt: views are whole, in file order") {
  // w has 3 values (2 bits), z_0 1, z_1 2 (1 bit), z_2 2^6 (6 bits). Widths tell the messages of epoch 1 apart.
  Model model{2, 9, {}};
  unsigned next_width = 11;
  for (const auto& [sender, receiver] : {std::pair{0, -1}, {1, -1}, {2, -1}, {1, 0}, {2, 0}, {2, 1}}) {
    model.widths.push_back({{1, sender, receiver}, next_width++});
  }
  const auto instance = make(Task(1, {3}, {2, 2}), model);
  const std::string script = SmtEncoder(instance).script(no_limit);
  const auto declares = [&](const std::string& name, const std::vector<int>& arguments, int bits) {
    std::string sorts;
    for (const int width : arguments) sorts += fmt::format("{}(_ BitVec {})", sorts.empty() ? "" : " ", width);
    const auto text = fmt::format("(declare-fun {} ({}) (_ BitVec {}))\n", name, sorts, bits);
    return script.find(text) != std::string::npos;
  };
  CHECK(declares("msg_1_0_m1", {2}, 11));
  CHECK(declares("msg_1_2_1", {6, 1}, 16));
  CHECK(declares("msg_2_0_m1", {14, 15, 2, 11, 12, 13}, 9));
  CHECK(declares("msg_2_1_m1", {1, 16, 2, 11, 12, 13}, 9));
  CHECK(declares("msg_2_2_m1", {6, 2, 11, 12, 13}, 9));
  CHECK(declares("output", {2, 11, 12, 13, 9, 9, 9}, 1));
  CHECK(script.find("msg_2_1_0") == std::string::npos);
  // Projections: 3·1·2·64 at level -1, 128 at level 0, 128 at level 1; outputs: one per input.
  const std::uint64_t constants = 6 * 384 + 2 * 128 + 128;
  CHECK(SmtEncoder(instance).constant_count() == constants);
  CHECK(SmtEncoder(instance).assertion_count() == constants + 384);
  CHECK(SmtEncoder(instance).constants().size() == constants);
  CHECK(SmtEncoder(instance).constants().front().name == "sent_1_0_m1_0");
  CHECK(SmtEncoder(instance).constants().back().name == "sent_2_2_m1_383");
  CHECK(SmtEncoder(instance).constants().back().bits == 9);
}

TEST_CASE("smt: known values for L = 1") {
  for (const std::uint32_t c : {0U, 1U, 2U}) CHECK(realizable(make(Task::paper_shape(2, {}), {1, c, {}})) == (c == 2));
  // Of m = 3 in the paper shape only the realizable side: the other is a pigeonhole problem (z3: not in 40 s).
  CHECK(realizable(make(Task::paper_shape(3, {}), {1, 5, {}})));
  CHECK_FALSE(realizable(make(Task(3, {}, {2}), {1, 2, {}})));
  CHECK(realizable(make(Task(3, {}, {2}), {1, 3, {}})));
  CHECK(realizable(make(Task::paper_shape(2, {}), {2, 1, {}})));
  CHECK(realizable(make(Task::paper_shape(3, {}), {2, 1, {}})));
}

TEST_CASE("smt: known values for L = 2") {
  CHECK(realizable(make(Task(2, {1}, {2, 2}), {2, 1, {}})));
  CHECK(realizable(make(Task(2, {1}, {2, 2}), {3, 1, {}})));
  CHECK(realizable(make(Task(2, {2}, {2, 2}), {2, 1, {}})));
  CHECK_FALSE(realizable(make(Task(2, {1}, {2, 2}), {1, 1, {}})));
  // More epochs than L + 1 do no harm.
  CHECK(realizable(make(Task(2, {1}, {2, 2}), {5, 1, {}})));
}

TEST_CASE("smt: degenerate sizes") {
  // Without bits only a constant answer is possible, for each w.
  CHECK(realizable(make(Task(2, {1}, {3, 1}), {2, 0, {}})));
  CHECK_FALSE(realizable(make(Task(2, {1}, {1, 2}), {2, 0, {}})));
  CHECK(realizable(make(Task(1, {}, {1}), {1, 0, {}})));
  CHECK(realizable(make(Task(1, {}, {1}), {1, 1, {}})));
  // m = 1: z_1 is one value.
  CHECK(realizable(make(Task(1, {}, {2}), {1, 1, {}})));
  CHECK_FALSE(realizable(make(Task(1, {}, {3}), {1, 1, {}})));
  CHECK(realizable(make(Task(1, {}, {3}), {2, 1, {}})));
  CHECK(realizable(make(Task(1, {1, 1}, {1, 1, 2}), {1, 1, {}})));
}

TEST_CASE("smt: width overrides") {
  const Task task(2, {}, {2});
  CHECK(realizable(make(task, {1, 1, {{{1, 1, -1}, 2}}})));
  CHECK(realizable(make(task, {1, 2, {{{1, 0, -1}, 1}}})));
  CHECK_FALSE(realizable(make(task, {1, 2, {{{1, 1, -1}, 1}}})));
  CHECK_FALSE(realizable(make(task, {1, 2, {{{1, 0, -1}, 0}}})));
  // What players tell each other in the last epoch is of no use; in the first one it is.
  CHECK_FALSE(realizable(make(task, {1, 1, {{{1, 1, 0}, 5}}})));
  CHECK(realizable(make(task, {2, 0, {{{1, 1, 0}, 1}, {{2, 0, -1}, 1}}})));
  CHECK_FALSE(realizable(make(task, {2, 0, {{{2, 1, 0}, 1}, {{2, 0, -1}, 1}}})));
}

TEST_CASE("smt: restricted inputs") {
  const Task task(2, {}, {2});
  const Model one_bit{1, 1, {}};
  CHECK_FALSE(realizable(make(task, one_bit)));
  CHECK(realizable(make(task, one_bit, {{{1, {0, 3}}}, {}, false})));
  CHECK(realizable(make(task, one_bit, {{{0, {1}}}, {}, false})));
  CHECK(realizable(make(task, {1, 0, {}}, only({{0, 1, 2}}))));
  CHECK_FALSE(realizable(make(task, {1, 0, {}}, only({{0, 1, 2}, {0, 0, 2}}))));
}

TEST_CASE("smt: agrees with the enumeration of all one-epoch protocols") {
  const Task task(2, {}, {2});
  int counts[2] = {0, 0};
  for (const unsigned bits0 : {0U, 1U}) {
    for (const unsigned bits1 : {0U, 1U, 2U}) {
      for (unsigned set = 1; set < 256; set += 11) {
        std::vector<Input> inputs;
        for (InputIndex k = 0; k < 8; ++k) {
          if (set >> k & 1U) inputs.push_back({0, k % 2, k / 2});
        }
        const bool exists = one_epoch_protocol_exists(inputs, task, bits0, bits1);
        const Model model{1, 1, {{{1, 0, -1}, bits0}, {{1, 1, -1}, bits1}}};
        CHECK(realizable(make(task, model, only(inputs))) == exists);
        ++counts[exists ? 1 : 0];
      }
    }
  }
  CHECK(counts[0] > 20);
  CHECK(counts[1] > 20);
}

TEST_CASE("smt: every protocol that solves its instance satisfies the formula, one that does not contradicts it") {
  struct Case {
    Task task;
    Model model;
  };
  const std::vector<Case> cases = {
      {Task(2, {}, {2}), {1, 1, {}}},           {Task(3, {}, {2}), {2, 1, {}}},
      {Task(2, {1}, {2, 2}), {2, 1, {}}},       {Task(2, {2}, {2, 2}), {2, 1, {}}},
      {Task(2, {1}, {2, 3}), {3, 1, {}}},       {Task(1, {2}, {2, 3}), {2, 2, {{{1, 2, 1}, 0}, {{2, 2, -1}, 1}}}},
      {Task(2, {1, 2}, {2, 1, 2}), {2, 1, {}}}, {Task(1, {2, 1}, {2, 2, 2}), {2, 1, {{{1, 3, 2}, 1}}}},
  };
  int failing = 0;
  for (const Case& one : cases) {
    const Shared wide = make(one.task, one.model);
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
      CAPTURE(canonical_json(*wide));
      CAPTURE(seed);
      const Protocol any = hashed_protocol(wide, seed);
      const std::vector<Input> solved = solved_by(any);
      const bool solves_all = solved.size() == wide->inputs().size();
      failing += solves_all ? 0 : 1;
      CHECK(satisfiable(SmtEncoder(wide).with_values(any, no_limit)) == solves_all);

      const Shared instance = make(one.task, one.model, only(solved));
      const Protocol protocol = restricted(any, instance);
      REQUIRE(solved_by(protocol).size() == instance->inputs().size());
      CHECK(satisfiable(SmtEncoder(instance).with_values(protocol, no_limit)));
    }
  }
  CHECK(failing > 20);
}

TEST_CASE("smt: values that are no model are refused") {
  const SmtEncoder encoding(make(Task(2, {}, {2}), {1, 1, {{{1, 1, -1}, 2}}}));
  const auto constants = encoding.constants();
  std::vector<std::uint32_t> values;
  // z_0 and z_1 in the clear; the projection of an input (z_0, z_1) is 2·z_1 + z_0.
  for (std::uint32_t k = 0; k < 8; ++k) values.push_back(k % 2);
  for (std::uint32_t k = 0; k < 8; ++k) values.push_back(k / 2);
  REQUIRE(constants.size() == values.size());
  CHECK_NOTHROW(encoding.decode(values));
  const auto refused = [&](std::size_t position, std::uint32_t value, const std::string& text) {
    std::vector<std::uint32_t> changed = values;
    changed[position] = value;
    CHECK_THROWS_WITH_AS(encoding.decode(changed), text.c_str(), CheckFailed);
  };
  refused(0, 2, "found the value 2 for sent_1_0_m1_0, expected one below 2");
  refused(15, 4, "found the value 4 for sent_1_1_m1_7, expected one below 4");
  refused(0, 1, "two runs with equal views differ in the message of player 0 to player -1 in epoch 1");
  for (std::uint32_t& value : values) value = 0;
  CHECK_THROWS_WITH_AS(encoding.decode(values), "two runs with equal final views need different answers", CheckFailed);
  values.pop_back();
  CHECK_THROWS_WITH_AS(encoding.decode(values), "found 15 values, expected 16", CheckFailed);
}

TEST_CASE("smt: limits") {
  const auto instance = make(Task(2, {1}, {3, 4}), {2, 1, {}});
  CHECK_THROWS_AS(SmtEncoder(instance).script(Budget({}, 1)), LimitReached);
  CHECK_NOTHROW(SmtEncoder(instance).script(Budget({}, 2)));
  CHECK_THROWS_AS(SmtEncoder(instance).script(Budget(0.0, {})), LimitReached);
  CHECK_THROWS_WITH_AS(SmtEncoder(make(Task(15, {}, {4}), {1, 1, {}})),
                       "found 16106127360 allowed inputs, expected at most 2^31 (an equation each)", Unsupported);
  const auto other = make(Task(2, {1}, {3, 4}), {2, 2, {}});
  CHECK_THROWS_AS(SmtEncoder(instance).with_values(Protocol(other), no_limit), InputError);
}
