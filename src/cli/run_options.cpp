#include "cli/run_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "solve/engine.hpp"

namespace arcsat::cli {

void add_run_options(CommandLine& line) {
  line.option(
      "encoder",
      "auto (default: counting bounds, then searches side by side), compact, direct (the smaller of the next two), "
      "tables, pairs, smt, xor (looks for a witness in a family of protocols, never refutes)");
  line.option("symmetry",
              "what is broken: none, labels (of messages), all (inputs' renamings, too; compact only); default: "
              "the most");
  line.option("engine", fmt::format("auto (default: {}, {} for smt), {}", default_engine(Reads::formulas).name,
                                    default_engine(Reads::scripts).name, names_of(engines(), ", ")));
  line.option("time-limit", "wall-clock seconds; then undecided");
  line.option("memory-limit", "MiB for the formula and for the engine, each; then undecided");
  line.option("seed", "the engine's seed (default 0)");
  line.option(
      "threads",
      fmt::format("searches side by side with --encoder auto (default 2; 1 for a run that repeats itself), else "
                  "threads of the engine ({}; default 1)",
                  names_of(engines_with_threads())));
  line.flag("no-certify", "take the engine's word for a refutation: unrealizable (not certified)");
  line.flag("quiet", "no progress on standard error");
}

namespace {

void check_engine(const DecideOptions& options) {
  const auto named = [&](const Engine* engine) { return engine->name == options.engine; };
  if (std::none_of(engines().begin(), engines().end(), named)) {
    CommandLine::reject("engine", options.engine, "auto, " + names_of(engines()));
  }
  if (options.encoder == "smt" && !engine_named(options.engine).reads(Reads::scripts)) {
    CommandLine::reject("engine", options.engine,
                        names_of(engines_for(Reads::scripts)) + ", the only engine for --encoder smt");
  }
}

}  // namespace

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
    if (!options.engine.empty()) check_engine(options);
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
