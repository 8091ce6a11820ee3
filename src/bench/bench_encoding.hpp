// Benchmark: what building a formula costs, as a ratio to what an engine needs to read it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/measure.hpp"

namespace arcsat {

/// One measured instance: building the direct formula against CaDiCaL's reading of the same formula as DIMACS.
struct EncodingMeasurement {
  std::string name;
  std::string encoder;
  std::int64_t variables = 0;
  std::int64_t clauses = 0;
  /// Medians over the repeats, which alternate between the two.
  double encode_seconds = 0;
  double read_seconds = 0;
  /// Growth of the resident size while the formula is built, at its highest, per clause.
  double peak_bytes_per_clause = 0;
};

/// The instances that are measured when none is given.
std::vector<NamedInstance> encoding_benchmark();

/// Measures each instance in child processes; `report` is called after each. Throws Error if a run does not complete.
std::vector<EncodingMeasurement> measure_encoding(const std::vector<NamedInstance>& instances, int repeats,
                                                  const std::function<void(const EncodingMeasurement&)>& report);

}  // namespace arcsat
