#include "transformer/forward.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "transformer/cases.hpp"
#include "transformer/construction.hpp"
#include "transformer/judge.hpp"

using namespace arcsat;

namespace {

constexpr const char* right = "right";

std::string fault(const Transformer& transformer) {
  Progress progress(Progress::Mode::never);
  std::string found;
  for (const AllInputs way : {AllInputs::each, AllInputs::by_cases}) {
    for (const unsigned threads : {1U, 3U}) {
      const TransformerReport report = judge(transformer, way, threads, Budget(), progress);
      const std::string words = report.fault ? report.fault->what : right;
      // The first input by cases may be another one.
      if (found.empty()) found = words;
      CHECK((words == right) == (found == right));
    }
  }
  return found;
}

std::uint32_t named(const Transformer& transformer, const std::string& name) {
  const auto place = std::find(transformer.coordinates.begin(), transformer.coordinates.end(), name);
  return static_cast<std::uint32_t>(place - transformer.coordinates.begin());
}

/// Two tokens of z_1, z_0, w; player 1's tokens have the values themselves, everyone hears everyone before it with a score of
/// 0, and nothing is made of it. The answer is always 0.
Transformer listening(bool normalised, unsigned precision, ModelKind kind = Decoder{}) {
  Transformer transformer;
  const Model model{.epochs = 1, .bits_per_token = 2 * precision, .widths = {}, .kind = kind};
  transformer.instance = std::make_shared<const Instance>("", Task(2, {}, {2}), Restriction{}, model);
  transformer.precision = precision;
  transformer.normalised = normalised;
  transformer.coordinates = {"value", "answer"};
  for (const Token& token : tokens_of(*transformer.instance)) {
    Matrix states;
    for (std::uint64_t value = 0; value < token.values; ++value)
      states.push_back({static_cast<std::int64_t>(value), 0});
    transformer.embedding.push_back(states);
  }
  transformer.layers = {{{{{}, {}, {{1, 0}}}}, TableUpdate{}}};
  transformer.answer = 1;
  return transformer;
}

/// What player -1 hears on z_1 = (1, 1), z_0 = 1, w = 0.
Sums heard_by_last(const Transformer& transformer) {
  Forward forward(transformer);
  forward.answer({1, 1, 1, 0});
  return forward.sums(0, 3, 0, 4);
}

}  // namespace

TEST_CASE("forward: sums are exact, mod 2^p or with the denominator") {
  CHECK(heard_by_last(listening(true, 3)) == Sums{3, 4});
  CHECK(heard_by_last(listening(false, 3)) == Sums{3});
  CHECK(heard_by_last(listening(false, 1)) == Sums{1});
  Transformer fractions = listening(true, 6);
  fractions.fraction_bits = 2;
  CHECK(heard_by_last(fractions) == Sums{12, 16});
}

TEST_CASE("forward: the weight is 2^(F + s) rounded down") {
  for (const auto& [score, weight] : {std::pair{0, 4}, {-1, 2}, {-2, 1}, {-3, 0}, {-70, 0}}) {
    Transformer transformer = listening(true, 6);
    transformer.fraction_bits = 2;
    // Scores are score · (value of the receiver) · (value of the sender): here that of token 1 of player 1 and token 0.
    transformer.layers[0].heads[0].query = {{1, 0}};
    transformer.layers[0].heads[0].key = {{score, 0}};
    Forward forward(transformer);
    forward.answer({1, 1, 0, 0});
    CHECK(forward.sums(0, 1, 0, 1) == Sums{weight, weight});
  }
}

TEST_CASE("forward: y is N/D rounded down, 0 without a denominator") {
  Transformer transformer = listening(true, 3);
  transformer.layers[0].update = LinearUpdate{{{1, 0, 0, 0}, {0, 0, 1, 0}}};
  Forward forward(transformer);
  CHECK(forward.answer({1, 1, 1, 0}) == 0);  // ⌊3/4⌋
  transformer.layers[0].heads[0].value = {{3, 0}};
  Forward other(transformer);
  CHECK(other.answer({1, 1, 0, 0}) == 1);  // ⌊6/4⌋
  transformer.layers[0].heads[0].query = {{1, 0}};
  transformer.layers[0].heads[0].key = {{-1, 0}};
  transformer.embedding[3] = {{1, 0}};
  Forward nothing(transformer);
  CHECK(nothing.answer({1, 1, 1, 0}) == 0);
}

TEST_CASE("forward: a sum that has too many bits is an error that names layer, head and token") {
  CHECK(fault(listening(true, 1)) ==
        "layer 1, head 1, token 1 of player 1: found the sum 2 over player 1, expected one from 0 to 2^1 - 1");
  CHECK(fault(listening(true, 2)) ==
        "layer 1, head 1, player -1: found the sum 4 over all that it hears, expected one from 0 to 2^2 - 1");
  CHECK(fault(listening(true, 3)) != right);
  CHECK(fault(listening(true, 3)).starts_with("found the answer 0, expected 1"));
  Transformer negative = listening(true, 3);
  negative.layers[0].heads[0].value = {{-1, 0}};
  CHECK(fault(negative) == "layer 1, head 1, player 0: found the sum -1 over player 0, expected one from 0 to 2^3 - 1");
  CHECK(fault(listening(true, 1, Encoder{})) ==
        "layer 1, head 1, token 0 of player 1: found the sum 2 over player 1, expected one from 0 to 2^1 - 1");
}

