#include "protocol/scheme.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "base/error.hpp"
#include "protocol/projection.hpp"

using namespace arcsat;

namespace {

Model with(ModelKind kind, int epochs, std::uint32_t c, std::vector<WidthOverride> widths = {}) {
  return {epochs, c, std::move(widths), kind};
}

/// "EPOCH:FROM>TO(SENDER KNOWS,RECEIVER KNOWS)=WIDTH" of each slot.
std::vector<std::string> listed(const Scheme& scheme) {
  std::vector<std::string> result;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    result.push_back(std::to_string(slot.epoch) + ":" + std::to_string(slot.sender()) + ">" +
                     std::to_string(slot.receiver()) + "(" + std::to_string(slot.terms.front().received) + "," +
                     std::to_string(slot.to.received) + ")=" + std::to_string(slot.bits));
  }
  return result;
}

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

using Parts = std::vector<Part>;

Model by_sums(ModelKind kind, int epochs, std::uint32_t c, std::vector<WidthOverride> widths = {}) {
  return {epochs, c, std::move(widths), kind, Granularity::sums};
}

std::string holder_words(const Scheme& scheme, Holder holder) {
  const auto token = scheme.token_of(holder);
  if (!token) return std::to_string(holder);
  return std::to_string(scheme.parts(holder)[0].player) + "." + std::to_string(*token);
}

/// "EPOCH:TERM+…>RECEIVER(RECEIVER KNOWS)=WIDTH" of each slot.
std::vector<std::string> listed_sums(const Scheme& scheme) {
  std::vector<std::string> result;
  for (std::size_t number = 0; number < scheme.slots(); ++number) {
    const Slot& slot = scheme.slot(number);
    std::string terms;
    for (const View& term : slot.terms) terms += (terms.empty() ? "" : "+") + holder_words(scheme, term.holder);
    result.push_back(std::to_string(slot.epoch) + ":" + terms + ">" + holder_words(scheme, slot.to.holder) + "(" +
                     std::to_string(slot.to.received) + ")=" + std::to_string(slot.bits));
  }
  return result;
}

}  // namespace

TEST_CASE("scheme: a decoder's messages go to earlier players, by epoch, receiver, sender") {
  const Scheme scheme = scheme_of(Task(2, {}, {3}), with(Decoder{}, 2, 1));
  CHECK(listed(scheme) == std::vector<std::string>{"1:0>-1(0,0)=1", "1:1>-1(0,0)=1", "1:1>0(0,0)=1", "2:0>-1(1,2)=1",
                                                   "2:1>-1(0,2)=1", "2:1>0(0,1)=1"});
  CHECK(scheme.answer() == View{-1, 4});
  CHECK(scheme.find(Message{2, 1, -1}) == 4);
  for (const Message& none : {Message{3, 1, 0}, Message{1, 0, 1}, Message{1, 0, 0}, Message{0, 1, 0}, Message{1, 2, 0},
                              Message{1, 0, -2}, Message{1, -1, 0}}) {
    CHECK_FALSE(scheme.find(none));
  }
}

TEST_CASE("scheme: an encoder's go to all others, with the bits of the receiver's tokens") {
  const Scheme scheme = scheme_of(Task(2, {}, {3}), with(Encoder{}, 1, 1));
  CHECK(listed(scheme) == std::vector<std::string>{"1:0>-1(0,0)=1", "1:1>-1(0,0)=1", "1:-1>0(0,0)=1", "1:1>0(0,0)=1",
                                                   "1:-1>1(0,0)=2", "1:0>1(0,0)=2"});
  // In the last epoch only player -1 needs to hear anything.
  for (std::size_t number = 0; number < scheme.slots(); ++number) CHECK(scheme.matters(number) == (number < 2));
  CHECK(scheme.find(Message{1, -1, 1}) == 4);
}

