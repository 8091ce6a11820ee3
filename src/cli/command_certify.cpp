#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/private_directory.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "certify/elaborate.hpp"
#include "certify/lrat_check.hpp"
#include "certify/mapped_file.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "cli/other_solver.hpp"
#include "cli/run_options.hpp"
#include "encoders/encoder_table.hpp"
#include "evidence/bundle_place.hpp"
#include "evidence/evidence.hpp"
#include "evidence/solved_formula.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

/// The formula, made from the instance: what a solver's file says of another one will not hold.
struct Regenerated {
  std::shared_ptr<const Instance> instance;
  std::shared_ptr<const InstanceFormula> made;
  const Budget& budget;
  Progress& progress;
  Certificate::Times& seconds;
};

/// Throws CheckFailed if the model is none of the formula; none if the solver was undecided.
std::optional<Evidence> from_model(const Regenerated& regenerated, const std::string& path) {
  const Formula& formula = regenerated.made->formula;
  regenerated.progress.phase("checking the model");
  const PrivateDirectory directory;
  const std::string text = read_file(unpacked(path, directory.path()), std::uint64_t{1} << 32);
  const std::optional<Assignment> model = read_model(text, path, formula.variables());
  if (!model) return std::nullopt;
  const auto started = Clock::now();
  if (const std::int64_t falsified = first_falsified_clause(formula, *model); falsified >= 0) {
    std::string clause;
    for (const Lit literal :
         formula.clause(falsified).first(std::min<std::size_t>(formula.clause(falsified).size(), 8))) {
      clause += fmt::format("{}{}", clause.empty() ? "" : " ", literal.dimacs());
    }
    throw CheckFailed(fmt::format("{}: found clause {} false ({}{}), expected a model of the formula of {}", path,
                                  falsified + 1, clause, formula.clause(falsified).size() > 8 ? " …" : "",
                                  regenerated.made->encoder));
  }
  Evidence evidence = evidence_of(regenerated.made->decode(*model), regenerated.budget);
  regenerated.seconds.check = seconds_since(started);
  return evidence;
}

/// Throws CheckFailed if the proof does not refute the formula.
Evidence from_proof(const Regenerated& regenerated, const std::string& path) {
  if (!regenerated.made->complete()) {
    throw InputError(
        fmt::format("--proof: found the encoder {}, whose formula speaks of {} alone, expected one whose "
                    "formula is of all protocols",
                    regenerated.made->encoder, regenerated.made->family));
  }
  const Formula& formula = regenerated.made->formula;
  const auto directory = std::make_shared<const PrivateDirectory>();
  const MappedFile proof(unpacked(path, directory->path()));
  regenerated.progress.phase("elaborating the proof");
  auto started = Clock::now();
  const bool numbered = kind_of_proof(proof.bytes()) == OtherProof::lrat;
  const std::string stripped = numbered ? drat_of_lrat(formula, proof.bytes(), path) : "";
  ProofReader reader(numbered ? std::string_view(stripped) : proof.bytes(), numbered ? path + " (as DRAT)" : path,
                     numbered ? ProofFormat::drat_binary : ProofFormat::detect);
  const KeptFile lrat = {directory->path() / "lrat", directory};
  FileWriter writer(lrat.path);
  elaborate(formula, reader, writer.stream(), LratFormat::text, regenerated.budget);
  writer.commit();
  regenerated.seconds.elaborate = seconds_since(started);
  regenerated.progress.phase("checking the proof");
  started = Clock::now();
  const MappedFile elaborated(lrat.path);
  const LratReport report = check_lrat(formula, elaborated.bytes(), path, regenerated.budget);
  regenerated.seconds.check = seconds_since(started);
  return LratRefutation{{regenerated.made, &formula}, lrat, report};
}

/// "NAME VERSION" as a certificate has it.
SolvedFormula solved_by(const std::string& solver, const InstanceFormula& made) {
  const std::size_t space = solver.find(' ');
  return {.encoder = made.encoder,
          .symmetry = made.symmetry,
          .sha256 = formula_sha256(made.formula),
          .variables = made.formula.variables(),
          .clauses = made.formula.clauses(),
          .engine = solver.substr(0, space),
          .engine_version = space == std::string::npos ? "" : solver.substr(space + 1),
          .seed = 0};
}

