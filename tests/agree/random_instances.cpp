#include "random_instances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "encoders/encoder.hpp"

namespace arcsat::test {

namespace {

std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) { return random() % bound; }

Task random_task(std::mt19937_64& random) {
  const auto length = 1 + below(random, 3);
  std::vector<std::uint32_t> n;
  std::vector<std::uint32_t> q;
  for (std::uint64_t l = 0; l < length; ++l) {
    q.push_back(static_cast<std::uint32_t>(1 + below(random, 3)));
    if (l > 0) n.push_back(static_cast<std::uint32_t>(1 + below(random, 2)));
  }
  return Task(static_cast<std::uint32_t>(1 + below(random, 3)), n, q);
}

Input random_input(const Task& task, std::mt19937_64& random) {
  Input input;
  for (Player p = first_player; p <= task.length(); ++p) {
    input.push_back(static_cast<InputIndex>(below(random, task.domain(p))));
  }
  return input;
}

/// A few inputs that share most of their parts, so that the protocol has to tell similar things apart.
Restriction random_restriction(const Task& task, std::mt19937_64& random) {
  Restriction restriction;
  if (below(random, 2) == 0) {
    restriction.by_tuples = true;
    const Input base = random_input(task, random);
    const auto count = 1 + below(random, 7);
    for (std::uint64_t k = 0; k < count; ++k) {
      Input input = random_input(task, random);
      for (std::size_t s = 0; s < input.size(); ++s) {
        if (below(random, 3) == 0) input[s] = base[s];
      }
      restriction.tuples.push_back(input);
    }
    return restriction;
  }
  std::uint64_t product = 1;
  for (Player p = task.length(); p >= first_player; --p) {
    std::set<InputIndex> chosen;
    const auto most = std::min<std::uint64_t>(task.domain(p), product >= 8 ? 1 : 1 + below(random, 4));
    while (chosen.size() < most) chosen.insert(static_cast<InputIndex>(below(random, task.domain(p))));
    product *= chosen.size();
    restriction.lists[p].assign(chosen.begin(), chosen.end());
  }
  return restriction;
}

}  // namespace

std::vector<Input> allowed_inputs(const Instance& instance) {
  std::vector<Input> inputs;
  for (std::uint64_t k = 0; k < instance.inputs().size(); ++k) inputs.push_back(instance.inputs().input(k));
  return inputs;
}

std::shared_ptr<const Instance> with_tuples(const Instance& instance, std::vector<Input> tuples) {
  Restriction restriction;
  restriction.by_tuples = true;
  restriction.tuples = std::move(tuples);
  return std::make_shared<const Instance>("", instance.task(), std::move(restriction), instance.model());
}

std::shared_ptr<const Instance> with_widths(const Instance& instance, std::vector<WidthOverride> widths) {
  Model model = instance.model();
  model.widths = std::move(widths);
  return std::make_shared<const Instance>("", instance.task(), instance.restriction(), std::move(model));
}

namespace {

ModelKind random_kind(std::mt19937_64& random) {
  switch (below(random, 4)) {
    case 0:
      return Decoder{};
    case 1:
      return Encoder{};
    default:
      break;
  }
  ChainOfThought chain{static_cast<int>(1 + below(random, 2)), std::nullopt};
  if (below(random, 4) > 0) chain.thought_bits = static_cast<unsigned>(below(random, 3));
  return chain;
}

/// How many rows the tables of a slot may have, about.
std::uint64_t rows_of(const Slot& slot, Projections& projections, const Scheme& scheme) {
  if (!slot.is_sum()) return projections.of(scheme.last_view(slot.to.holder)).size();
  std::uint64_t rows = 0;
  for (std::size_t term = 0; term < slot.terms.size(); ++term) rows += projections.of(slot, term).size();
  return rows;
}

std::shared_ptr<const Instance> random_instance_of(const ModelKind& kind, Granularity granularity,
                                                   std::mt19937_64& random, unsigned most_bits) {
  const Task task = random_task(random);
  const Model model{static_cast<int>(1 + below(random, 3)), 0, {}, kind, granularity};
  const Instance without_bits("", task, random_restriction(task, random), model);
  const Scheme& scheme = without_bits.scheme();
  Projections projections(without_bits.inputs(), scheme);
  std::uint64_t bits = 0;
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < scheme.slots(); ++k) {
    order.push_back(k);
    if (scheme.slot(k).is_thought()) bits += scheme.slot(k).width() * projections.of(k).size();
  }
  std::shuffle(order.begin(), order.end(), random);
  // The messages to player -1 decide most, so half of the time they come first.
  if (below(random, 2) == 0) {
    std::stable_partition(order.begin(), order.end(),
                          [&](std::size_t k) { return scheme.slot(k).receiver() <= first_player; });
  }
  constexpr unsigned most_width_in_all = 9;  // keeps the tables over inboxes small
  unsigned widths_in_all = 0;
  std::vector<WidthOverride> widths;
  for (const std::size_t number : order) {
    if (scheme.slot(number).is_thought()) continue;
    const Message message = scheme.slot(number).message();
    const auto width = static_cast<unsigned>(below(random, 3));
    const std::uint64_t cost = width * rows_of(scheme.slot(number), projections, scheme);
    if (width == 0 || bits + cost > most_bits || widths_in_all + width > most_width_in_all) continue;
    bits += cost;
    widths_in_all += width;
    widths.push_back({message, width});
  }
  return with_widths(without_bits, std::move(widths));
}

}  // namespace