TEST_CASE("scheme: a thought hears the prompt and earlier thoughts as they were in the same epoch of their own run") {
  const Scheme scheme = scheme_of(Task(2, {}, {3}), with(ChainOfThought{2, 5}, 2, 1));
  CHECK(listed(scheme) == std::vector<std::string>{// the prompt
                                                   "1:0>-1(0,0)=1", "1:1>-1(0,0)=1", "1:1>0(0,0)=1", "2:0>-1(1,2)=1",
                                                   "2:1>-1(0,2)=1", "2:1>0(0,1)=1",
                                                   // the first thought, of player -1's last view
                                                   "0:-1>-2(4,0)=5", "1:-1>-2(0,1)=1", "1:0>-2(0,1)=1", "1:1>-2(0,1)=1",
                                                   "2:-1>-2(2,4)=1", "2:0>-2(1,4)=1", "2:1>-2(0,4)=1",
                                                   // the second, of the first's
                                                   "0:-2>-3(7,0)=5", "1:-2>-3(1,1)=1", "1:-1>-3(0,1)=1",
                                                   "1:0>-3(0,1)=1", "1:1>-3(0,1)=1", "2:-2>-3(4,5)=1", "2:-1>-3(2,5)=1",
                                                   "2:0>-3(1,5)=1", "2:1>-3(0,5)=1"});
  CHECK(scheme.answer() == View{-3, 9});
  CHECK(scheme.thought_of(-2) == 6);
  CHECK(scheme.thought_of(-3) == 13);
  CHECK_FALSE(scheme.thought_of(-1));
  CHECK(scheme.parts(-2).empty());
  // The prompt's states after its last epoch are read by the first thought alone.
  CHECK(scheme.needed(4));
  CHECK_FALSE(scheme.needed(5));
}

TEST_CASE("scheme: an unlimited thought is the whole view that it is made from") {
  const Scheme scheme = scheme_of(Task(2, {}, {3}), with(ChainOfThought{2, std::nullopt}, 1, 1));
  CHECK(listed(scheme) == std::vector<std::string>{"1:0>-1(0,0)=1", "1:1>-1(0,0)=1", "1:1>0(0,0)=1", "1:-1>-2(0,2)=1",
                                                   "1:0>-2(0,2)=1", "1:1>-2(0,2)=1", "1:-2>-3(2,5)=1", "1:-1>-3(0,5)=1",
                                                   "1:0>-3(0,5)=1", "1:1>-3(0,5)=1"});
  const auto received = scheme.received(scheme.answer());
  CHECK(std::vector<std::uint32_t>(received.begin(), received.end()) ==
        std::vector<std::uint32_t>{0, 1, 3, 4, 5, 6, 7, 8, 9});
  CHECK(scheme.parts(-3).size() == 1);
  CHECK(scheme.shared({-3, 5}) == View{-2, 5});
  CHECK(scheme.shared({-2, 2}) == View{-1, 2});
  CHECK(scheme.contains({-3, 5}, {-1, 2}));
  CHECK_FALSE(scheme.contains({-3, 5}, {0, 0}));
  CHECK(scheme.find(Message{1, -2, -3}) == 6);
  CHECK(scheme.find(Message{1, 1, -1}) == 1);
  CHECK(scheme.needed(0));
  CHECK_FALSE(scheme.needed(2));
}

TEST_CASE("scheme: with sums every token of the prompt hears the blocks after it and the tokens before it in its own") {
  const Scheme scheme = scheme_of(Task(3, {}, {2}), by_sums(Decoder{}, 2, 1));
  CHECK(listed_sums(scheme) == std::vector<std::string>{"1:0>-1(0)=1", "1:1.0+1.1+1.2>-1(0)=1", "1:1.0+1.1+1.2>0(0)=1",
                                                        "1:1.0>1.1(0)=1", "1:1.0+1.1>1.2(0)=1", "2:0>-1(2)=1",
                                                        "2:1.0+1.1+1.2>-1(2)=1", "2:1.0+1.1+1.2>0(1)=1",
                                                        "2:1.0>1.1(1)=1", "2:1.0+1.1>1.2(1)=1"});
  CHECK(scheme.answer() == View{-1, 4});
  CHECK(scheme.find(Message{1, 1, 1, 2}) == 4);
  CHECK(scheme.find(Message{2, 1, 0}) == 7);
  CHECK(scheme.slot(4).first_term == 8);
  CHECK(scheme.slot(9).terms[1] == View{2, 1});
  CHECK(scheme.terms() == 20);
  for (const Message& none : {Message{1, 1, 1}, Message{1, 1, 1, 0}, Message{1, 1, 1, 3}, Message{1, 1, 0, 0},
                              Message{1, 0, 1, 0}, Message{1, 0, 0}, Message{1, -1, -1}}) {
    CHECK_FALSE(scheme.find(none));
  }
  Supports supports(scheme);
  CHECK(supports.of(*scheme.find(Message{1, 1, 1, 2})) == Parts{{1, 0}, {1, 1}, {1, 2}});
  CHECK(supports.of(scheme.slot(4), 1) == Parts{{1, 1}, {1, 2}});
  CHECK(supports.of(View{2, 1}) == Parts{{1, 0}, {1, 1}});
  CHECK(supports.of(View{1, 0}) == Parts{{1, 0}});
  CHECK(supports.of(scheme.answer()) == Parts{-1, 0, {1, 0}, {1, 1}, {1, 2}});
}

