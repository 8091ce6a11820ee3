#include "protocol/instance.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "base/error.hpp"
#include "protocol/instance_file.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Model model, Restriction restriction = {}) {
  return {"", std::move(task), std::move(restriction), std::move(model)};
}

Restriction only(std::vector<Input> tuples) { return {{}, std::move(tuples), true}; }

std::string complaint(const std::function<void()>& work) {
  try {
    work();
  } catch (const Unsupported& error) {
    return std::string("unsupported: ") + error.what();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

}  // namespace

TEST_CASE("instance: a message has c bits for each of its receiver's tokens") {
  const Instance instance = make(Task(3, {2}, {2, 2}), {2, 2, {}});
  for (const int epoch : {1, 2}) {
    CHECK(instance.width({epoch, 0, -1}) == 2);
    CHECK(instance.width({epoch, 2, -1}) == 2);
    CHECK(instance.width({epoch, 1, 0}) == 2);
    CHECK(instance.width({epoch, 2, 0}) == 2);
    CHECK(instance.width({epoch, 2, 1}) == 6);  // m = 3 tokens
  }
  // To player 2 of three: n_1 q_1 tokens.
  CHECK(make(Task(1, {2, 1}, {3, 1, 2}), {1, 1, {}}).width({1, 3, 2}) == 6);
}

TEST_CASE("instance: overrides change one message each") {
  const Instance instance = make(Task(3, {2}, {2, 2}), {2, 1, {{{1, 2, 1}, 0}, {{2, 0, -1}, 31}}});
  CHECK(instance.width({1, 2, 1}) == 0);
  CHECK(instance.width({2, 2, 1}) == 3);
  CHECK(instance.width({2, 0, -1}) == 31);
  CHECK(instance.width({1, 0, -1}) == 1);
}

TEST_CASE("instance: messages are numbered by epoch, receiver, sender") {
  for (std::size_t length = 1; length <= 4; ++length) {
    for (const int epochs : {1, 2, 3}) {
      CAPTURE(length);
      CAPTURE(epochs);
      const Instance instance = make(
          Task(1, std::vector<std::uint32_t>(length - 1, 1), std::vector<std::uint32_t>(length, 1)), {epochs, 1, {}});
      const auto last = static_cast<Player>(length);
      CHECK(instance.last_player() == last);
      std::size_t number = 0;
      for (int epoch = 1; epoch <= epochs; ++epoch) {
        for (Player receiver = first_player; receiver < last; ++receiver) {
          for (Player sender = receiver + 1; sender <= last; ++sender) {
            const Message message{epoch, sender, receiver};
            CHECK(instance.number(message) == number);
            CHECK(instance.message(number) == message);
            ++number;
          }
        }
      }
      CHECK(instance.messages() == number);
      CHECK(instance.epochs() == epochs);
    }
  }
}

TEST_CASE("instance: a thousand players are numbered in no time") {
  const Instance instance =
      make(Task(1, std::vector<std::uint32_t>(999, 1), std::vector<std::uint32_t>(1000, 1)), {2, 0, {}});
  REQUIRE(instance.messages() == 2 * 1002 * 1001 / 2);
  std::size_t wrong = 0;
  for (std::size_t k = 0; k < instance.messages(); ++k) {
    if (instance.number(instance.message(k)) != k) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("instance: in the last epoch only messages to player -1 matter, and never those without bits") {
  const Instance instance = make(Task(1, {1}, {2, 2}), {2, 1, {{{1, 1, 0}, 0}, {{2, 1, -1}, 0}}});
  CHECK(instance.matters({1, 2, 1}));
  CHECK(instance.matters({1, 2, 0}));
  CHECK_FALSE(instance.matters({1, 1, 0}));
  CHECK(instance.matters({2, 2, -1}));
  CHECK(instance.matters({2, 0, -1}));
  CHECK_FALSE(instance.matters({2, 1, -1}));
  CHECK_FALSE(instance.matters({2, 2, 1}));
  CHECK_FALSE(instance.matters({2, 2, 0}));
}

TEST_CASE("instance: no epoch, strange overrides, strange inputs") {
  const Task task(2, {1}, {2, 2});
  CHECK(complaint([&] { make(task, {0, 1, {}}); }) == "found 0 epochs, expected at least 1");
  CHECK(complaint([&] { make(task, {-3, 1, {}}); }) == "found -3 epochs, expected at least 1");
  for (const Message& message : {Message{0, 1, 0}, Message{3, 1, 0}, Message{1, 0, 0}, Message{1, 0, 1},
                                 Message{1, 3, 0}, Message{1, 1, -2}, Message{1, -1, -1}}) {
    CHECK(complaint([&] { make(task, {2, 1, {{message, 1}}}); }).ends_with("expected a message of the model"));
  }
  CHECK(complaint([&] {
          make(task, {2, 1, {{{1, 0, 1}, 1}}});
        }) == "found a width for epoch 1, player 0 to player 1, expected a message of the model");
  CHECK(complaint([&] {
          make(task, {2, 1, {{{1, 1, 0}, 1}, {{1, 1, 0}, 1}}});
        }) == "found a second width for epoch 1, player 1 to player 0, expected one");
  CHECK(complaint([&] {
          make(task, {1, 1, {}}, {{{1, {4}}}, {}, false});
        }) == "found the index 4 for player 1, expected an index below 4");
  CHECK(complaint([&] {
          make(task, {1, 1, {}}, only({{0, 0, 0, 0}, {0, 2, 0, 0}}));
        }) == "found the index 2 for player 0, expected an index below 2");
  CHECK(complaint([&] { make(task, {1, 1, {}}, only({{0, 0, 0}})); }) == "found a tuple of 3 indices, expected 4");
  CHECK(complaint([&] { make(task, {1, 1, {}}, only({})); }) == "found no allowed input, expected at least one");
  CHECK(complaint([&] {
          make(task, {1, 1, {}}, {{{1, {}}}, {}, false});
        }) == "found no allowed input, expected at least one");
}

TEST_CASE("instance: limits that name the number") {
  CHECK(make(Task(31, {1}, {1, 2}), {2, 1, {}}).width({1, 2, 1}) == 31);
  const Instance wide = make(Task(32, {1}, {1, 2}), {2, 1, {}});
  CHECK(wide.bits({1, 2, 1}) == 32);
  CHECK(complaint([&] {
          (void)wide.width({1, 2, 1});
        }) ==
        "unsupported: found 32 bits (epoch 1, player 2 to player 1), expected at most 31 where values are tried one by "
        "one");
  // 2^31 - 1 bits for each of 2^31 tokens: nothing wraps around.
  CHECK(make(Task(1, {1U << 16, 1}, {1U << 15, 1, 1}), {2, 0x7fffffff, {}}).bits({1, 3, 2}) ==
        (std::uint64_t{0x7fffffff} << 31));
  CHECK(complaint([] {
          make(Task(1, {1U << 20, 1}, {1U << 20, 1, 1}), {2, 0x7fffffff, {}});
        }) ==
        "unsupported: found a message of more than 2^62 bits (epoch 1, player 3 to player 2), expected at most 2^62");
  CHECK(complaint([] {
          make(Task(1, {1U << 20, 1}, {1U << 20, 1, 1}), {1, 0x7fffffff, {{{1, 3, 2}, 5}}});
        }) == "no complaint");
  CHECK(make(Task(1, {}, {2}), {2, 1, {{{2, 1, 0}, std::uint64_t{1} << 62}}}).bits({2, 1, 0}) == std::uint64_t{1}
                                                                                                     << 62);
  CHECK(complaint([] {
          make(Task(1, {}, {2}), {2, 1, {{{2, 1, 0}, (std::uint64_t{1} << 62) + 1}}});
        }) ==
        "unsupported: found a message of more than 2^62 bits (epoch 2, player 1 to player 0), expected at most 2^62");
  // The sentence counts what can be counted.
  CHECK(statement(make(Task(2, {19}, {4, 4}), {2, 2, {}}, {{{0, {0}}}, {}, false}), Verdict::unrealizable)
            .ends_with("q=(4,4) on its allowed inputs, more than 2^62"));
  CHECK(statement(make(Task(2, {19}, {4, 4}), {2, 2, {}}, {{{2, {0, 5}}}, {}, false}), Verdict::unrealizable)
            .ends_with("q=(4,4) on its 1216 allowed inputs"));
  // Three messages an epoch for L = 1.
  CHECK(make(Task(1, {}, {2}), {349525, 1, {}}).messages() == 1048575);
  CHECK(complaint([] {
          make(Task(1, {}, {2}), {349526, 1, {}});
        }) == "unsupported: found 349526 epochs of 3 messages, expected at most 2^20 messages in all");
}

TEST_CASE("instance: restrictions give the allowed inputs") {
  const Task task(2, {}, {2});
  const auto inputs = [&](const Restriction& restriction) {
    const Instance instance = make(task, {1, 1, {}}, restriction);
    std::vector<Input> result;
    for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) result.push_back(instance.inputs().input(k));
    return result;
  };
  CHECK(inputs({}).size() == 8);
  CHECK(inputs({{{1, {3, 1, 3}}}, {}, false}) == std::vector<Input>{{0, 0, 1}, {0, 1, 1}, {0, 0, 3}, {0, 1, 3}});
  CHECK(inputs({{{0, {1}}, {1, {2}}}, {}, false}) == std::vector<Input>{{0, 1, 2}});
  CHECK(inputs(only({{0, 1, 2}, {0, 0, 0}, {0, 1, 2}})) == std::vector<Input>{{0, 0, 0}, {0, 1, 2}});
}

TEST_CASE("instance: the verdict as a sentence") {
  const Instance plain = make(Task(2, {1}, {3, 4}), {2, 1, {}});
  CHECK(statement(plain, Verdict::unrealizable) ==
        "No 2-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=2, m=2, n=(1), q=(3,4)");
  CHECK(statement(plain, Verdict::realizable) ==
        "A 2-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=2, m=2, n=(1), q=(3,4)");
  CHECK(statement(plain, Verdict::undecided) ==
        "Whether a 2-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=2, m=2, n=(1), "
        "q=(3,4) was not decided");
  const Instance changed = make(Task(2, {}, {2}), {1, 0, {{{1, 1, -1}, 2}, {{1, 0, -1}, 1}}}, {{{1, {3}}}, {}, false});
  CHECK(
      statement(changed, Verdict::realizable) ==
      "A 1-epoch autoregressive protocol with 0 bits per token, 1 bit from 0 to -1 in epoch 1, 2 bits from 1 to -1 in "
      "epoch 1 solves L-FuncComp with L=1, m=2, q=(2) on its 2 allowed inputs");
  CHECK(statement(make(Task(1, {1, 2}, {1, 1, 1}), {1, 2, {}}, only({{0, 0, 0, 0, 0}})), Verdict::unrealizable) ==
        "No 1-epoch autoregressive protocol with 2 bits per token solves L-FuncComp with L=3, m=1, n=(1,2), q=(1,1,1) "
        "on its 1 allowed input");
}

TEST_CASE("instance: the three verdicts have names") {
  CHECK(to_string(Verdict::realizable) == "realizable");
  CHECK(to_string(Verdict::unrealizable) == "unrealizable");
  CHECK(to_string(Verdict::undecided) == "undecided");
}

TEST_CASE("instance: the order in which widths are written means nothing") {
  const WidthOverride to_output{{1, 0, -1}, 3};
  const WidthOverride relay{{1, 2, 1}, 2};
  const WidthOverride later{{2, 1, -1}, 1};
  const Instance one("", Task(2, {1}, {2, 2}), {}, {2, 0, {relay, later, to_output}});
  const Instance other("", Task(2, {1}, {2, 2}), {}, {2, 0, {to_output, relay, later}});
  CHECK(statement(one, Verdict::realizable) == statement(other, Verdict::realizable));
  CHECK(canonical_json(one) == canonical_json(other));
}

TEST_CASE("instance: the statement names the model") {
  const auto said = [](ModelKind kind) {
    return statement(make(Task(2, {}, {2}), {1, 1, {}, kind}), Verdict::unrealizable);
  };
  CHECK(said(Encoder{}) == "No 1-epoch encoder protocol with 1 bit per token solves L-FuncComp with L=1, m=2, q=(2)");
  CHECK(
      said(ChainOfThought{1, 1}) ==
      "No 1-epoch chain-of-thought protocol with 1 bit per token, 1 thought of 1 bit solves L-FuncComp with L=1, m=2, "
      "q=(2)");
  CHECK(
      said(ChainOfThought{2, std::nullopt}) ==
      "No 1-epoch chain-of-thought protocol with 1 bit per token, 2 thoughts of unlimited bits solves L-FuncComp with "
      "L=1, m=2, q=(2)");
}
