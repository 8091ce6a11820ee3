// The order between instances against brute force, and by protocols that are carried over.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "certify/brute_force.hpp"
#include "certify/order.hpp"
#include "certify/witness.hpp"
#include "holds.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"
#include "random_instances.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Shared = std::shared_ptr<const Instance>;
using Random = std::mt19937_64;

std::uint32_t pick(Random& random, std::uint32_t values) { return static_cast<std::uint32_t>(random() % values); }
std::uint32_t near(Random& random, std::uint32_t size, std::uint32_t most) {
  return std::clamp(size + pick(random, 3) - 1, 1U, most);
}

/// What an input of the easier task is in the harder one, by the words of embedding.hpp.
Input lift(const Task& easier, const Task& harder, const Input& input) {
  Input lifted;
  for (Player p = first_player; p <= harder.length(); ++p) {
    std::vector<std::uint32_t> digits;
    const auto count = p == first_player ? harder.n().size() : harder.positions(p);
    for (std::uint64_t k = 0; k < count; ++k) {
      if (p == first_player) {
        const bool both = k < easier.n().size();
        digits.push_back(both ? easier.query(input[0], static_cast<Player>(k) + 1) : 0);
        continue;
      }
      const auto row = static_cast<std::uint32_t>(p == 0 ? 0 : k / harder.range(p - 1));
      const auto value = static_cast<std::uint32_t>(p == 0 ? 0 : k % harder.range(p - 1));
      if (p > easier.length()) {
        digits.push_back(std::min(value, harder.range(p) - 1));
      } else if (p == 0) {
        digits.push_back(input[seat(0)]);
      } else {
        const bool both = row < easier.queries(p - 1) && value < easier.range(p - 1);
        digits.push_back(both ? easier.entry(p, input[seat(p)], easier.position(p, row, value)) : 0);
      }
    }
    lifted.push_back(harder.index_of(p, digits));
  }
  return lifted;
}

Shared instance_with(const Task& task, const Model& model, std::vector<Input> tuples,
                     std::vector<WidthOverride> widths) {
  Restriction restriction;
  restriction.by_tuples = !tuples.empty();
  restriction.tuples = std::move(tuples);
  Model own = model;
  own.widths = std::move(widths);
  return std::make_shared<const Instance>("", task, std::move(restriction), std::move(own));
}

/// A message like this one with other widths for a few messages; the rest have none.
std::vector<WidthOverride> random_widths(const Task& task, const Model& model, Random& random, std::uint32_t most) {
  const Instance bare("", task, {}, model);
  std::vector<WidthOverride> widths;
  for (std::size_t number = 0; number < bare.messages(); ++number) {
    const Slot& slot = bare.scheme().slot(number);
    if (!slot.is_thought())
      widths.push_back({slot.message(), bare.scheme().needed(number) ? pick(random, most + 1) : 0});
  }
  return widths;
}

/// Messages as wide as in `like`, or a little more or less; in later epochs random.
std::vector<WidthOverride> similar_widths(const Task& task, const Model& model, const Instance& like, Random& random) {
  const Instance bare("", task, {}, model);
  std::vector<WidthOverride> widths;
  for (std::size_t number = 0; number < bare.messages(); ++number) {
    const Slot& slot = bare.scheme().slot(number);
    if (slot.is_thought()) continue;
    const auto same = like.scheme().find(slot.message());
    std::uint64_t bits = same ? like.scheme().slot(*same).bits : pick(random, 2);
    const std::uint32_t change = pick(random, 8);
    if (change == 0 && bits > 0) --bits;
    if (change == 1) ++bits;
    widths.push_back({slot.message(), std::min<std::uint64_t>(bits, 3)});
  }
  return widths;
}

Task similar_task(const Task& task, Random& random) {
  std::vector<std::uint32_t> n = task.n();
  std::vector<std::uint32_t> q = task.q();
  if (q.size() > 1 && pick(random, 4) == 0) {
    n.pop_back();
    const std::uint32_t last = q.back();
    q.pop_back();
    if (pick(random, 2) == 0) q.back() = std::min(q.back(), last);
  }
  for (std::uint32_t& one : n) one = pick(random, 3) == 0 ? near(random, one, 2) : one;
  for (std::uint32_t& one : q) one = pick(random, 3) == 0 ? near(random, one, 3) : one;
  return Task(pick(random, 3) == 0 ? near(random, task.m(), 3) : task.m(), n, q);
}

Model similar_model(const Model& model, Random& random) {
  Model other{model.epochs, 0, {}, model.kind, model.granularity};
  if (pick(random, 3) == 0) other.epochs = static_cast<int>(near(random, static_cast<std::uint32_t>(model.epochs), 3));
  if (auto* chain = std::get_if<ChainOfThought>(&other.kind); chain != nullptr && pick(random, 3) == 0) {
    chain->thought_bits = pick(random, 3);
  }
  if (pick(random, 10) == 0 && std::holds_alternative<Decoder>(model.kind)) other.kind = Encoder{};
  return other;
}