TEST_CASE("scheme: with sums an encoder's tokens hear all others, c bits each whatever their number") {
  const Scheme scheme = scheme_of(Task(1, {1}, {1, 3}), by_sums(Encoder{}, 1, 2, {{{1, -1, 2, 0}, 5}}));
  CHECK(listed_sums(scheme) == std::vector<std::string>{"1:0>-1(0)=2", "1:1.0>-1(0)=2", "1:2.0>-1(0)=2", "1:-1>0(0)=2",
                                                        "1:1.0>0(0)=2", "1:2.0>0(0)=2", "1:-1>1.0(0)=2", "1:0>1.0(0)=2",
                                                        "1:2.0>1.0(0)=2", "1:-1>2.0(0)=5", "1:0>2.0(0)=2",
                                                        "1:1.0>2.0(0)=2"});
  CHECK_FALSE(scheme.has_sums());
  const Scheme wide = scheme_of(Task(2, {}, {3}), by_sums(Encoder{}, 1, 2));
  CHECK(listed_sums(wide) ==
        std::vector<std::string>{"1:0>-1(0)=2", "1:1.0+1.1>-1(0)=2", "1:-1>0(0)=2", "1:1.0+1.1>0(0)=2", "1:-1>1.0(0)=2",
                                 "1:0>1.0(0)=2", "1:1.1>1.0(0)=2", "1:-1>1.1(0)=2", "1:0>1.1(0)=2", "1:1.0>1.1(0)=2"});
  CHECK(wide.has_sums());
}

TEST_CASE("scheme: a thought is one token, and hears each block as a sum") {
  const Scheme scheme = scheme_of(Task(2, {}, {3}), by_sums(ChainOfThought{2, 5}, 1, 1));
  CHECK(listed_sums(scheme) == std::vector<std::string>{"1:0>-1(0)=1", "1:1.0+1.1>-1(0)=1", "1:1.0+1.1>0(0)=1",
                                                        "1:1.0>1.1(0)=1", "0:-1>-2(0)=5", "1:-1>-2(1)=1", "1:0>-2(1)=1",
                                                        "1:1.0+1.1>-2(1)=1", "0:-2>-3(0)=5", "1:-2>-3(1)=1",
                                                        "1:-1>-3(1)=1", "1:0>-3(1)=1", "1:1.0+1.1>-3(1)=1"});
  CHECK(scheme.thought_of(-3) == 8);
  CHECK_FALSE(scheme.thought_of(2));
}

TEST_CASE("scheme: sums over too many tokens are refused with the number") {
  CHECK(complaint([&] {
          scheme_of(Task(31, {2'000'000}, {1, 1}), by_sums(Decoder{}, 1, 1));
        }) == "unsupported: found at least 2000033 tokens, expected at most 2^20");
  CHECK(complaint([&] {
          scheme_of(Task(31, {3000}, {1, 1}), by_sums(Encoder{}, 1, 1));
        }) == "unsupported: found 1 epochs of 9196056 terms of sums, expected at most 2^22 terms in all");
  CHECK(complaint([&] {
          scheme_of(Task(2, {}, {3}), by_sums(Decoder{}, 1, 1, {{{1, 1, 1, 0}, 7}}));
        }) == "found a width for epoch 1, player 1 to token 0 of player 1, expected a message of the model");
}

TEST_CASE("scheme: supports are the transitive closure over the slots") {
  const Task task(2, {1}, {2, 2});
  SUBCASE("decoder: what comes from player i on") {
    const Scheme scheme = scheme_of(task, with(Decoder{}, 3, 1));
    Supports supports(scheme);
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      Parts expected;
      for (Player p = slot.receiver(); p <= 2; ++p) {
        if (slot.epoch > 1 || p == slot.receiver() || p == slot.sender()) expected.push_back(p);
      }
      CHECK(supports.of(number) == expected);
    }
    CHECK(supports.of(scheme.answer()) == Parts{-1, 0, 1, 2});
    CHECK(supports.of(View{2, 0}) == Parts{2});
  }
  SUBCASE("encoder: everything from the second epoch on") {
    const Scheme scheme = scheme_of(task, with(Encoder{}, 2, 1));
    Supports supports(scheme);
    CHECK(supports.of(*scheme.find(Message{1, -1, 2})) == Parts{-1, 2});
    CHECK(supports.of(*scheme.find(Message{2, 1, 2})) == Parts{-1, 0, 1, 2});
  }
  SUBCASE("a thought knows the prompt through what it is made from") {
    const Scheme scheme = scheme_of(task, with(ChainOfThought{1, 1}, 1, 1));
    Supports supports(scheme);
    CHECK(supports.of(*scheme.thought_of(-2)) == Parts{-1, 0, 1, 2});
    CHECK(supports.of(View{-2, 0}).empty());
  }
}

