// Values of the models that are known: found by search, and certified here.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "protocol/instance_file.hpp"
#include "run/decide.hpp"

using namespace arcsat;

namespace {

Verdict certified(const Task& task, const Model& model) {
  DecideOptions options;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 300;
  const auto instance = std::make_shared<const Instance>("", task, Restriction{}, model);
  const Decision decision = decide(instance, options);
  INFO(canonical_json(*instance) << ": " << decision.reason);
  CHECK(decision.evidence.has_value());
  return decision.verdict;
}

Model with(ModelKind kind, int epochs, std::uint32_t c, Granularity granularity = Granularity::functions) {
  return {epochs, c, {}, kind, granularity};
}

constexpr Verdict possible = Verdict::realizable;
constexpr Verdict impossible = Verdict::unrealizable;
constexpr Granularity sums = Granularity::sums;

bool slow_lane() {
  const char* slow = std::getenv("ARCSAT_SLOW");
  return slow != nullptr && std::string(slow) == "1";
}

}  // namespace

TEST_CASE("models: one step, two epochs, one bit") {
  const Task three(3, {}, {3});
  CHECK(certified(three, with(Decoder{}, 2, 1)) == possible);
  CHECK(certified(three, with(Decoder{}, 2, 1, sums)) == impossible);
  const Task four(3, {}, {4});
  CHECK(certified(four, with(Decoder{}, 2, 1)) == impossible);
  CHECK(certified(four, with(Encoder{}, 2, 1)) == possible);
  CHECK(certified(four, with(Encoder{}, 2, 1, sums)) == possible);
  CHECK(certified(four, with(ChainOfThought{1, 1}, 2, 1)) == possible);
}

TEST_CASE("models: one step, one epoch, one thought") {
  const Task two(2, {}, {2});
  CHECK(certified(two, with(Decoder{}, 1, 1)) == impossible);
  CHECK(certified(two, with(ChainOfThought{1, 1}, 1, 1)) == possible);
  CHECK(certified(two, with(ChainOfThought{1, 0}, 1, 1)) == impossible);
  // A decoder that can do it says nothing of a thought that has no room for the answer.
  const Task asked(1, {2}, {1, 2});
  CHECK(certified(asked, with(Decoder{}, 1, 1)) == possible);
  CHECK(certified(asked, with(ChainOfThought{1, 0}, 1, 1)) == impossible);
  CHECK(certified(asked, with(ChainOfThought{1, 1}, 1, 1)) == possible);
}

TEST_CASE("models: two steps") {
  CHECK(certified(Task(2, {1}, {2, 3}), with(ChainOfThought{1, std::nullopt}, 1, 1)) == impossible);
  CHECK(certified(Task(2, {1}, {2, 3}), with(ChainOfThought{2, std::nullopt}, 1, 1)) == possible);
  CHECK(certified(Task(2, {1}, {2, 6}), with(Encoder{}, 2, 1)) == possible);
  if (!slow_lane()) return;
  CHECK(certified(Task(2, {1}, {2, 6}), with(Encoder{}, 2, 1, sums)) == possible);
  CHECK(certified(Task(2, {1}, {2, 6}), with(ChainOfThought{1, 1}, 2, 1)) == possible);
  CHECK(certified(Task(2, {1}, {2, 5}), with(ChainOfThought{2, std::nullopt}, 1, 1)) == impossible);
  CHECK(certified(Task(2, {1}, {2, 5}), with(ChainOfThought{3, std::nullopt}, 1, 1)) == possible);
}
