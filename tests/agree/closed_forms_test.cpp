// Closed forms of random instances are right, also where they were changed and still hold; and what follows by the rules of
// deduction is a function of what it follows from.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>

#include "base/error.hpp"
#include "base/file.hpp"
#include "certify/closed_form_file.hpp"
#include "certify/closed_form_replay.hpp"
#include "certify/deduction.hpp"
#include "holds.hpp"
#include "protocol/instance_file.hpp"
#include "random_instances.hpp"
#include "run/closed_form_search.hpp"

using namespace arcsat;
using namespace arcsat::test;

namespace {

using Random = std::mt19937_64;

std::uint32_t between(Random& random, std::uint32_t low, std::uint32_t high) {
  return low + static_cast<std::uint32_t>(random() % (high - low + 1));
}

ModelKind random_kind(Random& random) {
  switch (random() % 4) {
    case 0:
      return Encoder{};
    case 1:
      return ChainOfThought{static_cast<int>(between(random, 1, 3)), between(random, 0, 6)};
    case 2:
      return ChainOfThought{static_cast<int>(between(random, 1, 2)), std::nullopt};
    default:
      return Decoder{};
  }
}

/// L ≤ 3, E ≤ 3, messages of up to 4 bits a token, a third with other widths, a third with fewer inputs; at most 2^14 inputs.
std::shared_ptr<const Instance> random_instance(Random& random) {
  for (;;) {
    const std::uint32_t length = between(random, 1, 3);
    std::vector<std::uint32_t> n;
    std::vector<std::uint32_t> q = {between(random, 1, 4)};
    for (std::uint32_t l = 1; l < length; ++l) {
      n.push_back(between(random, 1, 2));
      q.push_back(between(random, 1, 4));
    }
    Model model = {static_cast<int>(between(random, 1, 3)), between(random, 0, 4), {}, random_kind(random)};
    try {
      Task task(between(random, 1, 4), n, q);
      if (random() % 3 == 0) {
        const Scheme scheme = scheme_of(task, model);
        for (std::size_t slot = 0; slot < scheme.slots(); ++slot) {
          if (random() % 8 != 0 || scheme.slot(slot).is_thought()) continue;
          model.widths.push_back({scheme.slot(slot).message(), between(random, 0, 6)});
        }
      }
      Restriction restriction;
      for (Player p = first_player; p <= task.length() && random() % 3 == 0; ++p) {
        std::vector<InputIndex>& list = restriction.lists[p];
        for (int k = 0; k < 2; ++k) list.push_back(static_cast<InputIndex>(random() % task.domain(p)));
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
      }
      auto instance = std::make_shared<const Instance>("", std::move(task), std::move(restriction), std::move(model));
      if (instance->inputs().size() <= most_inputs_of_tables) return instance;
    } catch (const Unsupported&) {
      // Too large; another one.
    }
  }
}

Quantity random_quantity(const Task& task, Random& random) {
  const auto last = static_cast<std::uint32_t>(task.length());
  if (last > 1 && random() % 4 == 0) {
    return {Quantity::Kind::query, static_cast<Player>(between(random, 1, last - 1)), std::nullopt, {}};
  }
  Quantity quantity = {Quantity::Kind::intermediate, static_cast<Player>(between(random, 0, last)), std::nullopt, {}};
  if (quantity.number > 0 && random() % 2 == 0) {
    quantity.start = static_cast<Player>(random() % static_cast<unsigned>(quantity.number));
  }
  for (Player k = std::max(1, quantity.start.value_or(0)); k < quantity.number; ++k) {
    if (random() % 2 == 0) quantity.queries.push_back(k);
  }
  return quantity;
}

/// One change of one term: of its place, its number or its bits.
void change(ClosedForm& form, Random& random) {
  const Task& task = form.instance->task();
  auto slot = std::next(form.slots.begin(), static_cast<std::ptrdiff_t>(random() % form.slots.size()));
  Term& term = slot->second[random() % slot->second.size()];
  switch (random() % 6) {
    case 0:
      term.items[random() % term.items.size()] = whole(task, random_quantity(task, random));
      break;
    case 1:
      term.first += random() % 3;
      break;
    case 2:
      term.bits = between(random, 1, 3);
      break;
    case 3: {
      Quantity& quantity = term.items[random() % term.items.size()].quantity;
      if (quantity.queries.empty()) {
        quantity.start.reset();
      } else {
        quantity.queries.pop_back();
      }
      break;
    }
    case 4:
      slot->second.erase(slot->second.begin());
      if (slot->second.empty()) form.slots.erase(slot);
      break;
    default: {
      const std::vector<Term> moved = slot->second;
      form.slots.erase(slot);
      form.slots[random() % form.instance->scheme().slots()] = moved;
      break;
    }
  }
}

/// The entries of a quantity on an input, from the definitions.
std::vector<std::uint32_t> entries_of(const Task& task, const Quantity& quantity, const Input& input) {
  if (quantity.kind == Quantity::Kind::query) return {task.query(input[seat(first_player)], quantity.number)};
  std::vector<std::uint32_t> result;
  std::map<Player, std::uint32_t> given;
  const auto run = [&](std::uint32_t value) {
    for (Player l = quantity.start.value_or(0) + 1; l <= quantity.number; ++l) {
      const std::uint32_t query = given.contains(l - 1) ? given[l - 1] : task.query(input[seat(first_player)], l - 1);
      value = task.entry(l, input[seat(l)], task.position(l, query, value));
    }
    result.push_back(value);
  };
  const std::function<void(std::size_t)> each = [&](std::size_t k) {
    if (k < quantity.queries.size()) {
      for (std::uint32_t query = 0; query < task.queries(quantity.queries[k]); ++query) {
        given[quantity.queries[k]] = query;
        each(k + 1);
      }
    } else if (quantity.start) {
      for (std::uint32_t value = 0; value < task.range(*quantity.start); ++value) run(value);
    } else {
      run(input[seat(0)]);
    }
  };
  each(0);
  return result;
}

/// Closed forms on disk, for the second checker, which must accept all that hold and no other.
class SecondChecker {
 public:
  SecondChecker() { REQUIRE(mkdtemp(path_.data()) != nullptr); }
  SecondChecker(const SecondChecker&) = delete;
  SecondChecker& operator=(const SecondChecker&) = delete;
  ~SecondChecker() { std::filesystem::remove_all(path_); }

