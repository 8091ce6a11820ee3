#include "order_pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "protocol/simulate.hpp"
#include "random_instances.hpp"

namespace arcsat::test {

namespace {

std::uint32_t near(Random& random, std::uint32_t size, std::uint32_t most) {
  return std::clamp(size + pick(random, 3) - 1, 1U, most);
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

}  // namespace

std::uint32_t pick(Random& random, std::uint32_t values) { return static_cast<std::uint32_t>(random() % values); }
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

}  // namespace arcsat::test
