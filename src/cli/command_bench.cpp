#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arcsat/cli/command_line.hpp"
#include "arcsat/cli/commands.hpp"
#include "arcsat/protocol/instance_file.hpp"
#include "arcsat/run/bench.hpp"

namespace arcsat::cli {

int run_bench(const Words& words) {
  CommandLine line("bench", "bench [INSTANCE…] [--repeats N]",
                   "Measures building the direct formula against CaDiCaL's reading of it as DIMACS; JSON lines on "
                   "standard output, a table on standard error.");
  line.add()("repeats", boost::program_options::value<std::string>(), "measurements of each, alternating (default 5)")(
      "quiet", "no table")("json", "no effect: the output is JSON lines anyway");
  if (!line.parse(words, SIZE_MAX)) return 0;
  BenchOptions options;
  options.repeats = static_cast<int>(line.integer("repeats", 1, 1000).value_or(options.repeats));
  std::vector<NamedInstance> instances;
  for (const std::string& path : line.positionals()) {
    instances.push_back({path, std::make_shared<const Instance>(read_instance(path))});
  }
  if (instances.empty()) instances = benchmark_instances();
  const bool table = !line.has("quiet");
  if (table) {
    fmt::print(stderr, "{:<28} {:>7} {:>10} {:>9} {:>9} {:>7} {:>14}\n", "instance", "encoder", "clauses", "build s",
               "read s", "ratio", "bytes/clause");
  }
  measure_encoding(instances, options, [&](const EncodingMeasurement& one) {
    const double ratio = one.encode_seconds / one.read_seconds;
    const nlohmann::ordered_json out = {{"benchmark", "encoding"},
                                        {"instance", one.name},
                                        {"encoder", one.encoder},
                                        {"variables", one.variables},
                                        {"clauses", one.clauses},
                                        {"repeats", options.repeats},
                                        {"build_seconds", one.encode_seconds},
                                        {"cadical_read_seconds", one.read_seconds},
                                        {"build_to_read", ratio},
                                        {"peak_bytes_per_clause", one.peak_bytes_per_clause}};
    fmt::print("{}\n", out.dump());
    std::fflush(stdout);
    if (table) {
      fmt::print(stderr, "{:<28} {:>7} {:>10} {:>9.4f} {:>9.4f} {:>7.2f} {:>14.1f}\n", one.name, one.encoder,
                 one.clauses, one.encode_seconds, one.read_seconds, ratio, one.peak_bytes_per_clause);
    }
  });
  return 0;
}

}  // namespace arcsat::cli
