#include <doctest/doctest.h>

#include "evidence/transformer_witness.hpp"
#include "run/decide.hpp"

using namespace arcsat;

namespace {

Decision decided(const Task& task, const Model& model, Restriction restriction = {}) {
  DecideOptions options;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 60;
  return decide(std::make_shared<const Instance>("", task, std::move(restriction), model), options);
}

bool by_transformer(const Decision& decision) {
  return decision.verdict == Verdict::realizable && decision.evidence &&
         std::holds_alternative<TransformerWitness>(*decision.evidence);
}

Model sums(int epochs, std::uint32_t c, ModelKind kind) { return {epochs, c, {}, kind, Granularity::sums}; }

}  // namespace

TEST_CASE("decide: a construction of a Transformer is a protocol of sums over tokens") {
  CHECK(by_transformer(decided(Task(1, {2}, {8, 2}), sums(2, 1, Encoder{}))));
  CHECK(by_transformer(decided(Task(2, {}, {2}), sums(2, 1, Decoder{}))));
  CHECK(by_transformer(decided(Task(2, {}, {2}), sums(1, 1, ChainOfThought{1, 1}))));
  CHECK(by_transformer(decided(Task(2, {2, 2}, {2, 2, 2}), sums(3, 1, Encoder{}))));
  Restriction restriction;
  restriction.lists[0] = {1};
  CHECK(by_transformer(decided(Task(2, {}, {2}), sums(2, 1, Decoder{}), restriction)));
}

TEST_CASE("decide: where no construction fits, others decide") {
  // p = 2 is no sum in (Z/2)^c; one epoch is too few.
  CHECK(!by_transformer(decided(Task(3, {}, {2}), sums(2, 2, Decoder{}))));
  CHECK(decided(Task(2, {}, {2}), {1, 1, {}, Decoder{}, Granularity::functions}).verdict == Verdict::unrealizable);
}
