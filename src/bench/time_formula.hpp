// How long an encoder and CaDiCaL take for an instance.
#pragma once

#include "bench/measure.hpp"
#include "encoders/encoder.hpp"
#include "solve/engines.hpp"

namespace arcsat {

struct FormulaTime {
  /// Of encoding and solving, until the answer or until there was none; the limit if it was reached.
  double seconds = 0;
  bool timed_out = false;
  /// Unknown if timed out, and if the engine failed or the formula is too large for this machine: see `reason`.
  Answer answer = Answer::unknown;
  /// 0 if not even the formula was made.
  std::int64_t clauses = 0;
  /// Why there is no answer, in words; empty if there is.
  std::string reason;
};

FormulaTime time_formula(const NamedInstance& named, const char* encoder_name, Symmetry symmetry, Goal goal,
                         double limit_seconds);
/// The same with the encoder that `make` makes, which is part of the time.
FormulaTime time_formula(const std::function<std::unique_ptr<CnfEncoder>()>& make, Goal goal, double limit_seconds);

}  // namespace arcsat
