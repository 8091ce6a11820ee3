#include <doctest/doctest.h>

#include "base/error.hpp"
#include "solve/engines.hpp"

using namespace arcsat;

namespace {

EngineResult solved(const std::string& script, const std::vector<std::string>& names) {
  return solve_script(engine_named("z3"), script, names, {}, Budget(), nullptr);
}

const std::string logic = "(set-logic QF_UFBV)\n";

}  // namespace

TEST_CASE("z3: it has a version") { CHECK_FALSE(engine_named("z3").version().empty()); }

TEST_CASE("z3: clauses in, values out") {
  const std::unique_ptr<Solver> solver = engine_named("z3").make({UINT64_MAX, 1});
  solver->add_variables(3);
  solver->add(std::vector{Lit::from_dimacs(-1), Lit::from_dimacs(2)});
  solver->add(std::vector{Lit::from_dimacs(1)});
  REQUIRE(solver->solve() == Answer::satisfiable);
  CHECK(solver->value(Var::from_dimacs(1)));
  CHECK(solver->value(Var::from_dimacs(2)));
  CHECK_NOTHROW(solver->value(Var::from_dimacs(3)));
}

TEST_CASE("z3: no proofs, in words") {
  CHECK_THROWS_WITH_AS(engine_named("z3").make({})->trace_proof("proof"), "z3 writes no proof that could be checked",
                       Error);
}

TEST_CASE("z3: the values of a script's constants, in the order asked for") {
  const EngineResult result = solved(logic +
                                         "(declare-fun a () (_ BitVec 8))\n"
                                         "(declare-fun b () (_ BitVec 31))\n"
                                         "(declare-fun free () (_ BitVec 4))\n"
                                         "(declare-fun f ((_ BitVec 8)) (_ BitVec 8))\n"
                                         "(assert (= a #xa5))\n"
                                         "(assert (= b (_ bv2147483647 31)))\n"
                                         "(assert (= (f a) a))\n",
                                     {"b", "a", "free", "absent"});
  REQUIRE(result.answer == Answer::satisfiable);
  REQUIRE(result.values.size() == 4);
  CHECK(result.values[0] == 2147483647);
  CHECK(result.values[1] == 0xa5);
  CHECK(result.values[2] < 16);
  CHECK(result.values[3] == 0);
  CHECK(solved(logic, {}).answer == Answer::satisfiable);
}

TEST_CASE("z3: equal arguments, equal values") {
  const std::string function = logic +
                               "(declare-fun f ((_ BitVec 2)) (_ BitVec 2))\n(declare-fun x () (_ BitVec 2))\n"
                               "(declare-fun y () (_ BitVec 2))\n(assert (= x y))\n";
  CHECK(solved(function + "(assert (not (= (f x) (f y))))\n", {}).answer == Answer::unsatisfiable);
  CHECK(solved(function + "(assert (not (= (f x) x)))\n", {}).answer == Answer::satisfiable);
}

TEST_CASE("z3: a script that is none is unknown, in words") {
  const EngineResult result = solved("(assert (= a #b1))\n", {});
  CHECK(result.answer == Answer::unknown);
  CHECK(result.reason.starts_with("the engine failed: z3: "));
}
