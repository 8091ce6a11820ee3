#include "encoders/copies_encoder.hpp"

#include <doctest/doctest.h>

#include "../../decoder.hpp"
#include "base/error.hpp"
#include "certify/sums_check.hpp"
#include "certify/witness.hpp"
#include "protocol/instance_file.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

std::shared_ptr<const Instance> instance_of(std::uint32_t m, std::uint32_t n, std::uint32_t q1, std::uint32_t q2,
                                            std::uint32_t c, int epochs = 2) {
  return std::make_shared<const Instance>("", Task(m, {n}, {q1, q2}), Restriction{}, Model{epochs, c, {}});
}

CopiesEncoder encoder_of(const std::shared_ptr<const Instance>& instance) { return CopiesEncoder(decoder(instance)); }

EngineResult solved(const Formula& formula) {
  return solve_formula(engine_named("cadical"), formula, {0, 1, Goal::model}, Budget(20, std::nullopt), nullptr);
}

void does_not_take(const std::shared_ptr<const Instance>& instance) {
  CHECK_THROWS_AS(encoder_of(instance), LimitReached);
}

}  // namespace

TEST_CASE("copies: what a model says is a protocol that is right for every last table") {
  for (const auto& [m, n, q1, q2, c] : std::initializer_list<std::array<std::uint32_t, 5>>{
           {2, 7, 4, 4, 2},   // every size but n takes c bits
           {2, 3, 5, 3, 3},   // r = 2 bits of three, q_1 is no power of two
           {3, 2, 3, 2, 4},   // four entries a token
           {1, 4, 4, 4, 2},   // player 0 has nothing to say
           {2, 1, 3, 16, 4},  // 2^64 last tables and more
           {4, 4, 3, 4, 2},
           {2, 2, 2, 2, 40},  // room for more than there is
           {2, 3, 2, 16, 2},  // entries of four bits, in pieces
           {2, 2, 3, 8, 2},   // of three
           {1, 1, 2, 4, 1},   // of two; in tables, too
       }) {
    const auto instance = instance_of(m, n, q1, q2, c);
    CAPTURE(canonical_json(*instance));
    const CopiesEncoder encoder = encoder_of(instance);
    const Budget budget;
    EncodingWatch watch(budget);
    const EngineResult result = solved(encoder.encode(watch));
    REQUIRE(result.answer == Answer::satisfiable);
    const SumsProtocol protocol = encoder.decode(result.model);
    CHECK_NOTHROW(check_sums_protocol(protocol));
    if (instance->inputs().numbered() && instance->inputs().size() < (1 << 16) && c < 20) {
      CHECK_NOTHROW(check_witness(tabulate(protocol, Budget()), Budget()));
    }
  }
}

TEST_CASE("copies: each family of clauses is needed") {
  const auto instance = instance_of(2, 2, 3, 8, 2);
  const CopiesEncoder encoder = encoder_of(instance);
  const Budget budget;
  EncodingWatch watch(budget);
  const Formula formula = encoder.encode(watch);
  for (const ClauseFamily& family : formula.families()) {
    CAPTURE(family.name);
    const EngineResult result = solved(formula.without_family(family.name));
    REQUIRE(result.answer == Answer::satisfiable);
    CHECK_THROWS_AS(check_sums_protocol(encoder.decode(result.model)), CheckFailed);
  }
}

TEST_CASE("copies: only where the form fits") {
  does_not_take(instance_of(2, 1, 2, 16, 1));
  does_not_take(instance_of(2, 1, 2, 2, 5000));
  does_not_take(instance_of(5, 1, 2, 2, 2));
  does_not_take(instance_of(2, 1, 5, 2, 2));
  does_not_take(instance_of(2, 1, 2, 1, 2));
  does_not_take(instance_of(2, 1, 2, 2, 1, 3));
  does_not_take(instance_of(2, 1 << 20, 2, 2, 1));
  does_not_take(instance_of(2, 1, 1024, 2, 20));
  does_not_take(std::make_shared<const Instance>("", Task(2, {}, {2}), Restriction{}, Model{2, 1, {}}));
  does_not_take(
      std::make_shared<const Instance>("", Task(2, {1}, {2, 2}), Restriction{{{0, {1}}}, {}, false}, Model{2, 1, {}}));
  does_not_take(
      std::make_shared<const Instance>("", Task(2, {1}, {2, 2}), Restriction{}, Model{2, 1, {{{1, 2, 1}, 1}}}));
}