  void judge_later(const ClosedForm& form, bool holds) {
    int& kept = holds ? held_ : refused_;
    if (kept == most) return;
    write_file(fmt::format("{}/{}{}.json", path_, holds ? "held" : "refused", kept++), to_json(form));
  }
  void require_agreement() const {
    REQUIRE(held_ > 0);
    REQUIRE(refused_ > 0);
    CHECK(std::system(fmt::format("{} '{}'/held*.json", command(), path_).c_str()) == 0);
    // A line for each that is refused.
    CHECK(std::system(
              fmt::format("test $({} '{}'/refused*.json 2>&1 | wc -l) = {}", command(), path_, refused_).c_str()) == 0);
  }

 private:
  static constexpr int most = 300;
  static std::string command() {
    return fmt::format("PYTHONDONTWRITEBYTECODE=1 python3 '{}/results/check_closed_form.py' --quiet",
                       ARCSAT_SOURCE_DIR);
  }
  std::string path_ = (std::filesystem::temp_directory_path() / "arcsat-forms-XXXXXX").string();
  int held_ = 0;
  int refused_ = 0;
};

}  // namespace

TEST_CASE("closed forms of random instances of every model are right, and so is what still holds after a change") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 20000 : 250;
  Random random(seed);
  std::map<std::string, int> found;
  int changed = 0;
  int held = 0;
  SecondChecker second;
  for (int k = 0; k < count; ++k) {
    const auto instance = random_instance(random);
    const std::optional<ClosedForm> form = find_closed_form(instance, Budget());
    if (!form) continue;
    INFO("instance " << k << " of seed " << seed << ": " << to_json(*form));
    REQUIRE_NOTHROW(check_closed_form(*form));
    REQUIRE(to_json(parse_closed_form(to_json(*form), "again.json")) == to_json(*form));
    REQUIRE(replay(*form, seed, Budget()).tables);
    ++found[facts_of(instance->model().kind).kind];
    for (int attempt = 0; attempt < 10 && !form->slots.empty(); ++attempt) {
      ClosedForm other = *form;
      change(other, random);
      ++changed;
      const bool still_holds = holds([&] { check_closed_form(other); });
      second.judge_later(other, still_holds);
      if (!still_holds) continue;
      INFO("changed: " << to_json(other));
      REQUIRE_NOTHROW(replay(other, seed, Budget()));
      ++held;
    }
  }
  fmt::print(
      "closed forms: of {} instances: {} decoders, {} encoders, {} with thoughts; {} of {} changed ones hold, seed "
      "{}\n",
      count, found["decoder"], found["encoder"], found["chain-of-thought"], held, changed, seed);
  second.require_agreement();
  for (const char* kind : {"decoder", "encoder", "chain-of-thought"}) CHECK(found[kind] > count / 25);
  CHECK(held > changed / 100);
  CHECK(held < changed / 2);
}

