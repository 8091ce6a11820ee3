// How long an encoder and CaDiCaL take for an instance.
#pragma once

#include "arcsat/encoders/encoder.hpp"
#include "arcsat/run/measure.hpp"
#include "arcsat/solve/engines.hpp"

namespace arcsat {

struct FormulaTime {
  /// Of encoding and solving; the limit if it was reached.
  double seconds = 0;
  bool timed_out = false;
  /// Unknown only if timed out.
  Answer answer = Answer::unknown;
  /// 0 if not even the formula was ready at the limit, or would be too large for this machine.
  std::int64_t clauses = 0;
  /// Why there is no answer, in words. What needs more memory than there is counts as timed out.
  std::string reason;
};

FormulaTime time_formula(const NamedInstance& named, const char* encoder_name, Symmetry symmetry, Goal goal,
                         double limit_seconds);
/// The same with the encoder that `make` makes, which is part of the time.
FormulaTime time_formula(const std::function<std::unique_ptr<CnfEncoder>()>& make, Goal goal, double limit_seconds);

}  // namespace arcsat
