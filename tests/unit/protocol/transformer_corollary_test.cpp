#include "protocol/transformer_corollary.hpp"

#include <doctest/doctest.h>

using namespace arcsat;

namespace {

TransformerCorollary corollary(Model model, Restriction restriction = {}) {
  return transformer_corollary(Instance("", Task(2, {1}, {2, 6}), std::move(restriction), std::move(model)));
}

Model with(ModelKind kind, std::uint32_t c, std::vector<WidthOverride> widths = {},
           Granularity granularity = Granularity::functions) {
  return {2, c, std::move(widths), kind, granularity};
}

}  // namespace

TEST_CASE("corollary: at whole functions it is for all precisions") {
  CHECK(corollary(with(Decoder{}, 4)).sentence ==
        "So no 2-layer decoder Transformer with H(d+1)p ≤ 4 (unnormalised: Hdp ≤ 4) solves it");
  CHECK(corollary(with(Decoder{}, 4)).bits == 4);
  CHECK(corollary(with(Decoder{}, 4)).most_precision == 0);
  CHECK(corollary(with(Encoder{}, 2)).sentence ==
        "So no 2-layer encoder Transformer with H(d+1)p ≤ 2 (unnormalised: Hdp ≤ 2) solves it");
  CHECK(
      corollary(with(ChainOfThought{3, 4}, 2)).sentence ==
      "So no 2-layer decoder Transformer with 3 thoughts of 4 bits with H(d+1)p ≤ 2 (unnormalised: Hdp ≤ 2) solves it");
  CHECK(corollary(with(ChainOfThought{3, std::nullopt}, 2))
            .sentence.starts_with("So no 2-layer decoder Transformer with 3 thoughts of unlimited bits with"));
}

TEST_CASE("corollary: one bit is too little for a normalised head, none for any") {
  CHECK(corollary(with(Decoder{}, 1)).sentence ==
        "So no unnormalised 2-layer decoder Transformer with Hdp ≤ 1 solves it");
  CHECK(corollary(with(Decoder{}, 0)).bits == 0);
  CHECK(corollary(with(Decoder{}, 0)).sentence ==
        "Nothing follows of Transformers, as the messages have less than one bit per token");
}

TEST_CASE("corollary: of sums over (Z/2)^c it is for a precision of one bit alone") {
  const TransformerCorollary sums = corollary(with(Decoder{}, 4, {}, Granularity::sums));
  CHECK(sums.sentence ==
        "So no 2-layer decoder Transformer of precision p = 1 with H(d+1) ≤ 4 (unnormalised: Hd ≤ 4) solves it; for p "
        "> 1 "
        "nothing follows, as they sum over another group");
  CHECK(sums.most_precision == 1);
  CHECK(corollary(with(Encoder{}, 1, {}, Granularity::sums)).sentence ==
        "So no unnormalised 2-layer encoder Transformer of precision p = 1 with Hd ≤ 1 solves it; for p > 1 nothing "
        "follows, as they sum over another group");
}

TEST_CASE("corollary: it is for the narrowest message that can matter") {
  // Player 1 has two tokens, player 2 two as well.
  CHECK(corollary(with(Decoder{}, 4, {{{1, 2, -1}, 3}})).bits == 3);
  CHECK(corollary(with(Decoder{}, 4, {{{1, 2, 1}, 3}})).bits == 1);
  CHECK(corollary(with(Decoder{}, 4, {{{1, 2, 1}, 8}})).bits == 4);
  CHECK(corollary(with(Decoder{}, 0, {{{1, 2, 1}, 1}})).bits == 0);
  const TransformerCorollary none = corollary(with(Decoder{}, 4, {{{1, 2, 1}, 1}}));
  CHECK(none.bits == 0);
  CHECK(none.sentence == "Nothing follows of Transformers, as some message has less than one bit per token");
  // Nobody looks at this one.
  CHECK(corollary(with(Decoder{}, 4, {{{2, 2, 1}, 0}})).bits == 4);
  CHECK(corollary(with(Decoder{}, 4, {{{1, 2, 1, 1}, 3}}, Granularity::sums)).bits == 3);
}

TEST_CASE("corollary: what is impossible on some inputs is impossible on all") {
  const Restriction some{{{0, {0}}}, {}, false};
  CHECK(corollary(with(Decoder{}, 2), some).sentence ==
        "So no 2-layer decoder Transformer with H(d+1)p ≤ 2 (unnormalised: Hdp ≤ 2) solves it on these inputs, nor on "
        "all");
}
