// The checker of sums against the replay of the same protocol as tables, on protocols that were tampered with.
#include "certify/sums_check.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "certify/witness.hpp"
#include "encoders/encoder_table.hpp"
#include "holds.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/sums_protocol_file.hpp"
#include "random_instances.hpp"
#include "solve/engines.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

template <typename Number>
void flip(std::vector<Number>& sum, std::uint32_t bit) {
  const auto place = std::find(sum.begin(), sum.end(), bit);
  if (place == sum.end()) {
    sum.push_back(bit);
  } else {
    sum.erase(place);
  }
}

/// One change at one control input, or at all of them.
void tamper(SumsProtocol& protocol, Random& random) {
  const std::size_t count = protocol.control_inputs.size();
  const std::size_t one = below(random, count);
  const bool everywhere = below(random, 4) == 0;
  const std::size_t message = below(random, protocol.messages.size() + 1);
  const auto bit_of_sum = static_cast<std::uint32_t>(below(random, 6));
  const std::size_t kind = below(random, 3);
  for (std::size_t x = everywhere ? 0 : one; x < (everywhere ? count : one + 1); ++x) {
    if (message == protocol.messages.size()) {
      if (!protocol.output.empty()) flip(protocol.output[one % protocol.output.size()][x], bit_of_sum);
      continue;
    }
    auto& bits = protocol.messages[message].bits;
    SumsBit& bit = bits[one % bits.size()];
    if (!bit.coordinates.empty()) {
      flip(bit.coordinates[x], bit_of_sum);
      std::sort(bit.coordinates[x].begin(), bit.coordinates[x].end());
    } else if (kind == 0) {
      flip(bit.added[x], bit_of_sum);
    } else if (kind == 1) {
      bit.control[x] ^= 1;
    } else {
      bit.data[x] ^= 1;
      bit.control[x] = 0;
      if (bit.data[x] == 0) bit.added[x].clear();
    }
  }
}

/// Whether every sum is of bits that there are, which the checker must see before anything is run.
bool in_range(const SumsProtocol& protocol) {
  for (const SumsMessageBits& sent : protocol.messages) {
    std::size_t before = 0;
    for (const SumsMessageBits& earlier : protocol.messages) {
      if (earlier.message.receiver == sent.message.sender && earlier.message.epoch < sent.message.epoch) {
        before += earlier.bits.size();
      }
    }
    for (const SumsBit& bit : sent.bits) {
      for (const auto& sum : bit.added) {
        for (const std::uint32_t k : sum) {
          if (k >= before) return false;
        }
      }
    }
  }
  return true;
}

}  // namespace

TEST_CASE("the checker of sums accepts nothing that does not replay") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 2000 : 200;
  fmt::print("checker of sums: {} instances, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  Random random(seed);
  int found = 0;
  int accepted = 0;
  int rejected = 0;
  int stricter = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = k % 2 == 0 ? random_small_instance(random, 40) : random_natural_instance(random, 60);
    CAPTURE(canonical_json(*instance));
    const Budget budget(5, std::nullopt);
    EncodingWatch watch(budget);
    const InstanceFormula encoded = instance_formula(encoder_named("xor"), instance, std::nullopt, watch);
    const EngineResult result =
        solve_formula(engine_named("cadical"), encoded.formula, {0, 1, Goal::model}, budget, nullptr);
    if (result.answer != Answer::satisfiable) continue;
    const auto good = std::get<SumsProtocol>(encoded.decode(result.model));
    REQUIRE_NOTHROW(check_sums_protocol(good));
    REQUIRE_NOTHROW(check_witness(tabulate(good, Budget()), Budget()));
    REQUIRE(to_json(parse_sums_protocol(to_json(good), "")) == to_json(good));
    ++found;
    for (int lie = 0; lie < 40; ++lie) {
      SumsProtocol bad = good;
      for (std::size_t times = 1 + below(random, 2); times > 0; --times) tamper(bad, random);
      INFO(to_json(bad));
      const bool passes = holds([&] { check_sums_protocol(bad); });
      ++(passes ? accepted : rejected);
      if (!in_range(bad)) {
        REQUIRE_FALSE(passes);
        continue;
      }
      const bool replays = holds([&] { check_witness(tabulate(bad, Budget()), Budget()); });
      REQUIRE((replays || !passes));
      if (replays && !passes) ++stricter;
    }
  }
  fmt::print("checker of sums: {} protocols, {} changes accepted (all replay), {} rejected ({} of them replay)\n",
             found, accepted, rejected, stricter);
  CHECK(found > count / 4);
  CHECK(rejected > accepted);
}
