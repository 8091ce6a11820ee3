// Benchmark: refuting by an argument, by the compact formula and by the direct one as it is.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/measure.hpp"

namespace arcsat {

/// Encoding and solving, in seconds; medians over the repeats, which alternate between them.
struct RefutingMeasurement {
  std::string name;
  std::int64_t direct_clauses = 0;
  std::int64_t compact_clauses = 0;
  /// direct without symmetry breaking, CaDiCaL as it comes; the limit if it was reached (then it ran once).
  double direct_seconds = 0;
  bool direct_timed_out = false;
  /// compact with all symmetry breaking, CaDiCaL set for refutations.
  double compact_seconds = 0;
  bool compact_timed_out = false;
  /// The first argument that refutes it, without a formula, and the seconds until it was found and checked; "none" if none does.
  std::string argument = "none";
  double argument_seconds = 0;

  double speed_up() const { return direct_seconds / compact_seconds; }
};

/// Unrealizable instances of two steps in two epochs that take the direct formula many seconds at least.
std::vector<NamedInstance> refuting_benchmark();

/// Measures each instance; `report` is called after each. Throws Error if an engine says that one is realizable.
std::vector<RefutingMeasurement> measure_refuting(const std::vector<NamedInstance>& instances, int repeats,
                                                  double limit_seconds,
                                                  const std::function<void(const RefutingMeasurement&)>& report);

}  // namespace arcsat
