#include "run/counting_search.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <set>

#include "base/error.hpp"
#include "encoders/count.hpp"

namespace arcsat {

namespace {

constexpr std::size_t most_contexts = 2048;
constexpr std::size_t most_shapes = 3000;
/// Of queries and of positions: larger sets make the bound no better soon, and the search long.
constexpr std::uint64_t most_chosen = 64;
constexpr std::size_t most_cuts = 256;
constexpr int latest_known = 3;

using Lists = std::vector<std::vector<PlayerInput>>;  // one for each player below L, player -1's first

/// The first queries, in the order of their indices.
std::vector<PlayerInput> first_queries(const Task& task, std::uint64_t count) {
  std::vector<PlayerInput> list;
  for (std::uint64_t k = 0; k < count; ++k) {
    PlayerInput::Entries queries;
    for (std::uint64_t rest = k; const std::uint32_t size : task.n()) {
      queries.push_back(static_cast<std::uint32_t>(rest % size));
      rest /= size;
    }
    list.push_back(in_its_form(task, first_player, PlayerInput(std::move(queries))));
  }
  return list;
}

/// The table z_l whose value at the k-th of `asked`, which are ascending, is (offset + k) mod q_l, and 0 elsewhere.
PlayerInput table(const Task& task, Player l, const std::vector<std::uint64_t>& asked, std::uint64_t offset) {
  SparseTable table;
  for (std::size_t k = 0; k < asked.size(); ++k) {
    table.entries.emplace_back(asked[k], static_cast<std::uint32_t>((offset + k) % task.range(l)));
  }
  return in_its_form(task, l, PlayerInput(std::move(table)));
}

std::vector<CountingContext> product(const Lists& lists) {
  std::vector<CountingContext> contexts = {{}};
  for (const std::vector<PlayerInput>& list : lists) {
    std::vector<CountingContext> longer;
    for (const CountingContext& context : contexts) {
      for (const PlayerInput& input : list) {
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
  Shapes(const Instance& instance, const std::function<void(const Lists&)>& visit)
      : task_(instance.task()), visit_(visit) {
    const Player last = instance.last_player();
    for (int epoch = 1; epoch <= instance.epochs(); ++epoch) heard_ += instance.bits({epoch, last, first_player});
  }

  void visit_all() {
    const std::uint64_t most_queries =
        task_.numbered(first_player) ? std::min(task_.domain(first_player), most_chosen) : most_chosen;
    for (std::uint64_t queries = 1; queries <= most_queries; ++queries) {
      Lists lists = {first_queries(task_, queries), {}};
      for (std::uint64_t positions = 1; positions <= std::min<std::uint64_t>(task_.m(), most_chosen); ++positions) {
        lists[1].emplace_back(static_cast<InputIndex>(positions - 1));
        std::vector<std::uint64_t> asked;
        for (std::uint64_t k = 0; k < positions; ++k) asked.push_back(k);
        extend(lists, 1, asked);
      }
    }
  }

 private:
  /// Whether the answers at these positions of z_L have no more bits than player L tells player -1, under each query.
  bool hopeless(const Lists& lists, const std::vector<std::uint64_t>& asked) const {
    const auto answer_bits = static_cast<std::uint64_t>(std::bit_width(task_.answers() - 1));
    return Count(asked.size()) * Count(answer_bits) <= Count(lists[0].size()) * heard_;
  }

  /// Adds tables for player l, which is asked at these positions.
  void extend(const Lists& lists, Player l, const std::vector<std::uint64_t>& asked) {
    if (shapes_ == most_shapes || asked.size() > most_contexts) return;
    std::uint64_t contexts = 1;
    for (const auto& list : lists) contexts *= list.size();
    if (contexts > most_contexts) return;
    if (l == task_.length()) {
      ++shapes_;
      if (!hopeless(lists, asked)) visit_(lists);
      return;
    }
    const std::uint64_t q = task_.range(l);
    const std::uint64_t enough = std::min((q + asked.size() - 1) / asked.size(), most_contexts / contexts);
    Lists longer = lists;
    longer.emplace_back();
    for (std::uint64_t tables = 1; tables <= enough && shapes_ < most_shapes; ++tables) {
      longer.back().push_back(table(task_, l, asked, (tables - 1) * asked.size()));
      // All values that some table reaches, under each query that is asked.
      const std::uint64_t reached = std::min<std::uint64_t>(q, tables * asked.size());
      std::set<std::uint64_t> queries;
      for (const PlayerInput& w : lists[0]) {
        queries.insert(entry_of(task_, first_player, w, static_cast<std::uint64_t>(l - 1)));
      }
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
  Count heard_;
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
  const auto try_contexts = [&](std::vector<CountingContext> contexts) {
    const CountedContexts counted(decoder, contexts);
    for (const auto& cut : cuts) {
      budget.check();
      if (auto report = counted.refutation(cut)) {
        found = CountingRefutation{{std::move(contexts), cut}, std::move(*report)};
        return;
      }
    }
  };
  if (instance.restriction().by_tuples || !instance.restriction().lists.empty()) {
    std::set<CountingContext> contexts;
    // Of a product the first input of player L comes with every context.
    const InputSet& inputs = instance.inputs();
    const std::uint64_t enough = instance.restriction().by_tuples ? inputs.size() : inputs.stride(last);
    for (std::uint64_t k = 0; k < enough && contexts.size() <= most_contexts; ++k) {
      if ((k & 0xfff) == 0) budget.check();
      const Input input = inputs.input(k);
      contexts.emplace(input.begin(), input.end() - 1);
    }
    if (contexts.size() <= most_contexts) try_contexts({contexts.begin(), contexts.end()});
    return found;
  }
  const std::function<void(const Lists&)> visit = [&](const Lists& lists) {
    if (!found) try_contexts(product(lists));
  };
  Shapes(instance, visit).visit_all();
  return found;
}

}  // namespace arcsat