Input random_input_of(const Task& task, Random& random) {
  Input input;
  for (Player p = first_player; p <= task.length(); ++p) {
    input.push_back(static_cast<InputIndex>(random() % task.domain(p)));
  }
  return input;
}

struct Pair {
  Shared harder;
  Shared easier;
};

/// Near each other; what the easier one allows becomes, most of the time, what the harder one allows.
Pair random_pair(Random& random) {
  const Shared start = random_small_instance_of_any_model(random, 12);
  const Task task = start->task();
  const Task other =
      start->model().granularity == Granularity::sums && pick(random, 4) > 0 ? task : similar_task(task, random);
  const Model model = similar_model(start->model(), random);
  std::vector<Input> tuples;
  std::vector<Input> allowed = allowed_inputs(*start);
  const std::uint32_t count = 1 + pick(random, 6);
  for (std::uint32_t k = 0; k < count; ++k) tuples.push_back(random_input_of(other, random));
  const bool below = other.length() <= task.length() && other.m() <= task.m() &&
                     std::equal(other.n().begin(), other.n().end(), task.n().begin(), std::less_equal<>()) &&
                     std::equal(other.q().begin(), other.q().end(), task.q().begin(), std::less_equal<>());
  if (below && pick(random, 8) > 0) {
    if (other == task && pick(random, 2) == 0) tuples = allowed;
    for (const Input& input : tuples) allowed.push_back(lift(other, task, input));
  }
  const Shared harder = with_tuples(*start, allowed);
  return {harder, instance_with(other, model, tuples, similar_widths(other, model, *harder, random))};
}

/// The instance with one thing of it smaller by one than it is, as a check would see it that is weaker by one: a width, a
/// size or a number of bits. With the name of what was changed.
struct Weakened {
  std::string what;
  Shared harder;
};

std::vector<WidthOverride> all_widths(const Instance& instance) {
  std::vector<WidthOverride> widths;
  for (std::size_t number = 0; number < instance.messages(); ++number) {
    const Slot& slot = instance.scheme().slot(number);
    if (!slot.is_thought()) widths.push_back({slot.message(), slot.bits});
  }
  return widths;
}

std::vector<Weakened> weakened(const Instance& harder, const Instance& easier) {
  std::vector<Weakened> all;
  const Task& task = harder.task();
  const Model& model = harder.model();
  const std::vector<WidthOverride> widths = all_widths(harder);
  for (std::size_t k = 0; k < widths.size(); ++k) {
    if (widths[k].bits == 0) continue;
    std::vector<WidthOverride> less = widths;
    --less[k].bits;
    const Player to = less[k].message.receiver;
    all.push_back({fmt::format("a bit to {}", to < first_player    ? "a thought"
                                              : to == first_player ? "player -1"
                                              : to == 0            ? "player 0"
                                                                   : "a table"),
                   instance_with(task, model, allowed_inputs(harder), less)});
  }
  if (const auto* chain = std::get_if<ChainOfThought>(&model.kind)) {
    if (chain->thought_bits && *chain->thought_bits > 0) {
      Model less = model;
      less.kind = ChainOfThought{chain->thoughts, *chain->thought_bits - 1};
      all.push_back({"a bit of a thought", instance_with(task, less, allowed_inputs(harder), widths)});
    }
  }
  if (model.granularity == Granularity::sums) return all;
  // Sizes that are larger by one, of a task that allows what the other one becomes, at the same widths.
  for (std::size_t place = 0; place < 1 + task.n().size() + task.q().size(); ++place) {
    std::uint32_t m = task.m();
    std::vector<std::uint32_t> n = task.n();
    std::vector<std::uint32_t> q = task.q();
    std::string what = "m";
    if (place == 0) {
      ++m;
    } else if (place <= n.size()) {
      ++n[place - 1];
      what = "n";
    } else {
      ++q[place - 1 - n.size()];
      what = place == n.size() + q.size() ? "the last q" : "q";
    }
    const Task larger(m, n, q);
    const bool numbered = [&] {
      for (Player p = first_player; p <= larger.length(); ++p) {
        if (!larger.numbered(p)) return false;
      }
      return easier.task().length() <= larger.length();
    }();
    if (numbered) all.push_back({what, instance_with(larger, model, {}, widths)});
  }
  all.push_back({"inputs", instance_with(task, model, {}, widths)});
  return all;
}

std::optional<Embedding> embedding_of(const Shared& harder, const Shared& easier) {
  return find_embedding(*harder, *easier);
}

