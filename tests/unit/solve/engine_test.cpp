#include "solve/engine.hpp"

#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "base/error.hpp"

using namespace arcsat;

TEST_CASE("engine table: each row is complete, and no name stands twice") {
  std::set<std::string_view> names;
  for (const Engine* engine : engines()) {
    CAPTURE(engine->name);
    CHECK(names.insert(engine->name).second);
    CHECK(&engine_named(engine->name) == engine);
    CHECK_FALSE(engine->version().empty());
    CHECK((engine->reads(Reads::formulas) || engine->reads(Reads::scripts)));
    // A proof is of a formula.
    if (engine->proof != ProofKind::none) CHECK(engine->reads(Reads::formulas));
  }
}

TEST_CASE("engine table: what is said of it is read from it") {
  CHECK(names_of(engines()) == "cadical, cryptominisat or z3");
  CHECK(names_of(engines(), ", ") == "cadical, cryptominisat, z3");
  CHECK(names_of(std::vector<const Engine*>{}) == "");
  CHECK(names_of(engines_for(Reads::scripts)) == "z3");
  CHECK(names_of(engines_with_proofs()) == "cadical or cryptominisat");
  CHECK(names_of(engines_with_threads()) == "cryptominisat");
  CHECK(default_engine(Reads::formulas).name == "cadical");
  CHECK(default_engine(Reads::scripts).name == "z3");
  CHECK(engine_named("cryptominisat").proof == ProofKind::frat);
  CHECK(engine_named("cadical").proof == ProofKind::drat);
  CHECK(engine_named("z3").proof == ProofKind::none);
}

TEST_CASE("engine table: another name is refused with those that there are") {
  CHECK_THROWS_WITH_AS(engine_named("minisat"), "found the engine \"minisat\", expected cadical, cryptominisat or z3",
                       InputError);
  CHECK_THROWS_AS(engine_named(""), InputError);
  CHECK_THROWS_AS(engine_named("Z3"), InputError);
}
