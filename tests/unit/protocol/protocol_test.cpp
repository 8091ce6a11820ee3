#include "protocol/protocol.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "protocol/simulate.hpp"

using namespace arcsat;

namespace {

using Key = std::vector<std::uint32_t>;

std::shared_ptr<const Instance> make(Task task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
}

Restriction only(std::vector<Input> tuples) { return {{}, std::move(tuples), true}; }

}  // namespace

TEST_CASE("protocol: a view is the input and then the inbox, by epoch, then by sender") {
  const auto instance = make(Task(1, {1}, {2, 2}), {3, 1, {}});
  std::vector<std::uint32_t> values(instance->messages());
  // Each message says who it is: 100·epoch + 10·sender + receiver + 1.
  for (std::size_t number = 0; number < values.size(); ++number) {
    const Message message = instance->message(number);
    values[number] = static_cast<std::uint32_t>(100 * message.epoch + 10 * message.sender + message.receiver + 1);
  }
  const auto view = [&](Player p, int epoch) {
    Key key = {7};
    const Scheme& scheme = instance->scheme();
    const auto senders = static_cast<std::uint32_t>(2 - p);
    append_view(scheme, {p, static_cast<std::uint32_t>(epoch - 1) * senders}, Input{9, 9, 9, 9}, values, key);
    return key;
  };
  CHECK(view(-1, 1) == Key{7, 9});
  CHECK(view(-1, 2) == Key{7, 9, 100, 110, 120});
  CHECK(view(-1, 4) == Key{7, 9, 100, 110, 120, 200, 210, 220, 300, 310, 320});
  CHECK(view(0, 3) == Key{7, 9, 111, 121, 211, 221});
  CHECK(view(1, 3) == Key{7, 9, 122, 222});
  CHECK(view(2, 3) == Key{7, 9});
}

TEST_CASE("protocol: the tables' keys are the two views") {
  const Protocol protocol(make(Task(1, {1}, {2, 2}), {2, 1, {}}));
  const Instance& instance = protocol.instance();
  CHECK(protocol.slot(instance.number({1, 2, -1})).key_length() == 2);
  CHECK(protocol.slot(instance.number({2, 0, -1})).key_length() == 1 + 2 + 1 + 3);
  CHECK(protocol.slot(instance.number({2, 2, 1})).key_length() == 1 + 0 + 1 + 1);
  CHECK(protocol.output().key_length() == 1 + 6);
  CHECK(protocol.output().size() == 0);
}

TEST_CASE("protocol: the builder makes a function of what was sent") {
  const auto instance = make(Task(2, {}, {2}), {1, 2, {}});
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    Transcript run{std::vector<std::uint32_t>(instance->messages()), instance->task().answer(input)};
    run.values[instance->number({1, 0, -1})] = input[1];
    run.values[instance->number({1, 1, -1})] = input[2];
    run.values[instance->number({1, 1, 0})] = 3;
    builder.record(k, run);
  }
  const Protocol protocol = builder.finish();
  CHECK(protocol.shared_instance() == instance);
  CHECK(protocol.slot(instance->number({1, 0, -1})).size() == 2);
  CHECK(protocol.slot(instance->number({1, 1, -1})).size() == 4);
  CHECK(protocol.slot(instance->number({1, 1, 0})).size() == 8);
  CHECK(protocol.output().size() == 8);
  CHECK(protocol.slot(instance->number({1, 1, -1})).find(Key{2, 0}) == 2U);
  CHECK(protocol.output().find(Key{0, 1, 2}) == 1U);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    CHECK(simulate(protocol, input).answer == instance->task().answer(input));
  }
}

TEST_CASE("protocol: the builder refuses messages that are no function of the views") {
  // z_0 sends different values in two runs that it cannot tell apart.
  const auto instance = make(Task(2, {}, {2}), {1, 1, {}}, only({{0, 1, 1}, {0, 1, 2}}));
  ProtocolBuilder builder(instance);
  builder.record(0, {{0, 0, 0}, 0});
  builder.record(1, {{1, 0, 0}, 1});
  CHECK_THROWS_WITH_AS(builder.finish(),
                       "two runs with equal views differ in the message of player 0 to player -1 in epoch 1",
                       CheckFailed);
}

TEST_CASE("protocol: the builder refuses answers that are no function of the final view") {
  const auto instance = make(Task(2, {}, {2}), {1, 1, {}}, only({{0, 1, 1}, {0, 1, 2}}));
  ProtocolBuilder builder(instance);
  builder.record(0, {{1, 0, 0}, 0});
  builder.record(1, {{1, 0, 0}, 1});
  CHECK_THROWS_WITH_AS(builder.finish(), "two runs with equal final views need different answers", CheckFailed);
}

TEST_CASE("protocol: a message may depend on what was received before") {
  // Player 1 tells z_1 in two steps of one bit; its second bit may differ where the first one did.
  const auto instance = make(Task(1, {}, {4}), {2, 1, {}}, only({{0, 0, 1}, {0, 0, 2}}));
  ProtocolBuilder builder(instance);
  // Messages: epoch 1: 0 → -1, 1 → -1, 1 → 0; then the same in epoch 2.
  builder.record(0, {{0, 0, 0, 0, 1, 0}, 1});
  builder.record(1, {{0, 1, 1, 1, 0, 0}, 2});
  const Protocol protocol = builder.finish();
  CHECK(simulate(protocol, Input{0, 0, 2}).values == Key{0, 1, 1, 1, 0, 0});
  // Player 0's second message is allowed to differ because its inbox does.
  CHECK(protocol.slot(instance->number({2, 0, -1})).find(Key{0, 1, 0, 0, 1}) == 1U);
}

TEST_CASE("protocol: messages between later players are recorded once per projection") {
  // Two runs with one projection at level 0 differ in w only; the builder looks at the first.
  const auto instance = make(Task(1, {2}, {2, 2}), {1, 1, {}}, only({{0, 0, 1, 3}, {1, 0, 1, 3}}));
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < 2; ++k) builder.record(k, {std::vector<std::uint32_t>(6), 0});
  const Protocol protocol = builder.finish();
  CHECK(protocol.slot(instance->number({1, 2, 1})).size() == 1);
  CHECK(protocol.slot(instance->number({1, 2, -1})).size() == 2);
  CHECK(protocol.output().size() == 2);
}
