#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "cli/commands.hpp"
#include "cli/instance_options.hpp"
#include "cli/run_options.hpp"
#include "cnf/dimacs.hpp"
#include "encoders/encoder_table.hpp"
#include "encoders/smt.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat::cli {

namespace {

/// Calls `write(FILE*)` for standard output or for a file that appears only when it is whole.
template <typename Write>
void write_to(const std::string& path, Write write) {
  if (path == "-") {
    write(stdout);
    return;
  }
  FileWriter writer(path);
  write(writer.stream());
  writer.commit();
}

Json sizes(const std::vector<ClauseFamily>& families) {
  Json result = Json::object();
  for (const ClauseFamily& family : families) result[family.name] = family.clauses;
  return result;
}

/// What the formula is and what an answer to it says, a comment a line. They stand before the formula, which is the same
/// without them: certificates name its hash.
std::string meaning(const Instance& instance, const std::string& encoder, const std::string& symmetry,
                    const std::string& family, const char* comment) {
  std::vector<std::string> lines = {
      fmt::format("arcsat {}, encoder {}{}", ARCSAT_VERSION, encoder, symmetry.empty() ? "" : ", symmetry " + symmetry),
      "instance: " + canonical_json(instance),
      fmt::format("satisfiable means: {}.", statement(instance, Verdict::realizable))};
  if (family.empty()) {
    lines.push_back(fmt::format("unsatisfiable means: {}.", statement(instance, Verdict::unrealizable)));
  } else {
    lines.push_back(fmt::format(
        "unsatisfiable means: no protocol of the {} family solves it; this says nothing of other protocols, and "
        "so it refutes nothing.",
        family));
  }
  if (comment[0] == 'c') {
    lines.push_back(fmt::format("arcsat certify makes a bundle of {}, with the same instance and encoder.",
                                family.empty() ? "a model or of a proof" : "a model"));
  } else {
    lines.push_back("a proof of this script cannot be checked: encode in DIMACS for a certificate.");
  }
  std::string text;
  for (const std::string& line : lines) text += fmt::format("{} {}\n", comment, line);
  return text;
}

int run_encode(const Words& words) {
  CommandLine line(
      "encode", "encode INSTANCE [--format dimacs|smtlib2] [-o FILE] [OPTIONS]",
      "Writes the formula; it is satisfiable if and only if a protocol exists (encoder xor: one in its family).");
  add_instance_options(line);
  add_run_options(line);
  line.option("format", "dimacs (default) or smtlib2; comments name the variables and say what an answer means");
  line.option("output,o", "file to write; - (default) for standard output");
  line.flag("json", "print sizes as one JSON object; needs -o");
  if (!line.parse(words, 1)) return 0;
  DecideOptions options = run_options(line);
  const std::string format = line.has("format") ? line.text("format") : "dimacs";
  if (format != "dimacs" && format != "smtlib2") CommandLine::reject("format", format, "dimacs or smtlib2");
  if (!line.has("encoder") && format == "smtlib2") options.encoder = &script_encoder();
  if (options.encoder->writes_script() != (format == "smtlib2")) {
    CommandLine::reject(
        "format", format,
        fmt::format("{} for the encoder {}", format == "dimacs" ? "smtlib2" : "dimacs", options.encoder->name));
  }
  const std::string path = line.has("output") ? line.text("output") : "-";
  if (line.has("json") && path == "-") throw InputError("found --json without -o, expected a file for the formula");
  const auto instance = instance_of(line);
  if (path != "-") require_file_place(path);
  const Budget budget(options.time_limit_seconds, options.memory_limit_mebibytes);
  Json out;
  if (format == "smtlib2") {
    const SmtEncoder encoding(instance);
    const std::string script = meaning(*instance, "smt", "", "", ";") + encoding.script(budget);
    if (path == "-") {
      print(script);
    } else {
      write_file(path, script);
    }
    out = {{"format", "arcsat-formula-sizes"},
           {"version", 1},
           {"encoder", "smt"},
           {"constants", encoding.constant_count()},
           {"assertions", encoding.assertion_count()}};
  } else {
    Progress progress(options.progress, options.time_limit_seconds);
    progress.phase("encoding");
    EncodingWatch watch(budget, &progress);
    const InstanceFormula encoded = instance_formula(*options.encoder, instance, options.symmetry, watch);
    progress.end();
    const std::string comments = meaning(*instance, encoded.encoder, encoded.symmetry, encoded.family, "c");
    write_to(path, [&](std::FILE* file) {
      if (std::fwrite(comments.data(), 1, comments.size(), file) != comments.size()) {
        const int error = errno;
        if (error == EINTR) budget.check();  // a signal, while it waited for a pipe's reader
        throw Error(fmt::format("the formula could not be written: {}", std::strerror(error)));
      }
      write_dimacs(encoded.formula, file, DimacsNames::with);
    });
    out = {{"format", "arcsat-formula-sizes"},
           {"version", 1},
           {"encoder", encoded.encoder},
           {"symmetry", encoded.symmetry},
           {"variables", sizes(encoded.formula.variable_families())},
           {"clauses", sizes(encoded.formula.families())}};
  }
  if (line.has("json")) print_json(out);
  return 0;
}

}  // namespace

const Command encode_command = {"encode", "write an instance's formula", run_encode};

}  // namespace arcsat::cli