TEST_CASE("what follows by the rules of deduction is a function of what it follows from") {
  const std::uint64_t seed = seed_from_environment();
  const int count = slow_lane() ? 20000 : 300;
  Random random(seed);
  // What is known is tested on random inputs: many of them agree in what few numbers say.
  const std::array<Task, 4> tasks = {Task(2, {2}, {2, 2}), Task(2, {2, 2}, {2, 2, 2}), Task(3, {2, 1}, {2, 3, 2}),
                                     Task(1, {2, 2}, {2, 2, 2})};
  int known = 0;
  int missed = 0;
  for (int k = 0; k < count; ++k) {
    const Task& task = tasks[random() % tasks.size()];
    std::vector<Fact> facts;
    for (std::uint32_t f = between(random, 1, 4); f > 0; --f) {
      const Quantity quantity = random_quantity(task, random);
      facts.push_back({plain(task, quantity), random() % 4 == 0 ? random() % 4 : ~BitSet{0}, 0});
    }
    std::vector<const Fact*> pointers;
    for (const Fact& fact : facts) pointers.push_back(&fact);
    const Quantity asked = random_quantity(task, random);
    const BitSet bits = Deduction(task, pointers).known(asked) & ((BitSet{1} << bits_of(task, asked)) - 1);
    const InputSet inputs = InputSet::all(task);
    std::map<std::vector<std::uint32_t>, std::vector<std::uint32_t>> function;
    bool contradicted = false;
    bool determined = true;
    for (int t = 0; t < 1500; ++t) {
      const Input input = inputs.input(random() % inputs.size());
      std::vector<std::uint32_t> key;
      for (const Fact& fact : facts) {
        for (const std::uint32_t entry : entries_of(task, fact.quantity, input)) {
          key.push_back(entry & static_cast<std::uint32_t>(fact.bits));
        }
      }
      std::vector<std::uint32_t> value = entries_of(task, asked, input);
      const auto [place, fresh] = function.emplace(key, value);
      determined &= place->second == value;
      for (std::size_t e = 0; e < value.size(); ++e) {
        contradicted |= ((value[e] ^ place->second[e]) & static_cast<std::uint32_t>(bits)) != 0;
      }
    }
    INFO("facts " << k << " of seed " << seed);
    REQUIRE_FALSE(contradicted);
    known += bits != 0 ? 1 : 0;
    missed += bits == 0 && determined && bits_of(task, asked) > 0 ? 1 : 0;
  }
  fmt::print("deduction: of {} questions {} answered, {} left open though nothing contradicts an answer, seed {}\n",
             count, known, missed, seed);
  CHECK(known > count / 10);
  CHECK(missed < count / 10);
}
