// arcsat-check: `arcsat check` as a program that links no solver.
#include "base/budget.hpp"
#include "base/standard_streams.hpp"
#include "cli/command_check.hpp"

int main(int argc, char** argv) {
  arcsat::prepare_standard_streams();
  arcsat::catch_interrupts();
  return arcsat::cli::run_guarded(arcsat::cli::run_check, {argv + 1, argv + argc});
}
