#include "explain/simplification.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "explain/description.hpp"
#include "protocol/simulate.hpp"
#include "random_protocols.hpp"

using namespace arcsat;

TEST_CASE("descriptions: random protocols that work, of every model, and some that do not") {
  std::mt19937_64 random(3);
  const auto make = [](Task task, Model model) {
    return std::make_shared<const Instance>("", std::move(task), Restriction{}, std::move(model));
  };
  int right = 0;
  int wrong = 0;
  for (int k = 0; k < 40; ++k) {
    for (const auto& instance : {make(Task(2, {}, {2}), {1, 5, {}}), make(Task(2, {}, {2}), {2, 3, {}, Encoder{}}),
                                 make(Task(2, {}, {2}), {1, 4, {}, ChainOfThought{1, 6}}),
                                 make(Task(2, {}, {2}), {1, 5, {}, Decoder{}, Granularity::sums})}) {
      const Runs runs(test::random_protocol(instance, random), Budget());
      bool works = true;
      for (std::size_t input = 0; input < runs.inputs(); ++input) {
        works = works && runs.answers()[input] == instance->task().answer(runs.input(input));
      }
      if (!works) {
        ++wrong;
        CHECK_THROWS_AS(simplify(runs, Budget()), CheckFailed);
        continue;
      }
      ++right;
      const Description description = simplify(runs, Budget());
      // Nobody needs what is said to player 0 or 1 in the only epoch of a decoder.
      for (std::size_t number = 0; number < instance->scheme().slots(); ++number) {
        if (!instance->scheme().needed(number)) CHECK(description.slots[number].empty());
      }
      const DescribedProtocol described(description, runs);
      const std::size_t all = described.words(std::nullopt).size();
      CHECK(described.words(4).size() <= all);
      CHECK(described.json().at("messages").elements().size() <= instance->scheme().slots());
    }
  }
  CHECK(right > 10);
  CHECK(wrong > 0);
}

TEST_CASE("targets: what is tied is told apart, what is fixed is as it must be, the rest is free") {
  ParityForest forest(3);
  CHECK(forest.join(0, 1, true) == ParityForest::Join::fresh);
  CHECK(forest.join(1, 2, true) == ParityForest::Join::fresh);
  CHECK(forest.join(0, 2, false) == ParityForest::Join::known);
  CHECK(forest.join(0, 2, true) == ParityForest::Join::contradiction);
}
