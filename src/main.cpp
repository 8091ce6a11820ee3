// arcsat: does a B-bit, E-epoch autoregressive communication protocol solve L-sequential function composition?
#include <fmt/format.h>

#include <string>

#include "base/budget.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "solve/engine.hpp"

namespace {

using arcsat::cli::all_commands;
using arcsat::cli::Command;
using arcsat::cli::Words;

std::string usage() {
  std::string text = "usage: arcsat COMMAND [ARGUMENTS]\n\n";
  for (const Command* command : all_commands()) {
    text += fmt::format("  {:<11} {}\n", command->name, command->summary);
  }
  return text + "\narcsat COMMAND --help shows a command's options; arcsat --version the versions.\n";
}

/// What manuals and completions are made from: a line of JSON about the program, then two for each command.
int describe_all() {
  arcsat::cli::describe_program("arcsat");
  for (const Command* command : all_commands()) {
    arcsat::print_json(
        {{"format", "arcsat-command"}, {"version", 1}, {"command", command->name}, {"summary", command->summary}}, -1);
    command->run({"--describe"});
  }
  return 0;
}

int run(const Words& words) {
  if (words.empty()) {
    arcsat::print_error(usage());
    return 1;
  }
  const std::string& name = words.front();
  if (name == "--help" || name == "help") {
    arcsat::print(usage());
    return 0;
  }
  if (name == "--describe") return describe_all();
  if (name == "--version") {
    arcsat::print_line("arcsat {}", ARCSAT_VERSION);
    for (const arcsat::Engine* engine : arcsat::engines()) {
      arcsat::print_line("{} {}", engine->name, engine->version());
    }
    return 0;
  }
  std::string known;
  for (const Command* command : all_commands()) {
    if (command->name == name) return command->run({words.begin() + 1, words.end()});
    known += known.empty() ? "" : ", ";
    known += command->name;
  }
  throw arcsat::InputError(
      fmt::format("found the unknown command {}, expected one of {}", arcsat::in_quotes(name), known));
}

}  // namespace

int main(int argc, char** argv) {
  arcsat::prepare_standard_streams();
  arcsat::catch_interrupts();
  return arcsat::cli::run_guarded(run, {argv + 1, argv + argc});
}
