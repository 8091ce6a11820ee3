#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "solve/cadical.hpp"
#include "solve/engine.hpp"

using namespace arcsat;

// Debian's 1.5.3 calls itself sc2021.
TEST_CASE("cadical: it has a version") { CHECK_FALSE(engine_named("cadical").version().empty()); }

TEST_CASE("cadical: clauses in, values out") {
  const std::unique_ptr<Solver> solver = engine_named("cadical").make({UINT64_MAX, 1});
  solver->add_variables(3);
  solver->add(std::vector{Lit::from_dimacs(-1), Lit::from_dimacs(2)});
  solver->add(std::vector{Lit::from_dimacs(1)});
  REQUIRE(solver->solve() == Answer::satisfiable);
  CHECK(solver->value(Var::from_dimacs(1)));
  CHECK(solver->value(Var::from_dimacs(2)));
  CHECK_NOTHROW(solver->value(Var::from_dimacs(3)));
}

TEST_CASE("cadical: reading time of a DIMACS file") {
  std::string path = (std::filesystem::temp_directory_path() / "arcsat-cadical-XXXXXX").string();
  close(mkstemp(path.data()));
  write_file(path, "p cnf 2 1\n1 -2 0\n");
  CHECK(cadical_read_seconds(path) >= 0);
  CHECK(cadical_read_seconds(path) < 1);
  write_file(path, "p cnf 2 2\n1 -2 0\n");
  CHECK_THROWS_AS(cadical_read_seconds(path), Error);
  unlink(path.c_str());
  CHECK_THROWS_AS(cadical_read_seconds(path), Error);
}
