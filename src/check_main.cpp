// arcsat-check: `arcsat check` as a program that links no solver.
#include "base/budget.hpp"
#include "base/standard_streams.hpp"
#include "cli/command_check.hpp"
#include "cli/program.hpp"

namespace {

int run(const std::vector<std::string>& words) {
  if (words.size() == 1 && words.front() == "--describe") arcsat::cli::describe_program("arcsat-check");
  if (words.size() == 1 && words.front() == "--version") {
    arcsat::print_line("arcsat-check {}", ARCSAT_VERSION);
    return 0;
  }
  return arcsat::cli::run_check(words);
}

}  // namespace

int main(int argc, char** argv) {
  arcsat::prepare_standard_streams();
  arcsat::catch_interrupts();
  return arcsat::cli::run_guarded(run, {argv + 1, argv + argc});
}
