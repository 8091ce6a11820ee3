// Two protocols side by side.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "certify/order.hpp"
#include "order_pairs.hpp"
#include "protocol/instance_file.hpp"
#include "protocol/simulate.hpp"
#include "random_instances.hpp"

using namespace arcsat;
using namespace arcsat::test;

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
    REQUIRE_FALSE(order_refused(rule, {first, second}, *joint));
    for (const std::size_t one : full) {
      std::vector<WidthOverride> less = widths;
      --less[one].bits;
      REQUIRE(order_refused(rule, {first, second}, *instance_with(both, wider, {}, less)));
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
