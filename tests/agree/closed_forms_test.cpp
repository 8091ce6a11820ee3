// Strategies in closed form on random instances: whenever there is one, it is right.
#include "run/closed_forms.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "../decoder.hpp"
#include "base/error.hpp"
#include "certify/sums_check.hpp"
#include "certify/witness.hpp"
#include "protocol/instance_file.hpp"
#include "random_instances.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Random = std::mt19937_64;

// Of an instance whose closed form of tables is tried.
constexpr std::uint64_t most_inputs = 10000;

std::uint32_t between(Random& random, std::uint32_t low, std::uint32_t high) {
  return low + static_cast<std::uint32_t>(random() % (high - low + 1));
}

/// L ≤ 3, E ≤ 3, messages of up to 31 bits, half of them with other widths, a third with fewer inputs; at most 1000
/// control inputs.
std::shared_ptr<const Instance> random_instance(Random& random) {
  for (;;) {
    const std::uint32_t length = between(random, 1, 3);
    std::vector<std::uint32_t> n;
    std::vector<std::uint32_t> q = {between(random, 1, 4)};
    for (std::uint32_t l = 1; l < length; ++l) {
      n.push_back(between(random, 1, 2));
      q.push_back(between(random, 1, 4));
    }
    if (random() % 2 == 0) q.back() = 3;  // no power of two
    Model model = {static_cast<int>(between(random, 1, 3)), between(random, 1, 4), {}};
    if (random() % 2 == 0) {
      for (std::uint32_t k = between(random, 1, 8); k > 0; --k) {
        const int sender = static_cast<int>(between(random, 0, length));
        const Message message = {static_cast<int>(between(random, 1, static_cast<std::uint32_t>(model.epochs))), sender,
                                 static_cast<int>(random() % static_cast<unsigned>(sender + 1)) - 1};
        const bool again = std::any_of(model.widths.begin(), model.widths.end(),
                                       [&](const WidthOverride& other) { return other.message == message; });
        if (!again) model.widths.push_back({message, between(random, 0, 6)});
      }
    }
    try {
      Task task(between(random, 1, 5), n, q);
      Restriction restriction;
      for (Player p = first_player; p <= task.length() && random() % 3 == 0; ++p) {
        std::vector<InputIndex> list = {static_cast<InputIndex>(random() % task.domain(p))};
        list.push_back(static_cast<InputIndex>(random() % task.domain(p)));
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        restriction.lists[p] = list;
      }
      auto instance = std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
      const InputSet& inputs = instance->inputs();
      if (inputs.size() / inputs.projections(instance->last_player()) <= 1000) return instance;
    } catch (const Unsupported&) {
      // Too large; another one.
    }
  }
}

}  // namespace

TEST_CASE("closed forms in closed form are right on random instances") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 50000 : 3000;
  Random random(seed);
  int found = 0;
  int packed = 0;
  int relayed = 0;
  for (int k = 0; k < count; ++k) {
    const auto instance = random_instance(random);
    try {
      const auto sums = closed_form_of_sums(test::decoder(instance));
      if (sums) {
        check_sums_protocol(*sums);
        ++found;
        for (const SumsMessageBits& sent : sums->messages) relayed += sent.message.receiver == first_player ? 0 : 1;
      }
      if (instance->inputs().size() > most_inputs) continue;
      const auto tables = closed_form_of_tables(test::decoder(instance), Budget());
      if (tables) check_witness(*tables, Budget());
      // To pack needs no more bits.
      if (sums && !tables) throw CheckFailed("sums, but no tables");
      if (tables && !sums) ++packed;
    } catch (const CheckFailed& error) {
      FAIL(fmt::format("instance {} of seed {}: {}\n{}", k, seed, error.what(), canonical_json(*instance)));
    }
  }
  fmt::print(
      "closed forms: sums for {} of {} instances, tables alone for {}, {} messages to other players than -1, seed {}\n",
      found, count, packed, relayed, seed);
  if (slow_lane()) CHECK(packed > 0);  // it is rare
  CHECK(found > count / 5);
  CHECK(found < count);
  CHECK(relayed > count / 100);
}
