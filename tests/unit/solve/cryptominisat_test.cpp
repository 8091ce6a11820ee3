#include <doctest/doctest.h>

#include "solve/engine.hpp"

using namespace arcsat;

TEST_CASE("cryptominisat: it has a version") { CHECK(engine_named("cryptominisat").version().starts_with("5.")); }

TEST_CASE("cryptominisat: clauses in, values out, on one thread or several") {
  for (const unsigned threads : {0U, 1U, 2U}) {
    const std::unique_ptr<Solver> solver = engine_named("cryptominisat").make({7, threads});
    solver->add_variables(3);
    solver->add(std::vector{Lit::from_dimacs(-1), Lit::from_dimacs(2)});
    solver->add(std::vector{Lit::from_dimacs(1)});
    REQUIRE(solver->solve() == Answer::satisfiable);
    CHECK(solver->value(Var::from_dimacs(1)));
    CHECK(solver->value(Var::from_dimacs(2)));
    CHECK_NOTHROW(solver->value(Var::from_dimacs(3)));
  }
}

TEST_CASE("cryptominisat: a contradiction that is seen while clauses are added stays one") {
  const std::unique_ptr<Solver> solver = engine_named("cryptominisat").make({});
  solver->add_variables(1);
  solver->add(std::vector{Lit::from_dimacs(1)});
  solver->add(std::vector{Lit::from_dimacs(-1)});
  solver->add(std::vector{Lit::from_dimacs(1)});
  CHECK(solver->solve() == Answer::unsatisfiable);
}
