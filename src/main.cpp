// arcsat: does a B-bit, E-epoch autoregressive communication protocol solve L-sequential function composition?
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <string>

#include "base/budget.hpp"
#include "base/error.hpp"
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

void print_usage(std::FILE* file) {
  fmt::print(file, "usage: arcsat COMMAND [ARGUMENTS]\n\n");
  for (const auto& [name, command] : commands) fmt::print(file, "  {:<9} {}\n", name, command.summary);
  fmt::print(file, "\narcsat COMMAND --help shows a command's options; arcsat --version the versions.\n");
}

int run(const Words& words) {
  if (words.empty()) {
    print_usage(stderr);
    return 1;
  }
  const std::string& name = words.front();
  if (name == "--help" || name == "help") {
    print_usage(stdout);
    return 0;
  }
  if (name == "--version") {
    fmt::print("arcsat {}\n", ARCSAT_VERSION);
    for (const arcsat::Engine* engine : arcsat::engines()) fmt::print("{} {}\n", engine->name, engine->version());
    return 0;
  }
  const auto command = commands.find(name);
  if (command == commands.end()) {
    std::string known;
    for (const auto& [other, unused] : commands) known += (known.empty() ? "" : ", ") + other;
    throw arcsat::InputError(fmt::format("found the unknown command \"{}\", expected one of {}", name, known));
  }
  return command->second.run({words.begin() + 1, words.end()});
}

}  // namespace

int main(int argc, char** argv) {
  // A file that grows past the limit gives an error where it is written, rather than a silent end.
  std::signal(SIGXFSZ, SIG_IGN);
  arcsat::catch_interrupts();
  return arcsat::cli::run_guarded(run, {argv + 1, argv + argc});
}