std::shared_ptr<const Instance> random_small_instance(std::mt19937_64& random, unsigned most_bits) {
  return random_instance_of(Decoder{}, Granularity::functions, random, most_bits);
}

std::shared_ptr<const Instance> random_small_instance_of_any_model(std::mt19937_64& random, unsigned most_bits) {
  const ModelKind kind = random_kind(random);
  const auto granularity = below(random, 2) == 0 ? Granularity::functions : Granularity::sums;
  return random_instance_of(kind, granularity, random, most_bits);
}

std::shared_ptr<const Instance> random_natural_instance(std::mt19937_64& random, std::size_t most_inputs) {
  while (true) {
    const Task task = random_task(random);
    const Model model{static_cast<int>(1 + below(random, 3)), static_cast<std::uint32_t>(below(random, 3)), {}};
    const Instance all("", task, {}, model);
    if (all.inputs().size() <= most_inputs) return std::make_shared<const Instance>(all);
    std::vector<Input> tuples;
    for (std::size_t k = 0; k < most_inputs; ++k) tuples.push_back(random_input(task, random));
    return with_tuples(all, std::move(tuples));
  }
}

Protocol random_solving_protocol(const Instance& instance, std::mt19937_64& random) {
  const InputSet& inputs = instance.inputs();
  std::map<std::vector<std::uint32_t>, std::uint32_t> sent;  // term number and views → value
  std::vector<Transcript> runs;
  std::map<std::vector<std::uint32_t>, std::map<std::uint32_t, std::size_t>> votes;
  std::vector<std::vector<std::uint32_t>> final_views;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    const Input input = inputs.input(k);
    const Scheme& scheme = instance.scheme();
    Transcript run{std::vector<std::uint32_t>(scheme.slots()), instance.task().answer(input),
                   std::vector<std::uint32_t>(scheme.terms())};
    for (std::size_t number = 0; number < scheme.slots(); ++number) {
      const Slot& slot = scheme.slot(number);
      for (std::size_t term = 0; term < slot.terms.size(); ++term) {
        std::vector<std::uint32_t> key = {static_cast<std::uint32_t>(slot.first_term + term)};
        append_views(scheme, slot, term, input, run.values, key);
        const std::uint64_t values = std::uint64_t{1} << slot.width();
        const auto fresh = static_cast<std::uint32_t>(below(random, values));
        run.set_term(number, slot, term, sent.try_emplace(key, fresh).first->second);
      }
    }
    std::vector<std::uint32_t> view;
    append_view(instance.scheme(), instance.scheme().answer(), input, run.values, view);
    ++votes[view][run.answer];
    final_views.push_back(std::move(view));
    runs.push_back(std::move(run));
  }
  std::vector<Input> right;
  std::map<Input, Transcript> run_of;
  for (std::uint64_t k = 0; k < inputs.size(); ++k) {
    const auto& tally = votes[final_views[k]];
    const auto best =
        std::max_element(tally.begin(), tally.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best->first != runs[k].answer) continue;
    right.push_back(inputs.input(k));
    run_of.emplace(right.back(), runs[k]);
  }
  const auto solved = with_tuples(instance, right);
  ProtocolBuilder builder(solved);
  for (std::uint64_t k = 0; k < solved->inputs().size(); ++k) {
    builder.record(k, run_of.at(solved->inputs().input(k)));
  }
  return builder.finish();
}

std::uint64_t seed_from_environment() {
  if (const char* seed = std::getenv("ARCSAT_SEED")) return std::stoull(seed);
  return std::random_device()();
}

bool slow_lane() {
  const char* slow = std::getenv("ARCSAT_SLOW");
  return slow != nullptr && std::string(slow) == "1";
}

}  // namespace arcsat::test
