#include "bench/bench_deciding.hpp"

#include "base/clock.hpp"
#include "bench/time_formula.hpp"
#include "run/decide.hpp"

namespace arcsat {

std::vector<NamedInstance> witness_benchmark() {
  return {benchmark_instance(Task(2, {1}, {2, 5}), 2, 1), benchmark_instance(Task(2, {2}, {2, 3}), 2, 1),
          benchmark_instance(Task(2, {2}, {2, 4}), 2, 1), benchmark_instance(Task(1, {2}, {4, 2}), 2, 1),
          benchmark_instance(Task(1, {2}, {6, 2}), 2, 1), benchmark_instance(Task(2, {2}, {4, 2}), 2, 1),
          benchmark_instance(Task(2, {3}, {3, 2}), 2, 1), benchmark_instance(Task(2, {1}, {3, 4}), 3, 1),
          benchmark_instance(Task(1, {2}, {7, 2}), 2, 1), benchmark_instance(Task(1, {5}, {4, 2}), 2, 1),
          benchmark_instance(Task(2, {2}, {5, 2}), 2, 1), benchmark_instance(Task(2, {3}, {4, 2}), 2, 1)};
}

std::vector<NamedInstance> three_step_benchmark() {
  return {
      benchmark_instance(Task(1, {1, 1}, {2, 2, 182}), 3, 1), benchmark_instance(Task(2, {1, 1}, {2, 2, 257}), 3, 1),
      benchmark_instance(Task(1, {1, 2}, {2, 2, 39}), 3, 1),  benchmark_instance(Task(1, {1, 1}, {3, 3, 102}), 3, 1),
      benchmark_instance(Task(1, {1, 1}, {2, 1, 513}), 3, 1), benchmark_instance(Task(1, {2, 1}, {2, 1, 513}), 3, 1),
      benchmark_instance(Task(1, {1, 1}, {1, 1, 513}), 3, 1), benchmark_instance(Task(2, {1, 1}, {2, 2, 8}), 3, 1),
      benchmark_instance(Task(1, {1, 1}, {2, 2, 16}), 3, 1),  benchmark_instance(Task(1, {1, 1}, {2, 3, 4}), 3, 1),
      benchmark_instance(Task(1, {1, 1}, {3, 2, 8}), 3, 1),   benchmark_instance(Task(1, {1, 2}, {2, 2, 8}), 3, 1),
      benchmark_instance(Task(2, {2, 1}, {2, 2, 2}), 3, 1)};
}

void measure_deciding(const std::vector<NamedInstance>& instances, int repeats, double limit_seconds, bool compare,
                      const std::function<void(const DecidingMeasurement&)>& report) {
  for (const NamedInstance& named : instances) {
    DecidingMeasurement measurement;
    measurement.name = named.name;
    std::vector<double> seconds;
    for (int repeat = 0; repeat < repeats; ++repeat) {
      DecideOptions options;
      options.time_limit_seconds = limit_seconds;
      options.progress = Progress::Mode::never;
      options.seed = static_cast<std::uint64_t>(repeat);
      const auto started = Clock::now();
      const Decision decision = decide(named.instance, options);
      seconds.push_back(seconds_since(started));
      measurement.verdict = decision.verdict;
      measurement.certified = decision.evidence.has_value();
      measurement.encoder = decision.encoder;
      if (decision.verdict == Verdict::undecided) break;
    }
    measurement.seconds = median(seconds);
    if (compare) {
      const FormulaTime direct = time_formula(named, "direct", Symmetry::none, Goal::any, limit_seconds);
      measurement.direct_seconds = direct.seconds;
      measurement.direct_timed_out = direct.timed_out;
      measurement.direct_clauses = direct.clauses;
      measurement.direct_reason = direct.reason;
    }
    report(measurement);
  }
}

}  // namespace arcsat
