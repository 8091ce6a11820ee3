// An encoder that forgot one of its rules is caught by the agreement with brute force.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder.hpp"
#include "encoders/encoder_table.hpp"
#include "random_instances.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

Formula formula_of(const CnfEncoder& encoder) {
  const Budget budget;
  EncodingWatch watch(budget);
  return encoder.encode(watch);
}

/// Whether the formula gives the right verdict and, if satisfiable, a protocol that replays.
bool agrees(const CnfEncoder& encoder, const Formula& formula, bool realizable) {
  const EngineResult result = solve_formula(engine_named("cadical"), formula, {}, Budget(), nullptr);
  if (result.answer != (realizable ? Answer::satisfiable : Answer::unsatisfiable)) return false;
  if (!realizable) return true;
  try {
    check_witness(encoder.decode(result.model), Budget());
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

void check_that_each_family_matters(const char* name) {
  std::mt19937_64 random(20240607);
  std::vector<std::string> families;
  std::vector<bool> missed;
  for (int k = 0; k < 150; ++k) {
    const auto instance = random_small_instance(random, 14);
    const auto oracle = brute_force(instance, std::uint64_t{1} << 20, Budget());
    REQUIRE(oracle.has_value());
    const auto encoder = make_encoder(encoder_named(name), instance, Symmetry::none);
    const Formula formula = formula_of(*encoder);
    REQUIRE(agrees(*encoder, formula, oracle->realizable));
    for (const ClauseFamily& family : formula.families()) {
      auto place = std::find(families.begin(), families.end(), family.name);
      if (place == families.end()) {
        families.push_back(family.name);
        missed.push_back(false);
        place = families.end() - 1;
      }
      const auto index = static_cast<std::size_t>(place - families.begin());
      if (missed[index] || family.clauses == 0) continue;
      if (!agrees(*encoder, formula.without_family(family.name), oracle->realizable)) missed[index] = true;
    }
  }
  for (std::size_t index = 0; index < families.size(); ++index) {
    INFO(name << " without the family " << families[index]);
    CHECK(missed[index]);
  }
  CHECK(families.size() >= 2);
}

}  // namespace

TEST_CASE("dropping any clause family of tables is noticed") { check_that_each_family_matters("tables"); }

TEST_CASE("dropping any clause family of pairs is noticed") { check_that_each_family_matters("pairs"); }

TEST_CASE("dropping any clause family of compact is noticed") { check_that_each_family_matters("compact"); }

TEST_CASE("without the family labels a pigeonhole instance is out of reach, with it it is refuted") {
  // One epoch, m = 3, c = 4: the 27 tables z_1 must be told apart by 16 values.
  const auto instance = std::make_shared<const Instance>("", Task(3, {}, {3}), Restriction{}, Model{1, 4, {}});
  const auto encoder = make_encoder(encoder_named("pairs"), instance, Symmetry::labels);
  const Formula formula = formula_of(*encoder);
  const Budget patient(60, std::nullopt);
  CHECK(solve_formula(engine_named("cadical"), formula, {}, patient, nullptr).answer == Answer::unsatisfiable);
  const Budget brief(3, std::nullopt);
  const EngineResult plain =
      solve_formula(engine_named("cadical"), formula.without_family("labels"), {}, brief, nullptr);
  CHECK(plain.answer == Answer::unknown);
  CHECK(plain.reason == "time limit of 3 s reached");
}
