// Benchmark: how time and formula grow with an instance, compact against direct.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/time_formula.hpp"

namespace arcsat {

struct GrowthFamily {
  std::string name;
  /// What grows, by its letter, and its values.
  std::string parameter;
  std::vector<std::uint32_t> values;
  std::vector<NamedInstance> instances;
};

struct GrowthMeasurement {
  std::string family;
  std::string parameter;
  std::uint32_t value = 0;
  /// With all symmetry breaking, and CaDiCaL's settings for refutations; and without any, CaDiCaL as it comes.
  FormulaTime compact;
  FormulaTime direct;
  /// The automatic decision on two threads, counting bounds and the sums family included; the limit if undecided.
  double automatic_seconds = 0;
};

/// Two steps in two epochs: q_2 rising, and n_1 rising.
std::vector<GrowthFamily> growth_benchmark();

std::vector<GrowthMeasurement> measure_growth(const std::vector<GrowthFamily>& families, double limit_seconds,
                                              const std::function<void(const GrowthMeasurement&)>& report);

/// Draws seconds and clauses over the parameter, a column for each family, as an SVG file. Throws Error if gnuplot is
/// not installed (Debian: gnuplot-nox) or fails.
void plot_growth(const std::vector<GrowthMeasurement>& measurements, double limit_seconds, const std::string& path);

}  // namespace arcsat