TEST_CASE("forward: of several heads the one is named") {
  Transformer transformer = listening(true, 3);
  transformer.heads = 2;
  transformer.layers[0].heads.push_back({{}, {}, {{8, 0}}});
  CHECK(fault(transformer) ==
        "layer 1, head 2, player 0: found the sum 8 over player 0, expected one from 0 to 2^3 - 1");
}

TEST_CASE("forward: a score above 0 is an error") {
  Transformer transformer = listening(true, 3);
  transformer.layers[0].heads[0].query = {{1, 0}};
  transformer.layers[0].heads[0].key = {{1, 0}};
  CHECK(fault(transformer) ==
        "layer 1, head 1, player 0: found a score above 0 for player 0, "
        "expected at most 0");
}

TEST_CASE("forward: a thought that is none is an error") {
  Transformer transformer = thoughts_construction.build(Task(2, {}, {2}), {});
  std::get<TableUpdate>(transformer.layers[0].update).rows.at({0, 1}) = {1, 2};
  CHECK(fault(transformer) == "thought 1: found the value 2, expected one from 0 to 1");
}

TEST_CASE("forward: states may be larger than any word") {
  Transformer transformer = listening(false, 2);
  Layer layer = transformer.layers[0];
  // Five times x ← 2^40 · x; then a sum mod 4 of ⌊…⌋ is still exact: 2^200 · value + value.
  layer.update = LinearUpdate{{{std::int64_t{1} << 40, 0, 0, 0}, {0, 1, 0, 0}}};
  transformer.layers.assign(5, layer);
  Forward forward(transformer);
  forward.answer({1, 1, 1, 0});
  const Machine::Number& number = forward.machine().state(forward.states()[5][0])[0];
  CHECK(number == Machine::Number(1) << 200);
  CHECK(forward.machine().at(forward.states()[5][0], 0) == INT64_MAX);
}

TEST_CASE("forward: scores of large numbers are exact") {
  Transformer transformer = listening(true, 3);
  // (2^48)·(value of the receiver) times (-2^48, or 2^48)·(value of the sender), then both.
  const std::int64_t large = std::int64_t{1} << 48;
  transformer.layers[0].heads[0].query = {{large, 0}, {large, 0}};
  transformer.layers[0].heads[0].key = {{large, 0}, {-large, 0}};
  CHECK(heard_by_last(transformer) == Sums{3, 4});
  transformer.embedding[3] = {{1, 0}};
  transformer.layers[0].heads[0].key[1][0] = -large - 1;
  Forward forward(transformer);
  forward.answer({1, 1, 1, 0});
  CHECK(forward.sums(0, 3, 0, 4) == Sums{0, 0});
  transformer.layers[0].heads[0].key[1][0] = -large + 1;
  CHECK(fault(transformer).find("found a score above 0") != std::string::npos);
}

TEST_CASE("forward: a share that no word holds is refused, not rounded") {
  Transformer transformer = listening(true, 62);
  transformer.layers[0].heads[0].value = {{std::int64_t{1} << 53, 0}};
  transformer.fraction_bits = 9;
  Forward forward(transformer);
  CHECK_THROWS_WITH_AS(forward.answer({1, 1, 1, 0}),
                       "layer 1: found a share of 63 bits in the sum of a head, expected at most 62", Unsupported);
}

TEST_CASE("forward: the first wrong input is named, and where") {
  Transformer transformer = decoder_construction.build(Task(2, {}, {2}), {});
  transformer.embedding[0][1][named(transformer, "value")] = 0;
  Progress progress(Progress::Mode::never);
  const TransformerReport report = judge(transformer, AllInputs::each, 2, Budget(), progress);
  REQUIRE(report.fault);
  CHECK(Prompt(*transformer.instance).words_of(report.fault->values) == "w=0 z0=0 z1=(1,0)");
  CHECK(report.fault->what == "found the answer 0, expected 1");
}

TEST_CASE("relu: x + B max(0, A (x, y, 1))") {
  Transformer transformer = listening(true, 3);
  transformer.layers[0].update = ReluUpdate{{{-1, 0, 0, 2}, {-1, 0, 0, 0}}, {{0, 0}, {5, 7}}};
  Forward forward(transformer);
  forward.answer({1, 0, 0, 0});
  CHECK(forward.machine().at(forward.states()[1][0], 1) == 5);   // value 1: max(0, 1), max(0, -1)
  CHECK(forward.machine().at(forward.states()[1][1], 1) == 10);  // value 0: max(0, 2), max(0, 0)
}
