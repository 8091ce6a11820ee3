#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/commands.hpp"
#include "cli/corollary_json.hpp"
#include "cli/instance_options.hpp"
#include "cli/run_options.hpp"
#include "evidence/bundle_place.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

/// A verdict stands, but its bundle could not be written.
constexpr int exit_bundle_not_written = 4;

/// What became of the bundle; all are empty if none was asked for.
struct BundleOutcome {
  /// Where it was written.
  std::string directory;
  /// Why it could not be written.
  std::string error;
  /// Where one of an earlier run still stands.
  std::string older;
  double seconds = 0;
};

int exit_code(const Decision& decision) {
  switch (decision.verdict) {
    case Verdict::realizable:
      return 10;
    case Verdict::unrealizable:
      return decision.evidence ? 20 : 0;
    case Verdict::undecided:
      return 0;
  }
  throw InternalError("a verdict without an exit code");
}

/// Never throws, so that a place that is lost meanwhile cannot take the verdict with it.
BundleOutcome write_if_asked(const Instance& instance, const Decision& decision, const std::string& directory) {
  BundleOutcome outcome;
  if (directory.empty()) return outcome;
  try {
    if (decision.evidence) {
      const auto started = Clock::now();
      write_bundle(directory, instance, decision);
      outcome.seconds = seconds_since(started);
      outcome.directory = directory;
    }
  } catch (const std::exception& error) {
    outcome.error = fmt::format("--out: {} cannot be written: {}", directory, error.what());
  }
  if (outcome.directory.empty() && older_bundle_at(directory)) outcome.older = directory;
  return outcome;
}

/// Only of what was shown.
std::optional<TransformerCorollary> corollary_of(const Instance& instance, const Decision& decision) {
  if (decision.verdict != Verdict::unrealizable || !decision.evidence) return std::nullopt;
  return transformer_corollary(instance);
}

void print_json(const Instance& instance, const Decision& decision, const BundleOutcome& bundle) {
  Json out = {{"format", "arcsat-decision"},
              {"version", 1},
              {"verdict", verdict_words(decision)},
              {"certified", decision.evidence.has_value()},
              {"statement", decision.statement}};
  if (const auto corollary = corollary_of(instance, decision)) out["transformers"] = json_of(*corollary);
  if (!decision.reason.empty()) out["reason"] = decision.reason;
  out["instance"] = Json::parse(canonical_json(instance));
  if (decision.evidence) {
    add_json(*decision.evidence, out);
  } else if (decision.part) {
    out["refuted_inputs"] = decision.part->inputs().size();
  }
  if (!bundle.directory.empty()) out["bundle"] = bundle.directory;
  if (!bundle.error.empty()) out["bundle_error"] = bundle.error;
  if (!bundle.older.empty()) out["older_bundle"] = bundle.older;
  out["encoder"] = {{"name", decision.encoder},
                    {"symmetry", decision.symmetry},
                    {"variables", decision.variables},
                    {"clauses", decision.clauses}};
  out["engine"] = {{"name", decision.engine},
                   {"version", decision.engine_version},
                   {"peak_mebibytes", decision.engine_peak_mebibytes}};
  out["seconds"] = {{"encode", decision.encode_seconds},
                    {"solve", decision.solve_seconds},
                    {"elaborate", decision.elaborate_seconds},
                    {"check", decision.check_seconds},
                    {"write", bundle.seconds}};
  arcsat::print_json(out);
}

void print_verdict(const Instance& instance, const Decision& decision) {
  print_line("{}", verdict_words(decision));
  print_line("{}.", decision.statement);
  if (const auto corollary = corollary_of(instance, decision)) print_line("{}.", corollary->sentence);
  if (!decision.reason.empty()) print_line("reason: {}", decision.reason);
  if (decision.evidence) {
    for (const std::string& line : words_of(*decision.evidence, instance)) print_line("{}", line);
  } else if (decision.part) {
    print_line("{}", sub_instance_words(*decision.part, instance));
  }
  flush_output();
}

void print_rest(const Decision& decision, const BundleOutcome& bundle) {
  if (!bundle.directory.empty()) {
    print_line("bundle: {} (arcsat check {} judges it anew)", bundle.directory, bundle.directory);
  }
  if (!bundle.older.empty()) {
    print_line("bundle: none written; {} still holds the one of an earlier run", bundle.older);
  }
  const std::string writing = bundle.directory.empty() ? "" : fmt::format(", bundle ({:.2f} s)", bundle.seconds);
  if (decision.engine.empty()) {
    print_line("how: {} ({:.2f} s){}", decision.encoder, decision.solve_seconds + decision.check_seconds, writing);
    return;
  }
  print_line("how: encoder {} ({} variables, {} clauses, {:.2f} s), engine {} {} ({:.2f} s), check ({:.2f} s){}",
             decision.encoder, decision.variables, decision.clauses, decision.encode_seconds, decision.engine,
             decision.engine_version, decision.solve_seconds, decision.elaborate_seconds + decision.check_seconds,
             writing);
}

/// Of an instance that could not even be read.
void print_undecided(const std::string& reason, bool json) {
  if (json) {
    arcsat::print_json({{"format", "arcsat-decision"},
                        {"version", 1},
                        {"verdict", to_string(Verdict::undecided)},
                        {"certified", false},
                        {"reason", reason}});
    return;
  }
  print_line("{}", to_string(Verdict::undecided));
  print_line("reason: {}", reason);
}

int run_decide(const Words& words) {
  CommandLine line("decide", "decide INSTANCE [--out DIR] [OPTIONS]",
                   "Decides whether a protocol exists. Exit code 10: realizable, 20: unrealizable, 0: undecided; 4: "
                   "there is a verdict, but its bundle could not be written.");
  add_instance_options(line);
  add_run_options(line);
  line.option("out", "write the certificate bundle there");
  line.repeatable("refute-on",
                  "PLAYER=INDEX,… tries to refute these inputs alone, at the same message widths; repeatable");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  DecideOptions options = run_options(line);
  const std::string directory = line.has("out") ? line.text("out") : "";
  if (line.has("out") && directory.empty()) CommandLine::reject("out", directory, "a directory");
  std::shared_ptr<const Instance> instance;
  try {
    instance = instance_of(line);
  } catch (const LimitReached& limit) {  // interrupted, while it waited for the instance
    print_undecided(limit.what(), line.has("json"));
    return 0;
  }
  if (line.has("refute-on")) options.refute_on = restriction_of(line, "refute-on", instance->task());
  if (!directory.empty()) require_bundle_place(directory);
  options.smaller_evidence = !directory.empty();
  const Decision decision = decide(instance, options);
  // The verdict first: whatever becomes of the bundle, it has been said.
  if (!line.has("json")) print_verdict(*instance, decision);
  const BundleOutcome bundle = write_if_asked(*instance, decision, directory);
  if (line.has("json")) {
    print_json(*instance, decision, bundle);
  } else {
    print_rest(decision, bundle);
  }
  if (bundle.error.empty()) return exit_code(decision);
  flush_output();
  print_error_line("arcsat: {}", bundle.error);
  return exit_bundle_not_written;
}

}  // namespace

const Command decide_command = {"decide", "decide an instance; write the witness", run_decide};

}  // namespace arcsat::cli
