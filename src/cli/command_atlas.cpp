#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#ifdef ARCSAT_ATLAS
#include <filesystem>

#include "atlas/atlas.hpp"
#include "atlas/submission.hpp"
#include "base/hash.hpp"
#include "base/standard_streams.hpp"
#include "check/check.hpp"
#include "check/separation.hpp"
#include "cli/command_check.hpp"
#include "cli/command_line.hpp"
#include "cli/run_options.hpp"
#include "evidence/bundle_place.hpp"
#include "protocol/instance_file.hpp"
#endif

namespace arcsat::cli {

namespace {

#ifdef ARCSAT_ATLAS

constexpr double seconds_for_a_cell_of_an_atlas = 10;
constexpr double seconds_for_a_bundle_taken = 600;
constexpr std::int64_t most_jobs = 256;

std::string line_of_cell(std::size_t number, const AtlasCell& cell) {
  const std::string how = cell.derivation       ? "follows by " + words_of(cell.derivation->rule)
                          : cell.bundle.empty() ? "open"
                                                : cell.method;
  return fmt::format("{}: {}: {} ({})", number, to_string(cell.verdict), statement(*cell.instance, cell.verdict), how);
}

void show_separations(const std::vector<AtlasCell>& cells) {
  for (const AtlasCell& impossible : cells) {
    if (impossible.verdict != Verdict::unrealizable) continue;
    for (const AtlasCell& possible : cells) {
      if (possible.verdict != Verdict::realizable || possible.instance->task() != impossible.instance->task()) continue;
      try {
        const Difference difference = difference_of(*impossible.instance, *possible.instance);
        print_line("{}: {}, but: {}", to_string(difference), statement(*impossible.instance, Verdict::unrealizable),
                   statement(*possible.instance, Verdict::realizable));
      } catch (const CheckFailed&) {
        // Two cells that differ otherwise are no separation.
      }
    }
  }
}

/// What --show asks for.
struct Query {
  std::string what;
  std::size_t base = 0;  // of resting-on
};

/// Read before the work: a query that means nothing is no reason to lose it.
Query query_of(const CommandLine& line, std::size_t cells) {
  const std::string& what = line.text("show");
  if (what.starts_with("resting-on=")) {
    return {"resting-on", static_cast<std::size_t>(parse_integer("show", what.substr(what.find('=') + 1), 0,
                                                                 static_cast<std::int64_t>(cells) - 1))};
  }
  for (const char* known : {"cells", "open", "smallest-open", "base", "separations"}) {
    if (what == known) return {what};
  }
  CommandLine::reject("show", what, "cells, open, smallest-open, base, separations or resting-on=CELL");
}

void show(const Query& query, const std::vector<AtlasCell>& cells) {
  const std::string& what = query.what;
  if (what == "separations") {
    show_separations(cells);
    return;
  }
  const bool resting = what == "resting-on";
  const std::string hash = resting ? sha256(canonical_json(*cells[query.base].instance)) : "";
  for (std::size_t number = 0; number < cells.size(); ++number) {
    const AtlasCell& cell = cells[number];
    const bool open = cell.verdict == Verdict::undecided;
    const bool shown =
        what == "cells" || (open && (what == "open" || what == "smallest-open")) ||
        (what == "base" && !cell.bundle.empty()) ||
        (resting && (number == query.base || (cell.derivation && cell.derivation->bases.front() == hash)));
    if (!shown) continue;
    print_line("{}", line_of_cell(number, cell));
    if (what == "smallest-open") return;
  }
}

/// Offers every bundle below the paths to the atlas. A false one is named, and costs nothing.
void take_bundles(const std::vector<std::string>& paths, Atlas& atlas) {
  std::size_t taken = 0;
  std::size_t settled = 0;
  std::size_t idle = 0;
  std::size_t refused = 0;
  for (const Found& found : walk_for(paths, bundles())) {
    if (found.kind == Found::Kind::skipped) continue;
    const Budget budget(seconds_for_a_bundle_taken, std::nullopt);
    std::optional<OfferedBundle> bundle;
    std::size_t cells = 0;
    try {
      if (found.kind == Found::Kind::unusable) throw CheckFailed(line_of(found, bundles()));
      bundle.emplace(found.path, budget);
      cells = atlas.settled_by(*bundle).size();
      if (cells > 0) bundle->judge();
    } catch (const CheckFailed& error) {
      ++refused;
      print_error_line("arcsat: not taken: {}", error.what());
      continue;
    }
    taken += cells > 0;
    idle += cells == 0;
    if (cells > 0) settled += atlas.take(*bundle);
  }
  print_line("{} bundles taken, which settle {} cells; {} settle nothing that is open; {} refused", taken, settled,
             idle, refused);
}

/// The open cells as jobs of Slurm, with the options of this run.
void submit(const CommandLine& line, double seconds, Atlas& atlas) {
  SubmissionOptions options{line.text("store") + ".jobs", {"--time-limit", fmt::format("{}", seconds)}, seconds, {}};
  for (const char* passed_on : {"encoder", "symmetry", "engine", "memory-limit", "seed"}) {
    if (!line.has(passed_on)) continue;
    options.decide.push_back(fmt::format("--{}", passed_on));
    options.decide.push_back(line.text(passed_on));
  }
  if (const auto jobs = line.integer("jobs", 1, most_jobs)) options.at_once = static_cast<unsigned>(*jobs);
  const SubmissionReport report =
      submit_to_slurm(atlas, options, [](const std::string& said) { print_error_line("arcsat: {}", said); });
  print_line("{} jobs: {} bundles taken, {} undecided, {} refused, {} came to nothing", report.jobs, report.taken,
             report.undecided, report.refused, report.lost);
}

int run_atlas(const Words& words) {
  CommandLine line("atlas",
                   "atlas BOX.toml --store FILE [--take PATH]… [--jobs N] [--export DIR] [--show WHAT] [OPTIONS]",
                   "Decides every cell of a box, what follows by the order at once, and keeps it all in a store; a "
                   "run that was stopped goes on where it was. Exit code 0: no cell is open; 4: some are.");
  add_run_options(line);
  line.option("store", "the SQLite file, made if there is none");
  line.option("jobs", "cells at a time (default 1; of Slurm: as many as it has room for)");
  line.repeatable("take",
                  "first use the bundles below this path, each judged if it settles a cell: those of cells, and "
                  "those from which cells follow; one that does not hold is named and left out");
  line.option("submit",
              "slurm: decide by arguments here, and search in job arrays; the store is on a file system that all "
              "machines share, what comes back is judged, what Slurm is to be told is in SBATCH_… variables");
  line.flag("stored", "decide nothing new");
  line.option("export", "write tables, bundles and derivations there, which arcsat check judges as a whole");
  line.option("show",
              "cells, open, smallest-open, base (those with bundles), separations, or resting-on=CELL: those that "
              "rest on a bundle");
  if (!line.parse(words, 1)) return 0;
  if (line.positionals().empty()) throw InputError("found no box, expected arcsat atlas BOX.toml --store FILE");
  if (!line.has("store") || line.text("store").empty()) throw InputError("found no --store, expected a file");
  if (line.has("no-certify")) throw InputError("found --no-certify, expected every verdict to be certified");
  if (line.has("submit") && line.text("submit") != "slurm") {
    CommandLine::reject("submit", line.text("submit"), "slurm");
  }
  if (line.has("submit") && line.has("stored")) throw InputError("found --submit and --stored, expected one of them");
  DecideOptions options = run_options(line);
  if (!options.time_limit_seconds) options.time_limit_seconds = seconds_for_a_cell_of_an_atlas;
  options.smaller_evidence = true;
  const auto jobs = static_cast<unsigned>(line.integer("jobs", 1, most_jobs).value_or(1));
  const std::string directory = line.has("export") ? line.text("export") : "";
  if (line.has("export")) {
    std::error_code error;
    const bool free =
        !directory.empty() && (!std::filesystem::exists(std::filesystem::symlink_status(directory, error)) ||
                               std::filesystem::is_empty(directory, error));
    if (!free) CommandLine::reject("export", directory, "nothing or an empty directory there");
    require_bundle_place(directory, "export");
  }
  Box box = read_box(line.positionals().front());
  const std::optional<Query> query = line.has("show") ? std::optional(query_of(line, box.cells.size())) : std::nullopt;
  Store store(line.text("store"), box.hash, box.cells.size());
  Atlas atlas(std::move(box), store);
  if (const std::vector<std::string> offered = line.texts("take"); !offered.empty()) take_bundles(offered, atlas);
  if (!line.has("stored")) {
    if (line.has("submit")) options.effort = Effort::arguments;
    Progress progress(options.progress);
    progress.phase("atlas");
    atlas.work(options, jobs, [&](const AtlasProgress& now) { progress.update(now.words()); });
    progress.end();
    if (line.has("submit")) submit(line, *options.time_limit_seconds, atlas);
  }
  const std::vector<AtlasCell> cells = atlas.cells();
  std::size_t bundles = 0;
  std::size_t open = 0;
  for (const AtlasCell& cell : cells) {
    bundles += !cell.bundle.empty();
    open += cell.verdict == Verdict::undecided;
  }
  if (query) {
    show(*query, cells);
  } else {
    print_line("{} cells, {} open; {} bundles, {} verdicts follow from them", cells.size(), open, bundles,
               cells.size() - open - bundles);
  }
  if (!directory.empty()) {
    atlas.write(directory);
    print_line("atlas: {} (arcsat check {} judges it anew)", directory, directory);
  }
  return open == 0 ? 0 : 4;
}

#else

int run_atlas(const Words&) {
  throw InputError("found no SQLite when arcsat was configured, expected the package libsqlite3-dev for arcsat atlas");
}

#endif

}  // namespace

const Command atlas_command = {"atlas", "decide every cell of a box of sizes", run_atlas};

}  // namespace arcsat::cli
