#include "theorem/smallest_prompt.hpp"

#include <doctest/doctest.h>

using namespace arcsat;

TEST_CASE("smallest prompt: the sharp induction, with sizes of either shape") {
  const SmallPrompt of_free = find_small_prompt(Shape::free, Variant::sharp, Budget());
  CHECK(of_free.prompt <= 2965);
  const SmallPrompt of_paper = find_small_prompt(Shape::paper, Variant::sharp, Budget());
  CHECK(of_paper.prompt <= 28325);
  for (const SmallPrompt* one : {&of_free, &of_paper}) {
    const Task& task = one->instance->task();
    CHECK(one->prompt == 2 + Integer(task.tokens(1)) + task.tokens(2));
    check_chain(*one->instance, one->chain);
    const std::uint32_t largest = std::max({task.m(), task.n()[0], task.q()[0], task.q()[1]});
    const std::uint32_t c = one->instance->model().bits_per_token;
    CHECK((std::uint64_t{1} << c) >= largest);
    CHECK((std::uint64_t{1} << (c - 1)) < largest);
    CHECK(one->instance->epochs() == 2);
  }
  const Task& task = of_paper.instance->task();
  CHECK(task == Task::paper_shape(task.m(), task.n()));
}
