#include "run/counting_search.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::size_t most_contexts = 2048;
constexpr std::size_t most_shapes = 3000;
/// Of queries and of positions: larger sets make the bound no better soon, and the search long.
constexpr std::uint64_t most_chosen = 64;
constexpr std::size_t most_cuts = 256;
constexpr int latest_known = 3;

using Lists = std::vector<std::vector<InputIndex>>;  // one for each player below L, player -1's first

std::vector<InputIndex> first(std::uint64_t count) {
  std::vector<InputIndex> list(count);
  for (std::uint64_t k = 0; k < count; ++k) list[k] = static_cast<InputIndex>(k);
  return list;
}

/// The index of the table over `positions` whose value at the k-th of `asked` is (offset + k) mod q, and 0 elsewhere.
InputIndex table(const std::vector<std::uint64_t>& asked, std::uint64_t offset, std::uint64_t q) {
  std::uint64_t index = 0;
  for (std::size_t k = 0; k < asked.size(); ++k) {
    std::uint64_t weight = 1;
    for (std::uint64_t position = 0; position < asked[k]; ++position) weight *= q;
    index += (offset + k) % q * weight;
  }
  return static_cast<InputIndex>(index);
}

std::vector<Input> product(const Lists& lists) {
  std::vector<Input> contexts = {{}};
  for (const std::vector<InputIndex>& list : lists) {
    std::vector<Input> longer;
    for (const Input& context : contexts) {
      for (const InputIndex input : list) {
        longer.push_back(context);
        longer.back().push_back(input);
      }
    }
    contexts = std::move(longer);
  }
  return contexts;
}

/// Calls `visit` with lists of inputs for the players -1 … L-1.
class Shapes {
 public:
  Shapes(const Task& task, const std::function<void(const Lists&)>& visit) : task_(task), visit_(visit) {}

  void visit_all() {
    for (std::uint64_t queries = 1; queries <= std::min(task_.domain(first_player), most_chosen); ++queries) {
      for (std::uint64_t positions = 1; positions <= std::min<std::uint64_t>(task_.m(), most_chosen); ++positions) {
        const Lists lists = {first(queries), first(positions)};
        std::vector<std::uint64_t> asked;
        for (std::uint64_t k = 0; k < positions; ++k) asked.push_back(k);
        extend(lists, 1, asked);
      }
    }
  }

 private:
  /// Adds tables for player l, which is asked at these positions.
  void extend(const Lists& lists, Player l, const std::vector<std::uint64_t>& asked) {
    if (shapes_ == most_shapes || asked.size() > most_contexts) return;
    if (l == task_.length()) {
      std::uint64_t contexts = 1;
      for (const auto& list : lists) contexts *= list.size();
      if (contexts > most_contexts) return;
      ++shapes_;
      visit_(lists);
      return;
    }
    const std::uint64_t q = task_.q()[static_cast<std::size_t>(l - 1)];
    const std::uint64_t enough = (q + asked.size() - 1) / asked.size();
    for (std::uint64_t tables = 1; tables <= enough; ++tables) {
      Lists longer = lists;
      longer.emplace_back();
      for (std::uint64_t k = 0; k < tables; ++k) longer.back().push_back(table(asked, k * asked.size(), q));
      // All values that some table reaches, under each query that is asked.
      const std::uint64_t reached = std::min<std::uint64_t>(q, tables * asked.size());
      std::set<std::uint64_t> queries;
      std::uint64_t before = 1;
      for (Player earlier = 1; earlier < l; ++earlier) before *= task_.n()[static_cast<std::size_t>(earlier - 1)];
      for (const InputIndex w : lists[0]) queries.insert(w / before % task_.n()[static_cast<std::size_t>(l - 1)]);
      std::vector<std::uint64_t> next;
      for (const std::uint64_t query : queries) {
        for (std::uint64_t value = 0; value < reached; ++value) next.push_back(query * q + value);
      }
      extend(longer, l + 1, next);
    }
  }

  const Task& task_;
  const std::function<void(const Lists&)>& visit_;
  std::size_t shapes_ = 0;
};

/// Which players below L know z_L after which of the first epochs. (After epoch 0 would only add messages to the cut.)
std::vector<std::map<Player, int>> cuts_of(const Instance& instance) {
  const int latest = std::min(instance.epochs() - 1, latest_known);
  std::vector<std::map<Player, int>> cuts = {{{instance.last_player(), 0}}};
  for (Player p = 0; p < instance.last_player() && cuts.size() * static_cast<std::size_t>(latest + 1) <= most_cuts;
       ++p) {
    const std::size_t without = cuts.size();
    for (int epoch = 1; epoch <= latest; ++epoch) {
      for (std::size_t k = 0; k < without; ++k) cuts.emplace_back(cuts[k])[p] = epoch;
    }
  }
  return cuts;
}

}  // namespace

std::optional<CountingRefutation> find_counting_refutation(const DecoderInstance& decoder, const Budget& budget) {
  const Instance& instance = *decoder;
  const Player last = instance.last_player();
  const std::vector<std::map<Player, int>> cuts = cuts_of(instance);
  std::optional<CountingRefutation> found;
  const auto try_contexts = [&](const std::vector<Input>& contexts) {
    for (const auto& cut : cuts) {
      budget.check();
      CountingBound bound{contexts, cut};
      try {
        CountingReport report = check_counting(decoder, bound);
        found = CountingRefutation{std::move(bound), std::move(report)};
        return;
      } catch (const CheckFailed&) {  // it refutes nothing
      }
    }
  };
  if (instance.restriction().by_tuples || !instance.restriction().lists.empty()) {
    std::set<Input> contexts;
    // Of a product the first input of player L comes with every context.
    const InputSet& inputs = instance.inputs();
    const std::uint64_t enough =
        instance.restriction().by_tuples ? inputs.size() : inputs.size() / inputs.projections(last);
    for (std::uint64_t k = 0; k < enough && contexts.size() <= most_contexts; ++k) {
      if ((k & 0xfff) == 0) budget.check();
      Input context = instance.inputs().input(k);
      context.pop_back();
      contexts.insert(std::move(context));
    }
    if (contexts.size() <= most_contexts) try_contexts({contexts.begin(), contexts.end()});
    return found;
  }
  const std::function<void(const Lists&)> visit = [&](const Lists& lists) {
    if (!found) try_contexts(product(lists));
  };
  Shapes(instance.task(), visit).visit_all();
  return found;
}

}  // namespace arcsat
