// arcsat: does a B-bit, E-epoch autoregressive communication protocol solve L-sequential function composition?
#include <fmt/format.h>

#include <map>
#include <string>

#include "base/budget.hpp"
#include "base/error.hpp"
#include "base/standard_streams.hpp"
#include "base/text.hpp"
#include "cli/command_check.hpp"
#include "cli/commands.hpp"
#include "solve/engine.hpp"

namespace {

using arcsat::cli::Words;

struct Command {
  int (*run)(const Words&);
  const char* summary;
};

const std::map<std::string, Command> commands = {
    {"decide", {arcsat::cli::run_decide, "decide an instance; write the witness"}},
    {"check", {arcsat::cli::run_check, "judge certificate bundles anew, without any solver"}},
    {"table", {arcsat::cli::run_table, "write a table of certificate bundles"}},
    {"encode", {arcsat::cli::run_encode, "write an instance's formula"}},
    {"simulate", {arcsat::cli::run_simulate, "run a protocol on one input or on all"}},
    {"regress", {arcsat::cli::run_regress, "decide every instance under a path and compare with what it expects"}},
    {"bench", {arcsat::cli::run_bench, "measure what arcsat's own work costs"}}};

std::string usage() {
  std::string text = "usage: arcsat COMMAND [ARGUMENTS]\n\n";
  for (const auto& [name, command] : commands) text += fmt::format("  {:<9} {}\n", name, command.summary);
  return text + "\narcsat COMMAND --help shows a command's options; arcsat --version the versions.\n";
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
  if (name == "--version") {
    arcsat::print_line("arcsat {}", ARCSAT_VERSION);
    for (const arcsat::Engine* engine : arcsat::engines()) {
      arcsat::print_line("{} {}", engine->name, engine->version());
    }
    return 0;
  }
  const auto command = commands.find(name);
  if (command == commands.end()) {
    std::string known;
    for (const auto& [other, unused] : commands) known += (known.empty() ? "" : ", ") + other;
    throw arcsat::InputError(
        fmt::format("found the unknown command {}, expected one of {}", arcsat::in_quotes(name), known));
  }
  return command->second.run({words.begin() + 1, words.end()});
}

}  // namespace

int main(int argc, char** argv) {
  arcsat::prepare_standard_streams();
  arcsat::catch_interrupts();
  return arcsat::cli::run_guarded(run, {argv + 1, argv + argc});
}
