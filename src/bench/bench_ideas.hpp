// Benchmark: what each idea of the compact encoder brings, by leaving it out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/time_formula.hpp"

namespace arcsat {

struct IdeaMeasurement {
  std::string name;
  /// "all", "without relays", …, "none".
  std::string variant;
  std::int64_t variables = 0;
  /// With CaDiCaL's settings for refutations; once.
  FormulaTime time;
};

std::vector<NamedInstance> ideas_benchmark();

void measure_ideas(const std::vector<NamedInstance>& instances, double limit_seconds,
                   const std::function<void(const IdeaMeasurement&)>& report);

}  // namespace arcsat
