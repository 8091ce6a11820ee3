#include "cli/run_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <string>

#include "base/error.hpp"
#include "solve/engine.hpp"

namespace arcsat::cli {

void add_encoder_options(CommandLine& line) {
  std::vector<std::string> offered;
  for (const EncoderRow* row : encoders()) {
    offered.push_back(row->summary.empty() ? std::string(row->name) : fmt::format("{} ({})", row->name, row->summary));
  }
  line.option("encoder", fmt::format("{}", fmt::join(offered, ", ")));
  line.option("symmetry",
              "what is broken: none, labels (of messages), all (inputs' renamings, too; compact only); default: "
              "the most");
}

void add_progress_options(CommandLine& line) {
  line.flag("quiet", "no progress on standard error");
  line.flag("verbose", "a line of progress a minute where standard error is no terminal");
}

void add_run_options(CommandLine& line) {
  add_encoder_options(line);
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
  add_progress_options(line);
}

namespace {

/// The member of `all` with the name that an option gives; null if it is none.
template <typename Row>
const Row* named(std::span<const Row* const> all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Row* row) { return row->name == name; });
  return found == all.end() ? nullptr : *found;
}

const EncoderRow& encoder_of(const CommandLine& line) {
  if (!line.has("encoder")) return automatic_encoder();
  const EncoderRow* encoder = named(encoders(), line.text("encoder"));
  if (encoder == nullptr) CommandLine::reject("encoder", line.text("encoder"), names_of(encoders()));
  return *encoder;
}

std::optional<Symmetry> symmetry_of(const CommandLine& line) {
  if (!line.has("symmetry")) return std::nullopt;
  for (const Symmetry known : {Symmetry::none, Symmetry::labels, Symmetry::all}) {
    if (line.text("symmetry") == to_string(known)) return known;
  }
  CommandLine::reject("symmetry", line.text("symmetry"), "none, labels or all");
}

const Engine* engine_of(const CommandLine& line, const EncoderRow& encoder) {
  if (!line.has("engine") || line.text("engine") == "auto") return nullptr;
  const Engine* engine = named(engines(), line.text("engine"));
  if (engine == nullptr) CommandLine::reject("engine", line.text("engine"), "auto, " + names_of(engines()));
  if (encoder.writes_script() && !engine->reads(Reads::scripts)) {
    CommandLine::reject(
        "engine", line.text("engine"),
        fmt::format("{}, the only engine for --encoder {}", names_of(engines_for(Reads::scripts)), encoder.name));
  }
  return engine;
}

}  // namespace

DecideOptions run_options(const CommandLine& line) {
  DecideOptions options;
  options.encoder = &encoder_of(line);
  options.symmetry = symmetry_of(line);
  options.engine = engine_of(line, *options.encoder);
  options.time_limit_seconds = parse_time_limit(line);
  constexpr std::int64_t most_mebibytes = std::int64_t{1} << 40;
  if (const auto limit = line.integer("memory-limit", 1, most_mebibytes)) {
    options.memory_limit_mebibytes = static_cast<std::uint64_t>(*limit);
  }
  options.seed = static_cast<std::uint64_t>(line.integer("seed", 0, 2'000'000'000).value_or(0));
  if (const auto threads = line.integer("threads", 1, 256)) options.threads = static_cast<unsigned>(*threads);
  options.certify = !line.has("no-certify");
  if (line.has("quiet") && line.has("verbose")) {
    throw InputError("found both --quiet and --verbose, expected one of the two");
  }
  if (line.has("quiet")) options.progress = Progress::Mode::never;
  if (line.has("verbose")) options.progress = Progress::Mode::verbose;
  return options;
}

}  // namespace arcsat::cli
