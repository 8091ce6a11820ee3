#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "arcsat/base/error.hpp"
#include "arcsat/cli/commands.hpp"
#include "arcsat/cli/instance_options.hpp"
#include "arcsat/protocol/instance_file.hpp"
#include "arcsat/protocol/protocol_file.hpp"

namespace arcsat::cli {

namespace {

int exit_code(Verdict verdict) {
  switch (verdict) {
    case Verdict::realizable:
      return 10;
    case Verdict::unrealizable:
      return 20;
    case Verdict::undecided:
      return 0;
  }
  throw InternalError("a verdict without an exit code");
}

void make_directory(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error)
    throw InputError(
        fmt::format("--out: found \"{}\", expected a directory that can be made: {}", path, error.message()));
}

void print_json(const Instance& instance, const Decision& decision, const std::string& witness) {
  using Json = nlohmann::ordered_json;
  Json out = {{"verdict", to_string(decision.verdict)}, {"statement", decision.statement}};
  if (!decision.reason.empty()) out["reason"] = decision.reason;
  out["instance"] = Json::parse(canonical_json(instance));
  if (decision.protocol) {
    out["witness"] = {{"inputs_replayed", decision.inputs_replayed}, {"rows", decision.witness_rows}};
    if (!witness.empty()) out["witness"]["file"] = witness;
  }
  out["encoder"] = {{"name", decision.encoder},
                    {"symmetry", decision.symmetry},
                    {"variables", decision.variables},
                    {"clauses", decision.clauses}};
  out["engine"] = {{"name", decision.engine},
                   {"version", decision.engine_version},
                   {"peak_mebibytes", decision.engine_peak_mebibytes}};
  out["seconds"] = {
      {"encode", decision.encode_seconds}, {"solve", decision.solve_seconds}, {"check", decision.check_seconds}};
  fmt::print("{}\n", out.dump(2));
}

void print_words(const Decision& decision, const std::string& witness) {
  fmt::print("{}\n{}.\n", to_string(decision.verdict), decision.statement);
  if (!decision.reason.empty()) fmt::print("reason: {}\n", decision.reason);
  if (decision.protocol) {
    fmt::print("witness: {} rows, replayed on all {} allowed inputs{}\n", decision.witness_rows,
               decision.inputs_replayed, witness.empty() ? "" : ", written to " + witness);
  }
  fmt::print("how: encoder {} ({} variables, {} clauses, {:.2f} s), engine {} {} ({:.2f} s)\n", decision.encoder,
             decision.variables, decision.clauses, decision.encode_seconds, decision.engine, decision.engine_version,
             decision.solve_seconds);
}

}  // namespace

int run_decide(const Words& words) {
  CommandLine line("decide", "decide INSTANCE [--out DIR] [OPTIONS]",
                   "Decides whether a protocol exists. Exit code 10: realizable, 20: unrealizable, 0: undecided.");
  add_instance_options(line);
  add_run_options(line);
  line.add()("out", boost::program_options::value<std::string>(), "write the witness into this directory")(
      "json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  const DecideOptions options = run_options(line);
  const auto instance = instance_of(line);
  // Made before the work, so that hours of it are not lost to a directory that cannot be.
  if (line.has("out")) make_directory(line.text("out"));
  const Decision decision = decide(instance, options);
  std::string witness;
  if (decision.protocol && line.has("out")) {
    witness = (std::filesystem::path(line.text("out")) / "protocol.json").string();
    write_protocol(*decision.protocol, witness);
  }
  if (line.has("json")) {
    print_json(*instance, decision, witness);
  } else {
    print_words(decision, witness);
  }
  return exit_code(decision.verdict);
}

}  // namespace arcsat::cli
