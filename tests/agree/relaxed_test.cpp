// Each condition of the compact encoder's simplifications is needed: made weaker by one, it gives wrong verdicts.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "../decoder.hpp"
#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/witness.hpp"
#include "encoders/compact.hpp"
#include "random_instances.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

/// Conditions that are weaker by one here and there.
class Relaxed : public PlanConditions {
 public:
  bool fits(std::uint64_t inputs, unsigned width) const override {
    return PlanConditions::fits(inputs - inputs_beyond_width, width);
  }
  bool arrives(Count needed, Count told) const override {
    return PlanConditions::arrives(needed, told + Count(bits_beyond_inbox));
  }
  bool knows(std::uint64_t inputs, int epochs) const override {
    return unrevealed || PlanConditions::knows(inputs, epochs);
  }

  unsigned inputs_beyond_width = 0;  // inputs that fit no more
  unsigned bits_beyond_inbox = 0;    // bits that need not be told
  bool unrevealed = false;           // z_k need not be known
};

class RelaxedEncoder : public CompactEncoder {
 public:
  RelaxedEncoder(std::shared_ptr<const Instance> instance, const PlanConditions& conditions)
      : CompactEncoder(decoder(std::move(instance)), Symmetry::all, {}, conditions) {}
};

/// Whether the formula gives the right verdict and, if satisfiable, a protocol that replays.
bool agrees(const std::shared_ptr<const Instance>& instance, const PlanConditions& conditions, bool realizable) {
  const RelaxedEncoder encoder(instance, conditions);
  const Budget budget;
  EncodingWatch watch(budget);
  const EngineResult result = solve_formula(engine_named("cadical"), encoder.encode(watch), {}, Budget(), nullptr);
  if (result.answer != (realizable ? Answer::satisfiable : Answer::unsatisfiable)) return false;
  if (!realizable) return true;
  try {
    check_witness(encoder.decode(result.model), Budget());
    return true;
  } catch (const CheckFailed&) {
    return false;
  }
}

/// The number of the first random instance on which the relaxed encoder is wrong, -1 if it is right on all; the strict
/// one must be right on each that is looked at.
int first_wrong(const Relaxed& relaxed) {
  std::mt19937_64 random(20240608);
  for (int k = 0; k < 3000; ++k) {
    const auto instance = random_small_instance(random, 14);
    const auto oracle = brute_force(instance, std::uint64_t{1} << 20, Budget());
    REQUIRE(oracle.has_value());
    if (agrees(instance, relaxed, oracle->realizable)) continue;
    CHECK(agrees(instance, PlanConditions::proved(), oracle->realizable));
    return k;
  }
  return -1;
}

}  // namespace

TEST_CASE("an input is told whole only if it fits") {
  Relaxed relaxed;
  relaxed.inputs_beyond_width = 1;
  CHECK(first_wrong(relaxed) >= 0);
}

TEST_CASE("a player is informed only if its inbox holds all that it is to say") {
  Relaxed relaxed;
  relaxed.bits_beyond_inbox = 1;
  CHECK(first_wrong(relaxed) >= 0);
}

TEST_CASE("a message is listed only if player -1 knows what the players below the sender hold") {
  Relaxed relaxed;
  relaxed.unrevealed = true;
  CHECK(first_wrong(relaxed) >= 0);
}
