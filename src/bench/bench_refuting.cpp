#include "bench/bench_refuting.hpp"

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "bench/time_formula.hpp"
#include "run/argument_search.hpp"
#include "run/chain_search.hpp"
#include "run/counting_search.hpp"
#include "run/three_step_search.hpp"

namespace arcsat {

namespace {

FormulaTime refute(const NamedInstance& named, const char* encoder, Symmetry symmetry, Goal goal,
                   double limit_seconds) {
  const FormulaTime time = time_formula(named, encoder, symmetry, goal, limit_seconds);
  if (time.answer == Answer::satisfiable) {
    throw Error(fmt::format("{}: is realizable, expected an instance to refute", named.name));
  }
  // What fails early, for want of memory say, is no measurement of time.
  if (time.answer == Answer::unknown && !time.timed_out) throw Error(fmt::format("{}: {}", named.name, time.reason));
  return time;
}

/// What the automatic decision tries before any formula, in its order.
std::optional<Evidence> argue(const DecoderInstance& decoder, const Budget& budget) {
  if (auto counting = find_counting_refutation(decoder, budget)) return std::move(*counting);
  if (auto argument = find_argument(decoder, budget)) return argument;
  if (const auto chain = find_chain(decoder, budget)) return ChainRefutation{*chain, check_chain(*decoder, *chain)};
  if (const auto bound = find_three_step_bound(decoder)) {
    return ThreeStepRefutation{*bound, check_three_step(*decoder, *bound)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<NamedInstance> refuting_benchmark() {
  return {benchmark_instance(Task(2, {1}, {3, 4}), 2, 1), benchmark_instance(Task(2, {1}, {2, 6}), 2, 1),
          benchmark_instance(Task(1, {1}, {3, 5}), 2, 1), benchmark_instance(Task(2, {1}, {2, 7}), 2, 1),
          benchmark_instance(Task(2, {1}, {2, 8}), 2, 1), benchmark_instance(Task(1, {1}, {4, 5}), 2, 1),
          benchmark_instance(Task(1, {1}, {3, 6}), 2, 1), benchmark_instance(Task(2, {2}, {2, 5}), 2, 1)};
}

std::vector<RefutingMeasurement> measure_refuting(const std::vector<NamedInstance>& instances, int repeats,
                                                  double limit_seconds,
                                                  const std::function<void(const RefutingMeasurement&)>& report) {
  std::vector<RefutingMeasurement> measurements;
  for (const NamedInstance& named : instances) {
    RefutingMeasurement measurement;
    measurement.name = named.name;
    std::vector<double> direct, compact, argued;
    const std::optional<DecoderInstance> decoder = as_decoder(named.instance);
    for (int repeat = 0; repeat < repeats; ++repeat) {
      if (decoder) {
        const auto started = Clock::now();
        if (const auto evidence = argue(*decoder, Budget(limit_seconds, std::nullopt))) {
          measurement.argument = kind_of(*evidence).argued_as;
        }
        argued.push_back(seconds_since(started));
      }
      if (!measurement.direct_timed_out) {
        const FormulaTime run = refute(named, "direct", Symmetry::none, Goal::any, limit_seconds);
        direct.push_back(run.seconds);
        measurement.direct_timed_out = run.timed_out;
        measurement.direct_clauses = run.clauses;
      }
      if (!measurement.compact_timed_out) {
        const FormulaTime run = refute(named, "compact", Symmetry::all, Goal::refutation, limit_seconds);
        compact.push_back(run.seconds);
        measurement.compact_timed_out = run.timed_out;
        measurement.compact_clauses = run.clauses;
      }
    }
    // The same seed takes the same steps, so a run that reached the limit is not repeated.
    measurement.direct_seconds = measurement.direct_timed_out ? limit_seconds : median(direct);
    measurement.compact_seconds = measurement.compact_timed_out ? limit_seconds : median(compact);
    if (!argued.empty()) measurement.argument_seconds = median(argued);
    measurements.push_back(measurement);
    report(measurement);
  }
  return measurements;
}

}  // namespace arcsat