TEST_CASE("scheme: widths may be overridden in every model, and only those of messages that exist") {
  const Task task(2, {}, {3});
  CHECK(scheme_of(task, with(Encoder{}, 1, 1, {{{1, -1, 1}, 7}})).slot(4).bits == 7);
  CHECK(scheme_of(task, with(ChainOfThought{1, 1}, 1, 1, {{{1, -1, -2}, 7}})).slot(4).bits == 7);
  for (const auto& model :
       {with(Decoder{}, 1, 1, {{{1, -1, 1}, 7}}), with(Encoder{}, 1, 1, {{{1, 1, 1}, 7}}),
        with(ChainOfThought{1, 1}, 1, 1, {{{1, -1, -3}, 7}}), with(ChainOfThought{1, 1}, 1, 1, {{{0, -1, -2}, 7}})}) {
    CHECK(complaint([&] { scheme_of(task, model); }).ends_with("expected a message of the model"));
  }
  CHECK(complaint([&] {
          scheme_of(task, with(ChainOfThought{0, 1}, 1, 1));
        }) == "found 0 thoughts, expected at least 1");
  CHECK(scheme_of(task, with(ChainOfThought{1, 32}, 1, 1)).slot(3).bits == 32);
  CHECK(complaint([&] {
          scheme_of(task, with(ChainOfThought{2000, 1}, 1, 1));
        }) == "unsupported: found 1 epochs of 2005003 messages, expected at most 2^20 messages in all");
  CHECK(complaint([&] {
          scheme_of(task, with(ChainOfThought{1000, std::nullopt}, 1, 1));
        }).starts_with("unsupported: found 1000 unlimited thoughts"));
  CHECK(complaint([&] { scheme_of(task, with(Encoder{}, 200'000, 0)); }) ==
        "unsupported: found 200000 epochs of 6 messages, expected at most 2^20 messages in all");
}

namespace {

void require_numbered(const Projection& projection, const InputSet& inputs, const Task& task, const Parts& parts) {
  std::map<Input, std::uint64_t> number_of;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    Input seen;
    for (const Part& part : parts) seen.push_back(value_of(task, part, inputs.value(part.player, k)));
    const auto [place, fresh] = number_of.try_emplace(seen, number_of.size());
    REQUIRE(projection.of(k) == place->second);
    if (fresh) REQUIRE(projection.first(place->second) == k);
  }
  REQUIRE(projection.size() == number_of.size());
}

}  // namespace

TEST_CASE("projection: the same where entries of tables count") {
  const Task task(2, {2}, {3, 2});
  std::vector<Part> entries = {-1, 0, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {2, 3}, {2, 5}};
  for (const InputSet& inputs :
       {InputSet::all(task), InputSet::restricted(task, {{0, {1}}, {1, {0, 3, 8}}, {2, {1, 4, 9, 33, 60}}}),
        InputSet::restricted(task, {{1, {2, 7}}}),
        InputSet::tuples({{0, 1, 3, 2}, {1, 1, 3, 2}, {0, 0, 8, 34}, {1, 1, 1, 5}, {0, 1, 3, 63}, {1, 0, 1, 5}})}) {
    for (unsigned chosen = 0; chosen < 256; ++chosen) {
      Parts parts;
      for (std::size_t k = 0; k < entries.size(); ++k) {
        if ((chosen >> k & 1) != 0) parts.push_back(entries[k]);
      }
      require_numbered(Projection(inputs, task, parts), inputs, task, parts);
    }
  }
}

TEST_CASE("projection: classes are numbered by first occurrence, whatever the inputs and the parts are") {
  const Task task(2, {2}, {2, 2});
  const std::vector<Input> tuples = {{0, 1, 3, 2}, {1, 1, 3, 2}, {0, 0, 1, 2},
                                     {1, 1, 1, 5}, {0, 1, 3, 5}, {1, 0, 1, 5}};
  for (const InputSet& inputs :
       {InputSet::all(task), InputSet::restricted(task, {{0, {1}}, {1, {0, 3}}, {2, {1, 4, 9}}}),
        InputSet::tuples(tuples)}) {
    for (unsigned chosen = 0; chosen < 16; ++chosen) {
      Parts parts;
      for (Player p = -1; p <= 2; ++p) {
        if ((chosen >> (p + 1) & 1) != 0) parts.push_back(p);
      }
      const Projection projection(inputs, task, parts);
      require_numbered(projection, inputs, task, parts);
      for (Player i = first_player; i <= 2; ++i) {
        Parts suffix;
        for (Player p = i; p <= 2; ++p) suffix.push_back(p);
        if (parts == suffix) REQUIRE(projection.size() == inputs.projections(i));
      }
    }
  }
}
