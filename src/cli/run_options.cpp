#include "cli/run_options.hpp"

#include <algorithm>
#include <string_view>

namespace arcsat::cli {

void add_run_options(CommandLine& line) {
  line.option(
      "encoder",
      "auto (default: counting bounds, then searches side by side), compact, direct (the smaller of the next two), "
      "tables, pairs, smt, xor (looks for a witness in a family of protocols, never refutes)");
  line.option("symmetry",
              "what is broken: none, labels (of messages), all (inputs' renamings, too; compact only); default: "
              "the most");
  line.option("engine", "auto (default: cadical, z3 for smt), cryptominisat, cadical, z3");
  line.option("time-limit", "wall-clock seconds; then undecided");
  line.option("memory-limit", "MiB for the formula and for the engine, each; then undecided");
  line.option("seed", "the engine's seed (default 0)");
  line.option(
      "threads",
      "searches side by side with --encoder auto (default 2; 1 for a run that repeats itself), else threads of the "
      "engine (cryptominisat; default 1)");
  line.flag("no-certify", "take the engine's word for a refutation: unrealizable (not certified)");
  line.flag("quiet", "no progress on standard error");
}

DecideOptions run_options(const CommandLine& line) {
  DecideOptions options;
  if (line.has("encoder")) {
    options.encoder = line.text("encoder");
    constexpr std::string_view known[] = {"auto", "direct", "tables", "pairs", "compact", "smt", "xor"};
    if (std::find(std::begin(known), std::end(known), options.encoder) == std::end(known)) {
      CommandLine::reject("encoder", options.encoder, "auto, compact, direct, tables, pairs, smt or xor");
    }
  }
  if (line.has("symmetry")) {
    options.symmetry = line.text("symmetry");
    if (options.symmetry != "labels" && options.symmetry != "none" && options.symmetry != "all") {
      CommandLine::reject("symmetry", options.symmetry, "none, labels or all");
    }
  }
  if (line.has("engine")) {
    options.engine = line.text("engine");
    if (options.engine == "auto") options.engine.clear();
    if (!options.engine.empty() && options.engine != "cryptominisat" && options.engine != "cadical" &&
        options.engine != "z3") {
      CommandLine::reject("engine", options.engine, "auto, cryptominisat, cadical or z3");
    }
    if (options.encoder == "smt" && !options.engine.empty() && options.engine != "z3") {
      CommandLine::reject("engine", options.engine, "z3, the only engine for --encoder smt");
    }
  }
  options.time_limit_seconds = parse_time_limit(line);
  constexpr std::int64_t most_mebibytes = std::int64_t{1} << 40;
  if (const auto limit = line.integer("memory-limit", 1, most_mebibytes)) {
    options.memory_limit_mebibytes = static_cast<std::uint64_t>(*limit);
  }
  options.seed = static_cast<std::uint64_t>(line.integer("seed", 0, 2'000'000'000).value_or(0));
  if (const auto threads = line.integer("threads", 1, 256)) options.threads = static_cast<unsigned>(*threads);
  options.certify = !line.has("no-certify");
  if (line.has("quiet")) options.progress = Progress::Mode::never;
  return options;
}

}  // namespace arcsat::cli