int run_certify(const Words& words) {
  CommandLine line(
      "certify", "certify INSTANCE --assignment FILE | --proof FILE --out DIR [OPTIONS]",
      "Makes a certificate bundle of another solver's model or proof for the formula that arcsat encode "
      "writes with the same options. The formula is made again, a model becomes a protocol that is run, a proof "
      "is elaborated and checked; FILE may be packed with xz. Exit code 10: realizable, 20: unrealizable, 0: the "
      "solver was undecided; 2: "
      "the file does not hold for the formula.");
  add_instance_options(line);
  add_encoder_options(line);
  line.option("assignment", "a model as solvers print it: lines s and v");
  line.option("proof", "a refutation: DRAT, binary or not, FRAT, or LRAT");
  line.option("solver", "\"NAME VERSION\" of the solver, for the certificate (default: other)");
  line.option("out", "write the bundle there");
  line.option("time-limit", "wall-clock seconds; then nothing is written");
  line.option("memory-limit", "MiB for the formula");
  add_progress_options(line);
  line.flag("json", "print one JSON object");
  if (!line.parse(words, 1)) return 0;
  if (line.has("assignment") == line.has("proof")) {
    throw InputError(
        fmt::format("found {}, expected one of --assignment and --proof",
                    line.has("proof") ? "both --assignment and --proof" : "neither --assignment nor --proof"));
  }
  if (!line.has("out") || line.text("out").empty()) throw InputError("found no --out, expected a directory");
  const std::string directory = line.text("out");
  const std::string solver = line.has("solver") ? line.text("solver") : "other";
  if (solver.empty() || solver.front() == ' ') CommandLine::reject("solver", solver, "a name, or a name and a version");
  const DecideOptions options = run_options(line);
  if (options.encoder->writes_script()) {
    CommandLine::reject("encoder", std::string(options.encoder->name), "an encoder whose formula is in DIMACS");
  }
  require_bundle_place(directory);
  const std::shared_ptr<const Instance> instance = instance_of(line);
  const Budget budget(options.time_limit_seconds, options.memory_limit_mebibytes);
  Progress progress(options.progress, options.time_limit_seconds);
  progress.phase("encoding");
  Certificate::Times seconds;
  EncodingWatch watch(budget, &progress);
  const auto started = Clock::now();
  const auto made =
      std::make_shared<const InstanceFormula>(instance_formula(*options.encoder, instance, options.symmetry, watch));
  seconds.encode = seconds_since(started);
  const Regenerated regenerated = {instance, made, budget, progress, seconds};
  const std::optional<Evidence> evidence = line.has("proof") ? from_proof(regenerated, line.text("proof"))
                                                             : from_model(regenerated, line.text("assignment"));
  progress.end();
  const bool as_json = line.has("json");
  const Verdict verdict = evidence ? kind_of(*evidence).verdict : Verdict::undecided;
  const std::string reason =
      evidence ? "" : line.text("assignment") + ": the solver says that it does not know; nothing is written";
  const SolvedFormula solved = solved_by(solver, *made);
  if (!as_json) {
    print_line("{}", to_string(verdict));
    if (!evidence) print_line("reason: {}", reason);
    if (evidence) print_line("{}.", statement(*instance, verdict));
    for (const std::string& shown : evidence ? words_of(*evidence, *instance) : std::vector<std::string>()) {
      print_line("{}", shown);
    }
    flush_output();
  }
  if (evidence) write_bundle(directory, *instance, *evidence, solved, "", seconds);
  if (as_json) {
    Json out = {{"format", "arcsat-decision"},
                {"version", 1},
                {"verdict", to_string(verdict)},
                {"certified", evidence.has_value()}};
    if (!evidence) out["reason"] = reason;
    if (evidence) out["statement"] = statement(*instance, verdict);
    out["instance"] = Json::parse(canonical_json(*instance));
    if (evidence) {
      add_json(*evidence, out);
      out["bundle"] = directory;
    }
    out["encoder"] = {{"name", solved.encoder},
                      {"symmetry", solved.symmetry},
                      {"variables", solved.variables},
                      {"clauses", solved.clauses}};
    // What it took is not known of another's solver.
    out["engine"] = {{"name", solved.engine}, {"version", solved.engine_version}, {"peak_mebibytes", 0.0}};
    out["seconds"] = {{"encode", seconds.encode},
                      {"solve", 0.0},
                      {"elaborate", seconds.elaborate},
                      {"check", seconds.check},
                      {"write", 0.0}};
    arcsat::print_json(out);
  } else if (evidence) {
    print_line("bundle: {} (arcsat check {} judges it anew)", directory, directory);
  }
  if (!evidence) return 0;
  return verdict == Verdict::realizable ? 10 : 20;
}

}  // namespace

const Command certify_command = {"certify", "certify another solver's model or proof", run_certify};

}  // namespace arcsat::cli