/// A protocol that says something random, and answers what is right most often, on every allowed input.
Protocol random_protocol(const Shared& instance, Random& random) {
  const Scheme& scheme = instance->scheme();
  std::map<std::vector<std::uint32_t>, std::uint32_t> said;
  std::map<std::vector<std::uint32_t>, std::uint32_t> answers;
  ProtocolBuilder builder(instance);
  for (std::uint64_t k = 0; k < instance->inputs().size(); ++k) {
    const Input input = instance->inputs().input(k);
    Transcript run{std::vector<std::uint32_t>(scheme.slots()), 0,
                   std::vector<std::uint32_t>(scheme.has_sums() ? scheme.terms() : 0)};
    std::vector<std::uint32_t> key;
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      if (!scheme.matters(number)) continue;
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        key = {static_cast<std::uint32_t>(slot.first_term + term)};
        append_views(scheme, slot, term, input, run.values, key);
        const auto fresh = static_cast<std::uint32_t>(random() % (std::uint64_t{1} << slot.width()));
        run.set_term(number, slot, term, said.try_emplace(key, fresh).first->second);
      }
    }
    key.clear();
    append_view(scheme, scheme.answer(), input, run.values, key);
    run.answer = answers.try_emplace(key, pick(random, instance->task().answers())).first->second;
    builder.record(k, run);
  }
  return builder.finish();
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

TEST_CASE("order: two random protocols side by side") {
  Random random(7);
  const int count = slow_lane() ? 5'000 : 150;
  std::map<std::string, int> joined;
  for (int k = 0; k < count; ++k) {
    const Joining joining = pick(random, 2) == 0 ? Joining::answers : Joining::queries;
    const std::uint32_t length = joining == Joining::queries ? 2 : 1 + pick(random, 2);
    std::vector<std::uint32_t> q(length, 2);
    const std::uint32_t m = 1 + pick(random, 2);
    const std::vector<std::uint32_t> n(length - 1, 1);
    const int epochs = static_cast<int>(1 + pick(random, 3));
    ModelKind kind = Decoder{};
    if (joining == Joining::answers && pick(random, 3) == 0) kind = Encoder{};
    if (joining == Joining::answers && pick(random, 3) == 0)
      kind = ChainOfThought{1 + static_cast<int>(pick(random, 2)), 1};
    const Model model{epochs, 0, {}, kind};
    const Task task(m, n, q);
    const Shared first = instance_with(task, model, {}, random_widths(task, model, random, 1));
    const Shared second = instance_with(task, model, {}, random_widths(task, model, random, 1));
    std::vector<std::uint32_t> more_n = n;
    if (joining == Joining::answers) q.back() = 3 + pick(random, 2);
    if (joining == Joining::queries) more_n.back() = 2;
    Model wider = model;
    if (auto* chain = std::get_if<ChainOfThought>(&wider.kind)) chain->thought_bits = 2;
    const Task both(m, more_n, q);
    const Instance bare("", both, {}, wider);
    std::vector<WidthOverride> widths;
    std::vector<std::size_t> full;
    for (std::size_t number = 0; number < bare.messages(); ++number) {
      const Slot& slot = bare.scheme().slot(number);
      if (slot.is_thought()) continue;
      const std::uint64_t one = first->bits(slot.message());
      const std::uint64_t other = second->bits(slot.message());
      const bool either = joining == Joining::queries && slot.receiver() == first_player;
      widths.push_back({slot.message(), either ? std::max(one, other) : one + other});
      if (slot.epoch == epochs && slot.receiver() >= 0) {
        widths.back().bits = 0;
      } else if (widths.back().bits > 0) {
        full.push_back(widths.size() - 1);
      }
    }
    const Shared joint = instance_with(both, wider, {}, widths);
    INFO(canonical_json(*first) << " " << canonical_json(*second) << " " << canonical_json(*joint));
    const OrderRule rule = joining;
    REQUIRE_NOTHROW(require_order(rule, {first, second}, *joint));
    for (const std::size_t one : full) {
      std::vector<WidthOverride> less = widths;
      --less[one].bits;
      REQUIRE_THROWS_AS(require_order(rule, {first, second}, *instance_with(both, wider, {}, less)), CheckFailed);
    }
    const Protocol lower = random_protocol(first, random);
    const Protocol upper = random_protocol(second, random);
    // Compared by hand: the answers are those of the parts.
    const Protocol together = joined_protocol(lower, upper, joint, joining, Budget());
    for (const Input& input : allowed_inputs(*joint)) {
      Input one = input;
      Input other = input;
      std::vector<std::uint32_t> entries = both.digits(both.length(), input.back());
      std::vector<std::uint32_t> low = entries;
      std::vector<std::uint32_t> high = entries;
      std::uint32_t expected = 0;
      if (joining == Joining::answers) {
        for (auto& entry : low) entry %= 2;
        for (auto& entry : high) entry /= 2;
        one.back() = task.index_of(task.length(), low);
        other.back() = task.index_of(task.length(), high);
        expected = simulate(lower, one).answer + 2 * simulate(upper, other).answer;
      } else {
        one[0] = other[0] = 0;
        one.back() = task.index_of(2, std::vector(entries.begin(), entries.begin() + 2));
        other.back() = task.index_of(2, std::vector(entries.begin() + 2, entries.end()));
        expected = input[0] == 0 ? simulate(lower, one).answer : simulate(upper, other).answer;
      }
      REQUIRE(simulate(together, input).answer == expected);
    }
    ++joined[name_of(rule)];
  }
  for (const auto& [name, times] : joined) fmt::print("order: by {}: {}\n", name, times);
  CHECK(joined.size() == 2);
}
