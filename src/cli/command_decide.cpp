#include <fmt/format.h>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "cli/run_options.hpp"
#include "evidence/bundle_place.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

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

void print_json(const Instance& instance, const Decision& decision, const std::string& older_bundle) {
  Json out = {{"format", "arcsat-decision"},
              {"version", 1},
              {"verdict", verdict_words(decision)},
              {"certified", decision.evidence.has_value()},
              {"statement", decision.statement}};
  if (!decision.reason.empty()) out["reason"] = decision.reason;
  out["instance"] = Json::parse(canonical_json(instance));
  if (decision.evidence) {
    add_json(*decision.evidence, out);
  } else if (decision.part) {
    out["refuted_inputs"] = decision.part->inputs().size();
  }
  if (!decision.bundle.empty()) out["bundle"] = decision.bundle;
  if (!older_bundle.empty()) out["older_bundle"] = older_bundle;
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
                    {"write", decision.write_seconds}};
  arcsat::print_json(out);
}

void print_words(const Instance& instance, const Decision& decision, const std::string& older_bundle) {
  print_line("{}", verdict_words(decision));
  print_line("{}.", decision.statement);
  if (!decision.reason.empty()) print_line("reason: {}", decision.reason);
  if (decision.evidence) {
    for (const std::string& line : words_of(*decision.evidence, instance)) print_line("{}", line);
  } else if (decision.part) {
    print_line("{}", sub_instance_words(*decision.part, instance));
  }
  if (!decision.bundle.empty()) {
    print_line("bundle: {} (arcsat check {} judges it anew)", decision.bundle, decision.bundle);
  }
  if (!older_bundle.empty()) {
    print_line("bundle: none written; {} still holds the one of an earlier run", older_bundle);
  }
  const std::string writing = decision.bundle.empty() ? "" : fmt::format(", bundle ({:.2f} s)", decision.write_seconds);
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

}  // namespace

int run_decide(const Words& words) {
  CommandLine line("decide", "decide INSTANCE [--out DIR] [OPTIONS]",
                   "Decides whether a protocol exists. Exit code 10: realizable, 20: unrealizable, 0: undecided.");
  add_instance_options(line);
  add_run_options(line);
  line.option("out", "write the certificate bundle there");
  line.repeatable("refute-on",
                  "PLAYER=INDEX,… tries to refute these inputs alone, at the same message widths; repeatable");
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  DecideOptions options = run_options(line);
  if (line.has("out")) options.out = line.text("out");
  if (line.has("out") && options.out.empty()) CommandLine::reject("out", options.out, "a directory");
  std::shared_ptr<const Instance> instance;
  try {
    instance = instance_of(line);
  } catch (const LimitReached& limit) {  // interrupted, while it waited for the instance
    print_undecided(limit.what(), line.has("json"));
    return 0;
  }
  if (line.has("refute-on")) options.refute_on = restriction_of(line, "refute-on", instance->task());
  const Decision decision = decide(instance, options);
  const bool left_alone = !options.out.empty() && decision.bundle.empty() && older_bundle_at(options.out);
  const std::string older_bundle = left_alone ? options.out : "";
  if (line.has("json")) {
    print_json(*instance, decision, older_bundle);
  } else {
    print_words(*instance, decision, older_bundle);
  }
  return exit_code(decision);
}

}  // namespace arcsat::cli
