// The order between instances against brute force, and by protocols that are carried over.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/order.hpp"
#include "certify/witness.hpp"
#include "order_pairs.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"
#include "random_instances.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

std::optional<Embedding> embedding_of(const Shared& harder, const Shared& easier) {
  return find_embedding(*harder, *easier);
}

}  // namespace

TEST_CASE("order: no pair of instances contradicts it, and it is missed where it is weaker by one") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 200'000 : 1'200;
  fmt::print("order: {} pairs, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  Random random(seed);
  constexpr std::uint64_t most_protocols = 1 << 12;
  std::map<std::string, int> led;
  std::map<std::string, int> noticed;
  int carried = 0;
  int apart = 0;
  for (int k = 0; k < count; ++k) {
    const Pair pair = random_pair(random);
    INFO("pair " << k << " of seed " << seed << ": " << canonical_json(*pair.harder) << " "
                 << canonical_json(*pair.easier));
    const std::optional<OrderRule> rule = find_order({pair.harder}, *pair.easier);
    const auto harder = brute_force(pair.harder, most_protocols, Budget());
    if (!harder || !harder->realizable) continue;
    if (rule) {
      ++led[name_of(*rule)];
      const Protocol protocol = carried_by(*rule, {*harder->witness}, pair.easier, Budget());
      CHECK_NOTHROW(check_witness(protocol, Budget()));
      ++carried;
      continue;
    }
    const auto easier = brute_force(pair.easier, most_protocols, Budget());
    if (!easier || easier->realizable) continue;
    ++apart;
    for (const Weakened& weaker : weakened(*pair.harder, *pair.easier)) {
      if (embedding_of(weaker.harder, pair.easier)) ++noticed[weaker.what];
    }
  }
  for (const auto& [name, times] : led) fmt::print("order: by {}: {}\n", name, times);
  for (const auto& [what, times] : noticed) fmt::print("order: weaker by one in {}: noticed {} times\n", what, times);
  CHECK(carried > count / 20);
  CHECK(apart > count / 400);
  int in_all = 0;
  for (const char* what : {"a bit to player -1", "a bit to player 0", "a bit to a table", "a bit to a thought",
                           "a bit of a thought", "m", "n", "q", "the last q", "inputs"}) {
    in_all += noticed[what];
    // That of a bit to a table is so rare that even a long sweep may miss it.
    if (slow_lane() && std::string_view(what) != "a bit to a table") CHECK_MESSAGE(noticed[what] > 0, what);
  }
  CHECK(in_all > 0);
}

TEST_CASE("order: random protocols say the same where they are embedded") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 100'000 : 500;
  fmt::print("order: {} protocols, seed {} (ARCSAT_SEED={} repeats it)\n", count, seed, seed);
  Random random(seed);
  int tried = 0;
  int in_blocks = 0;
  int fewer_steps = 0;
  for (int k = 0; k < count; ++k) {
    const Pair pair = random_pair(random);
    const std::optional<Embedding> embedding = embedding_of(pair.harder, pair.easier);
    if (!embedding) continue;
    INFO("pair " << k << " of seed " << seed << ": " << canonical_json(*pair.harder) << " "
                 << canonical_json(*pair.easier));
    const Protocol protocol = random_protocol(pair.harder, random);
    const Protocol other = embedded(protocol, pair.easier, *embedding, Budget());
    for (const Input& input : allowed_inputs(*pair.easier)) {
      const Input lifted = lift(pair.easier->task(), pair.harder->task(), input);
      REQUIRE(pair.harder->task().answer(lifted) == pair.easier->task().answer(input));
      REQUIRE(simulate(other, input).answer == simulate(protocol, lifted).answer);
    }
    ++tried;
    in_blocks += pair.easier->epochs() > pair.harder->epochs();
    fewer_steps += pair.easier->task().length() < pair.harder->task().length();
  }
  fmt::print("order: {} protocols embedded, {} in more epochs, {} in fewer steps\n", tried, in_blocks, fewer_steps);
  CHECK(tried > count / 20);
  CHECK(in_blocks > count / 200);
  CHECK(fewer_steps > count / 400);
}

TEST_CASE("order: a bit less to a table is noticed") {
  // Player 2, who knows z_1, tells player 1 what to say to player -1 in epoch 2; nothing else is said.
  const Task task(1, {1}, {2, 2});
  const Model model{2, 0, {}};
  const auto saying = [&](std::uint64_t to_table) {
    return instance_with(task, model, {}, {{{1, 2, 1}, to_table}, {{2, 1, first_player}, 1}});
  };
  constexpr std::uint64_t most_protocols = 1 << 12;
  const Shared harder = saying(1);
  const Shared easier = saying(0);
  REQUIRE(brute_force(harder, most_protocols, Budget())->realizable);
  REQUIRE_FALSE(brute_force(easier, most_protocols, Budget())->realizable);
  CHECK(find_order({harder}, *saying(2)));
  CHECK_FALSE(find_order({harder}, *easier));
  CHECK(embedding_refused(*harder, *easier, {{1, 2}, false}));
  CHECK(embedding_refused(*harder, *easier, {{1, 2}, true}));
}

TEST_CASE("order: where player 1 is informed, random protocols say the same, and a bit less does not suffice") {
  Random random(5);
  const int count = slow_lane() ? 2'000 : 60;
  int informed = 0;
  for (int k = 0; k < count; ++k) {
    const Task task(1 + pick(random, 2), {1 + pick(random, 2)}, {2, 2});
    const Model model{2, 0, {}};
    const Shared harder = instance_with(task, model, {}, random_widths(task, model, random, 2));
    std::vector<WidthOverride> widths = all_widths(*harder);
    const std::uint64_t of_player_0 =
        std::min<std::uint64_t>(task.m(), std::uint64_t{1} << harder->bits({1, 0, first_player}));
    const std::uint64_t needed = task.n()[0] * of_player_0 * harder->bits({2, 1, first_player});
    const auto to_player_1 = std::find_if(widths.begin(), widths.end(), [](const WidthOverride& width) {
      return width.message == Message{1, 2, 1};
    });
    if (to_player_1->bits <= needed) continue;
    to_player_1->bits = needed;
    const Shared easier = instance_with(task, model, {}, widths);
    const std::optional<Embedding> embedding = embedding_of(harder, easier);
    REQUIRE(embedding);
    REQUIRE(embedding->informed);
    const Protocol protocol = random_protocol(harder, random);
    const Protocol other = embedded(protocol, easier, *embedding, Budget());
    for (const Input& input : allowed_inputs(*easier)) {
      REQUIRE(simulate(other, input).answer == simulate(protocol, input).answer);
    }
    ++informed;
    if (needed == 0) continue;
    to_player_1->bits = needed - 1;
    REQUIRE_FALSE(embedding_of(harder, instance_with(task, model, {}, widths)));
  }
  fmt::print("order: {} protocols with player 1 informed\n", informed);
  CHECK(informed > count / 20);
}
