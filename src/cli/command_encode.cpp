#include <fmt/format.h>

#include <cstdio>

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

int run_encode(const Words& words) {
  CommandLine line(
      "encode", "encode INSTANCE [--format dimacs|smtlib2] [-o FILE] [OPTIONS]",
      "Writes the formula; it is satisfiable if and only if a protocol exists (encoder xor: one in its family).");
  add_instance_options(line);
  add_run_options(line);
  line.option("format", "dimacs (default; comments name the variables) or smtlib2");
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
    const std::string script = encoding.script(budget);
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
    Progress progress(options.progress);
    progress.phase("encoding");
    EncodingWatch watch(budget, &progress);
    const InstanceFormula encoded = instance_formula(*options.encoder, instance, options.symmetry, watch);
    write_to(path, [&](std::FILE* file) { write_dimacs(encoded.formula, file, DimacsNames::with); });
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
