// Proofs of both certifying engines on random formulas: elaborated, accepted by our checker and by ACL2's.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <numeric>

#include "base/file.hpp"
#include "base/private_directory.hpp"
#include "certify/verified_check.hpp"
#include "random_instances.hpp"
#include "run/refutation.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

/// Clauses of two to four literals over few enough variables that most such formulas are unsatisfiable.
Formula random_formula(std::mt19937_64& random) {
  const auto variables = static_cast<std::int32_t>(5 + random() % 60);
  const auto clauses = static_cast<std::int64_t>(450 + random() % 150) * variables / 100;
  Formula formula;
  formula.add_variables(variables, "x", [](std::int64_t k) { return fmt::format("x{}", k + 1); });
  std::vector<std::int32_t> order(static_cast<std::size_t>(variables));
  std::iota(order.begin(), order.end(), 1);
  for (std::int64_t k = 0; k < clauses; ++k) {
    const std::size_t length = random() % 10 == 0 ? 2 : (random() % 10 == 0 ? 4 : 3);
    std::vector<Lit> clause;
    for (std::size_t l = 0; l < length; ++l) {
      std::swap(order[l], order[l + random() % (order.size() - l)]);
      clause.push_back(Lit(Var::from_dimacs(order[l]), random() % 2 == 0));
    }
    formula.add_clause(clause);
  }
  return formula;
}

void certify_random_formulas(const Engine& engine) {
  const std::uint64_t seed = seed_from_environment();
  const int wanted = slow_lane() ? 300 : 60;
  const int verified_wanted = slow_lane() ? wanted : 5;
  fmt::print("refutations: {} by {}, seed {} (ARCSAT_SEED={} repeats it)\n", wanted, engine.name, seed, seed);
  std::mt19937_64 random(seed);
  int refuted = 0;
  std::int64_t lemmas = 0;
  while (refuted < wanted) {
    const Formula formula = random_formula(random);
    const PrivateDirectory directory;
    const std::string proof = directory.path() / "proof";
    const std::string lrat = directory.path() / "lrat";
    const EngineResult result =
        solve_formula(engine, formula, {random() % 1000, 1}, Budget(60, std::nullopt), nullptr, proof);
    REQUIRE(result.answer != Answer::unknown);
    if (result.answer == Answer::satisfiable) continue;
    const Refutation refutation =
        certify_refutation(formula, engine.proof, proof, lrat, Budget(60, std::nullopt), nullptr);
    INFO("formula " << refuted << " of seed " << seed << ": " << refutation.reason);
    REQUIRE(refutation.accepted);
    lemmas += refutation.report.lemmas;
    if (refuted++ >= verified_wanted) continue;
    const std::string text = read_file(lrat);
    const VerifiedCheckResult acl2 = check_verified(formula, source_of(text), lrat, {}, Budget(300, std::nullopt));
    INFO("ACL2: " << acl2.words);
    REQUIRE(acl2.status == VerifiedCheckResult::Status::verified);
  }
  fmt::print("refutations: {} lemmas in all, {} refutations accepted by ACL2's checker, too\n", lemmas,
             verified_wanted);
}

}  // namespace

TEST_CASE("random refutations by cadical are certified") { certify_random_formulas(engine_named("cadical")); }

TEST_CASE("random refutations by cryptominisat are certified") {
  certify_random_formulas(engine_named("cryptominisat"));
}
