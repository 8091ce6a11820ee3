#include "encoders/input_symmetry.hpp"

#include <doctest/doctest.h>

#include <map>

#include "../../decoder.hpp"
#include "base/error.hpp"

using namespace arcsat;

namespace {

Instance make(Task task, Restriction restriction = {}) {
  return Instance("", std::move(task), std::move(restriction), {2, 1, {}});
}

}  // namespace

TEST_CASE("input symmetry: the transpositions of an unrestricted instance, and the group that they generate") {
  // Positions: 1 of m = 2; values of i_1: 3 of q_1 = 3; queries: 1 of n_1 = 2; answers: 1 for each of 2 queries.
  const InputSymmetry symmetry(test::decoder(make(Task(2, {2}, {3, 2}))));
  CHECK(symmetry.transpositions().size() == 1 + 3 + 1 + 2);
  CHECK(symmetry.group(1000).size() == 2 * 6 * 2 * 4);
  CHECK_THROWS_AS(symmetry.group(95), Unsupported);
}

TEST_CASE("input symmetry: every renaming is a permutation and its own inverse") {
  const InputSymmetry symmetry(test::decoder(make(Task(2, {1, 2}, {2, 2, 2}))));
  CHECK(symmetry.transpositions().size() == 1 + 1 + 1 + 1 + 2);  // n_1 = 1 has no transposition
  for (const InputSymmetry::Renaming& renaming : symmetry.transpositions()) {
    for (std::uint32_t k = 0; k < renaming.size(); ++k) REQUIRE(renaming[renaming[k]] == k);
  }
}

TEST_CASE("input symmetry: inputs with one answer keep one answer under each query") {
  const Instance instance = make(Task(2, {2}, {2, 3}));
  const InputSymmetry symmetry(test::decoder(instance));
  const InputSet& inputs = instance.inputs();
  for (const InputSymmetry::Renaming& renaming : symmetry.transpositions()) {
    // (w, answer) determines the image's (w, answer).
    std::map<std::pair<InputIndex, std::uint32_t>, std::pair<InputIndex, std::uint32_t>> image;
    for (std::uint64_t k = 0; k < inputs.size(); ++k) {
      const std::uint64_t other = renaming[k];
      const std::pair from(inputs.value(-1, k), instance.task().answer(inputs.input(k)));
      const std::pair to(inputs.value(-1, other), instance.task().answer(inputs.input(other)));
      REQUIRE(image.try_emplace(from, to).first->second == to);
    }
  }
}

TEST_CASE("input symmetry: a restriction keeps what maps allowed inputs to allowed inputs") {
  Restriction lists;
  lists.lists[2] = {0, 3};  // z_2 constant: of q_1 = q_2 = 2 all renamings stay
  CHECK(InputSymmetry(test::decoder(make(Task(2, {1}, {2, 2}), lists))).transpositions().size() == 3);
  lists.lists[2] = {0, 1};
  CHECK(InputSymmetry(test::decoder(make(Task(2, {1}, {2, 2}), lists))).transpositions().size() == 1);  // positions
  Restriction one;
  one.by_tuples = true;
  one.tuples = {{0, 0, 0, 0}};
  CHECK(InputSymmetry(test::decoder(make(Task(2, {1}, {2, 2}), one))).transpositions().empty());
  CHECK(InputSymmetry(test::decoder(make(Task(2, {1}, {2, 2}), one))).group(10).empty());
}
