// Transformers, one by one and by cases, their reduction to a protocol, and the decision about it agree.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "certify/witness.hpp"
#include "protocol/simulate.hpp"
#include "random_instances.hpp"
#include "random_transformers.hpp"
#include "run/decide.hpp"
#include "transformer/construction.hpp"
#include "transformer/forward.hpp"
#include "transformer/judge.hpp"
#include "transformer/reduction.hpp"
#include "transformer/transformer_file.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

std::optional<TransformerFault> fault(const Transformer& transformer, AllInputs way) {
  Progress progress(Progress::Mode::never);
  return judge(transformer, way, 1, Budget(), progress).fault;
}

/// Whether it solves its task, both ways; what is named as wrong is wrong.
bool solves(const Transformer& transformer) {
  const std::optional<TransformerFault> each = fault(transformer, AllInputs::each);
  const std::optional<TransformerFault> by_cases = fault(transformer, AllInputs::by_cases);
  CAPTURE(to_json(transformer));
  CHECK(each.has_value() == by_cases.has_value());
  for (const auto& found : {each, by_cases}) {
    Forward forward(transformer);
    if (found) CHECK(fault_on(forward, found->values));
  }
  return !each;
}

std::optional<Protocol> reduced(const Transformer& transformer, Granularity granularity) {
  Progress progress(Progress::Mode::never);
  try {
    return reduce(transformer, granularity, Budget(), progress);
  } catch (const CheckFailed&) {
    return std::nullopt;
  } catch (const Unsupported&) {  // a message of more than 31 bits
    return std::nullopt;
  }
}

/// Its protocol answers as it does, and every value has its width.
void check_reduction(const Transformer& transformer, const Protocol& protocol) {
  Forward forward(transformer);
  const Instance& instance = protocol.instance();
  for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) {
    const Input input = instance.inputs().input(k);
    const Transcript run = simulate(protocol, input);
    CHECK(forward.answer(forward.prompt().values_of(input)) == run.answer);
    for (std::size_t slot = 0; slot < run.values.size(); ++slot) {
      CHECK(run.values[slot] < instance.scheme().slot(slot).values_held());
    }
  }
}

Verdict decided(const Instance& instance, Granularity granularity) {
  Model model = instance.model();
  model.granularity = granularity;
  DecideOptions options;
  options.progress = Progress::Mode::never;
  options.time_limit_seconds = 60;
  return decide(std::make_shared<const Instance>("", instance.task(), instance.restriction(), model), options).verdict;
}

}  // namespace

TEST_CASE("random Transformers and their protocols agree on every input") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 5000 : 300;
  fmt::print("Transformers: {}, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  std::mt19937_64 random(seed);
  int checked = 0;
  int of_sums = 0;
  int solving = 0;
  int refused = 0;
  int decisions = 0;
  while (checked < count) {
    const Transformer transformer = random_transformer(random);
    const bool right = solves(transformer);
    const std::optional<Protocol> protocol = reduced(transformer, Granularity::functions);
    if (!protocol) {
      // Never of one that solves its task, but for wide messages.
      if (right) CHECK(transformer.bits() * 3 > 31);
      ++refused;
      continue;
    }
    ++checked;
    check_reduction(transformer, *protocol);
    const std::optional<Protocol> sums = reduced(transformer, Granularity::sums);
    if (transformer.precision == 1) CHECK(sums);
    if (sums) {
      ++of_sums;
      check_reduction(transformer, *sums);
    }
    if (!right) continue;
    ++solving;
    CHECK(check_witness(*protocol, Budget()).inputs == transformer.instance->inputs().size());
    if (decisions++ > 20 && !slow_lane()) continue;
    CHECK(decided(*transformer.instance, Granularity::functions) != Verdict::unrealizable);
    if (sums) CHECK(decided(*transformer.instance, Granularity::sums) != Verdict::unrealizable);
  }
  fmt::print("{} reduced, {} by sums too, {} solve their task; {} more were refused\n", checked, of_sums, solving,
             refused);
  CHECK(of_sums > count / 20);
  CHECK(refused > 0);
}

TEST_CASE("constructions with a wrong weight: refused with an input, or right on all") {
  const std::uint64_t seed = seed_from_environment();
  const int count = 200;
  std::mt19937_64 random(seed);
  struct Cell {
    const Construction* construction;
    Task task;
    bool normalised;
  };
  const std::vector<Cell> cells = {{&decoder_construction, Task(2, {}, {2}), true},
                                   {&decoder_construction, Task(2, {}, {2}), false},
                                   {&decoder_construction, Task(3, {}, {3}), true},
                                   {&decoder_construction, Task(2, {1}, {2, 4}), true},
                                   {&decoder_construction, Task(2, {2}, {2, 2}), false},
                                   {&thoughts_construction, Task(2, {}, {2}), true},
                                   {&thoughts_construction, Task(3, {}, {3}), true},
                                   {&thoughts_construction, Task(2, {2}, {2, 2}), true},
                                   {&thoughts_construction, Task(2, {1}, {2, 4}), false},
                                   {&flag_construction, Task(1, {2}, {3, 2}), true},
                                   {&flag_construction, Task(1, {2}, {3, 2}), false},
                                   {&flag_construction, Task(2, {1}, {2, 3}), false},
                                   {&doubling_construction, Task(1, {1, 2}, {2, 2, 2}), true},
                                   {&doubling_construction, Task(2, {1, 1}, {2, 2, 2}), false}};
  for (const Cell& cell : cells) {
    const Transformer right = cell.construction->build(cell.task, {cell.normalised, std::nullopt});
    CHECK(solves(right));
    CHECK(decided(*right.instance, Granularity::functions) != Verdict::unrealizable);
    int wrong = 0;
    for (int k = 0; k < count; ++k) wrong += solves(with_wrong_weight(right, random)) ? 0 : 1;
    fmt::print("{}: {} of {} wrong weights (seed {}) are refused\n", words_of(right), wrong, count, seed);
    CHECK(wrong > 0);
  }
}
