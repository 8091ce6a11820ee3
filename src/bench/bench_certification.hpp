// Benchmark: what a certified refutation costs beyond the engine's bare answer.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/measure.hpp"
#include "solve/engines.hpp"

namespace arcsat {

/// One refuted instance with one engine on the direct formula; seconds are medians over the repeats, in each of which
/// the three follow one another.
struct CertificationMeasurement {
  std::string name;
  std::string engine;
  std::int64_t clauses = 0;
  double solve_seconds = 0;  // without a proof
  double prove_seconds = 0;  // with one
  double elaborate_seconds = 0;
  double check_seconds = 0;

  /// What certifying costs, in units of the solving that it certifies.
  double certify_to_prove() const { return (elaborate_seconds + check_seconds) / prove_seconds; }
  double prove_to_solve() const { return prove_seconds / solve_seconds; }
};

/// Unrealizable instances that the engines refute in tenths of seconds to tens of seconds.
std::vector<NamedInstance> certification_benchmark();

/// Measures each instance with each engine; `report` is called after each. Throws Error if an engine does not refute
/// one, or the proof is not accepted.
std::vector<CertificationMeasurement> measure_certification(
    const std::vector<NamedInstance>& instances, const std::vector<const Engine*>& engines, int repeats,
    const std::function<void(const CertificationMeasurement&)>& report);

}  // namespace arcsat
