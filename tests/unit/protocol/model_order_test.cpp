#include "protocol/model_order.hpp"

#include <doctest/doctest.h>

#include "certify/brute_force.hpp"
#include "certify/witness.hpp"

using namespace arcsat;

namespace {

using Shared = std::shared_ptr<const Instance>;

Shared make(const Task& task, Model model, Restriction restriction = {}) {
  return std::make_shared<const Instance>("", task, std::move(restriction), std::move(model));
}

Model with(ModelKind kind, Granularity granularity = Granularity::functions, int epochs = 2, std::uint32_t c = 1) {
  return {epochs, c, {}, kind, granularity};
}

constexpr Granularity functions = Granularity::functions;
constexpr Granularity sums = Granularity::sums;

}  // namespace

TEST_CASE("model order: what solves the weaker model solves the stronger one") {
  const Task task(2, {}, {2});
  const Restriction some{{}, {{0, 0, 0}, {0, 1, 1}, {0, 1, 2}, {0, 0, 2}}, true};
  const std::vector<Model> in_order = {with(Decoder{}, sums),
                                       with(Decoder{}),
                                       with(Encoder{}, sums),
                                       with(Encoder{}),
                                       with(ChainOfThought{1, 1}, sums),
                                       with(ChainOfThought{1, 1}),
                                       with(ChainOfThought{2, 1}, sums),
                                       with(ChainOfThought{3, 2}),
                                       with(ChainOfThought{2, std::nullopt}, sums),
                                       with(ChainOfThought{3, std::nullopt})};
  int carried = 0;
  for (const Model& weak : in_order) {
    const auto weaker = make(task, weak, some);
    const auto found = brute_force(weaker, std::uint64_t{1} << 20, Budget());
    REQUIRE(found);
    REQUIRE(found->witness);
    for (const Model& strong : in_order) {
      const auto stronger = make(task, strong, some);
      if (weaker_refused(*weaker, *stronger)) continue;
      const Protocol protocol = carried_over(*found->witness, stronger, Budget());
      CHECK(check_witness(protocol, Budget()).inputs == 4);
      ++carried;
    }
  }
  CHECK(carried == 36);
}

TEST_CASE("model order: never the reverse") {
  const Task task(2, {}, {3});
  const auto why = [&](Model weak, Model strong) {
    return weaker_refused(*make(task, std::move(weak)), *make(task, std::move(strong))).value_or("no complaint");
  };
  CHECK(why(with(Decoder{}), with(Encoder{})) == "no complaint");
  CHECK(why(with(Encoder{}), with(Decoder{})) == "not a weaker model: the other model is no encoder");
  CHECK(why(with(Encoder{}), with(ChainOfThought{1, std::nullopt})).ends_with("the other model is no encoder"));
  CHECK(why(with(ChainOfThought{1, 2}), with(Decoder{})).ends_with("the other model is no chain-of-thought"));
  CHECK(why(with(ChainOfThought{1, 2}), with(Encoder{})).ends_with("the other model is no chain-of-thought"));
  CHECK(why(with(Decoder{}, sums), with(Decoder{})) == "no complaint");
  CHECK(why(with(Decoder{}), with(Decoder{}, sums)).ends_with("at least as strong as sums over tokens"));
  CHECK(why(with(Decoder{}), with(Encoder{}, sums)).ends_with("at least as strong as sums over tokens"));
  // Three answers take two bits to hand on.
  CHECK(why(with(Decoder{}), with(ChainOfThought{1, 2})) == "no complaint");
  CHECK(why(with(Decoder{}), with(ChainOfThought{1, 1})) == "not a weaker model: an answer has 2 bits, a thought 1");
  CHECK(why(with(Decoder{}), with(ChainOfThought{5, 0})) == "not a weaker model: an answer has 2 bits, a thought 0");
  CHECK(why(with(ChainOfThought{1, 1}), with(ChainOfThought{2, 1})) == "no complaint");
  CHECK(why(with(ChainOfThought{2, 1}), with(ChainOfThought{1, 1})) == "not a weaker model: it has more thoughts");
  CHECK(why(with(ChainOfThought{1, 2}), with(ChainOfThought{2, 1})) ==
        "not a weaker model: its thoughts have more bits");
  CHECK(why(with(ChainOfThought{1, std::nullopt}), with(ChainOfThought{2, 9})).ends_with("have more bits"));
  CHECK(why(with(ChainOfThought{1, 9}), with(ChainOfThought{1, std::nullopt})) == "no complaint");
  CHECK(why(with(Decoder{}, functions, 1), with(Encoder{})) == "not a weaker model: another number of epochs");
  CHECK(why(with(Decoder{}, functions, 2, 2), with(Encoder{})) ==
        "not a weaker model: 2 bits do not fit into 1 (epoch 1, player 0 to player -1)");
  Model narrow = with(Encoder{});
  narrow.widths = {{{2, 1, -1}, 0}};
  CHECK(why(with(Decoder{}), narrow) ==
        "not a weaker model: 1 bits do not fit into 0 (epoch 2, player 1 to player -1)");
  Model narrow_elsewhere = with(Encoder{});
  narrow_elsewhere.widths = {{{2, -1, 1}, 0}};
  CHECK(why(with(Decoder{}), narrow_elsewhere) == "no complaint");
  const Restriction fewer{{{1, {0, 1}}}, {}, false};
  CHECK(weaker_refused(*make(task, with(Decoder{}), fewer), *make(task, with(Encoder{}))) ==
        "not a weaker model: other inputs");
  CHECK(weaker_refused(*make(Task(2, {}, {2}), with(Decoder{})), *make(task, with(Encoder{}))) ==
        "not a weaker model: another task");
}

TEST_CASE("model order: a decoder that is right says nothing of a thought of no bits") {
  // The order's side condition is needed.
  const Task task(1, {2}, {1, 2});
  const auto plain = brute_force(make(task, with(Decoder{}, functions, 1)), std::uint64_t{1} << 20, Budget());
  const auto mute = brute_force(make(task, with(ChainOfThought{1, 0}, functions, 1)), std::uint64_t{1} << 20, Budget());
  REQUIRE(plain);
  REQUIRE(mute);
  CHECK(plain->realizable);
  CHECK_FALSE(mute->realizable);
}

TEST_CASE("model order: the plain decoder below") {
  const Task task(2, {}, {3});
  Model encoder = with(Encoder{});
  encoder.widths = {{{1, 0, -1}, 3}, {{1, -1, 1}, 5}};
  const auto below = plain_decoder_below(*make(task, encoder));
  REQUIRE(below);
  CHECK(is_plain_decoder(below->model()));
  CHECK(below->width({1, 0, -1}) == 3);
  CHECK(below->model().widths.size() == 1);
  CHECK(plain_decoder_below(*make(task, with(ChainOfThought{1, 2}))));
  CHECK_FALSE(plain_decoder_below(*make(task, with(ChainOfThought{1, 1}))));
  CHECK_FALSE(plain_decoder_below(*make(task, with(Decoder{}))));
  CHECK_FALSE(plain_decoder_below(*make(task, with(Encoder{}, sums))));
}
