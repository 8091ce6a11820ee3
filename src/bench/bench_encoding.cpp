#include "bench/bench_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/private_directory.hpp"
#include "cnf/dimacs.hpp"
#include "encoders/encoder_table.hpp"
#include "solve/cadical.hpp"

namespace arcsat {

namespace {

/// A line of /proc/self/status, in bytes.
double status_bytes(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.compare(0, key.size(), key) == 0) return std::stod(line.substr(key.size() + 1)) * 1024;
  }
  throw Error(fmt::format("/proc/self/status has no {}", key));
}

/// Builds the formula in a process of its own: "SECONDS PEAK-BYTES VARIABLES CLAUSES".
std::string build_once(const std::shared_ptr<const Instance>& instance) {
  std::ofstream("/proc/self/clear_refs") << "5";  // resets the peak resident size
  const double before = status_bytes("VmRSS:");
  const auto started = Clock::now();
  const Budget budget;
  EncodingWatch watch(budget);
  const auto encoder = make_encoder(encoder_named("direct"), instance, Symmetry::none);
  const Formula formula = encoder->encode(watch);
  const double seconds = seconds_since(started);
  return fmt::format("{} {} {} {}", seconds, status_bytes("VmHWM:") - before, formula.variables(), formula.clauses());
}

}  // namespace

std::vector<NamedInstance> encoding_benchmark() {
  return {benchmark_instance(Task(2, {1}, {3, 4}), 2, 1), benchmark_instance(Task(2, {1}, {2, 8}), 2, 1),
          benchmark_instance(Task(2, {2}, {2, 4}), 2, 1), benchmark_instance(Task(2, {1}, {3, 4}), 3, 1),
          benchmark_instance(Task(2, {1, 1}, {2, 2, 2}), 3, 1)};
}

std::vector<EncodingMeasurement> measure_encoding(const std::vector<NamedInstance>& instances, int repeats,
                                                  const std::function<void(const EncodingMeasurement&)>& report) {
  std::vector<EncodingMeasurement> measurements;
  for (const NamedInstance& named : instances) {
    EncodingMeasurement measurement;
    measurement.name = named.name;
    const PrivateDirectory directory;
    const std::string dimacs = directory.path() / "formula.cnf";
    measurement.encoder = in_child([&] {
      const Budget budget;
      EncodingWatch watch(budget);
      const auto encoder = make_encoder(encoder_named("direct"), named.instance, Symmetry::none);
      std::FILE* file = std::fopen(dimacs.c_str(), "wb");
      if (file == nullptr) throw Error("the temporary file could not be opened");
      write_dimacs(encoder->encode(watch), file, DimacsNames::without);
      std::fclose(file);
      return std::string(encoder->name());
    });
    std::vector<double> encode, read, peak;
    for (int repeat = 0; repeat < repeats; ++repeat) {
      double seconds = 0;
      double bytes = 0;
      std::istringstream built(in_child([&] { return build_once(named.instance); }));
      built >> seconds >> bytes >> measurement.variables >> measurement.clauses;
      encode.push_back(seconds);
      peak.push_back(bytes / static_cast<double>(std::max<std::int64_t>(measurement.clauses, 1)));
      read.push_back(std::stod(in_child([&] { return fmt::format("{}", cadical_read_seconds(dimacs)); })));
    }
    measurement.encode_seconds = median(encode);
    measurement.read_seconds = median(read);
    measurement.peak_bytes_per_clause = median(peak);
    measurements.push_back(measurement);
    report(measurement);
  }
  return measurements;
}

}  // namespace arcsat
