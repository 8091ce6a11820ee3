#include "bench/time_formula.hpp"

#include "base/clock.hpp"
#include "base/error.hpp"
#include "encoders/encoder_table.hpp"

namespace arcsat {

FormulaTime time_formula(const NamedInstance& named, const char* encoder_name, Symmetry symmetry, Goal goal,
                         double limit_seconds) {
  return time_formula([&] { return make_encoder(encoder_named(encoder_name), named.instance, symmetry); }, goal,
                      limit_seconds);
}

FormulaTime time_formula(const std::function<std::unique_ptr<CnfEncoder>()>& make, Goal goal, double limit_seconds) {
  const auto started = Clock::now();
  const Budget budget(limit_seconds, std::nullopt);
  FormulaTime time;
  try {
    EncodingWatch watch(budget);
    const Formula formula = make()->encode(watch).without_names();
    time.clauses = formula.clauses();
    const EngineResult result = solve_formula(default_engine(Reads::formulas), formula,
                                              {.seed = 0, .threads = 1, .goal = goal}, budget, nullptr);
    time.answer = result.answer;
    time.reason = result.reason;
  } catch (const LimitReached& limit) {
    time.reason = limit.what();
  }
  time.timed_out = time.answer == Answer::unknown && budget.seconds_left().value_or(1) <= 0;
  time.seconds = time.timed_out ? limit_seconds : seconds_since(started);
  return time;
}

}  // namespace arcsat
