// Benchmarks: what the automatic decision decides, and what the direct formula does in the same time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/measure.hpp"

namespace arcsat {

struct DecidingMeasurement {
  std::string name;
  Verdict verdict = Verdict::undecided;
  bool certified = false;
  /// "counting", "xor", "compact" or "pairs".
  std::string encoder;
  /// Wall-clock seconds; the median of the repeats.
  double seconds = 0;
  /// Direct without symmetry breaking, CaDiCaL as it comes, once; only if it was compared.
  double direct_seconds = 0;
  bool direct_timed_out = false;
  std::int64_t direct_clauses = 0;
  /// Why the direct formula gave no answer (the limit, too large, an engine that failed); empty if it did.
  std::string direct_reason;
};

/// Realizable instances of two steps.
std::vector<NamedInstance> witness_benchmark();
/// Instances of three steps in three epochs, of both verdicts.
std::vector<NamedInstance> three_step_benchmark();

/// Decides each `repeats` times on two threads, and by the direct formula if `compare`. Undecided is a result, too.
void measure_deciding(const std::vector<NamedInstance>& instances, int repeats, double limit_seconds, bool compare,
                      const std::function<void(const DecidingMeasurement&)>& report);

}  // namespace arcsat
