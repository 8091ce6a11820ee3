// arcsat-check: `arcsat check` as a program that links no solver.
#include <csignal>

#include "base/budget.hpp"
#include "cli/command_check.hpp"

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);
  arcsat::catch_interrupts();
  return arcsat::cli::run_guarded(arcsat::cli::run_check, {argv + 1, argv + argc});
}
