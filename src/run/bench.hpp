// The benchmark suite: what arcsat's own work costs, as ratios to what an engine needs, measured in one run.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "arcsat/protocol/instance.hpp"

namespace arcsat {

struct BenchOptions {
  int repeats = 5;
};

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

struct NamedInstance {
  std::string name;
  std::shared_ptr<const Instance> instance;
};

/// The instances that the suite measures when none is given.
std::vector<NamedInstance> benchmark_instances();

/// Measures each instance in child processes; `report` is called after each. Throws Error if a run does not complete.
std::vector<EncodingMeasurement> measure_encoding(const std::vector<NamedInstance>& instances,
                                                  const BenchOptions& options,
                                                  const std::function<void(const EncodingMeasurement&)>& report);

}  // namespace arcsat
