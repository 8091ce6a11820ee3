#include "explain/grown_decomposition.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace arcsat {

namespace {

/// Inputs of a player by rank: their place among those that are allowed.
using Ranks = std::vector<std::uint64_t>;
using Classes = std::vector<std::uint32_t>;

/// W, Z_0 … Z_{L-1}, and the classes of z_L that they leave.
struct State {
  std::vector<Ranks> Z;
  std::set<std::uint64_t> cover;
  Classes class_of;
  /// Members of the largest class that disagrees on the cover; empty if there is none.
  Ranks R;
};

class Growth {
 public:
  Growth(const FinalViews& views, const Budget& budget)
      : views_(views), task_(views.instance().task()), inputs_(views.instance().inputs()), budget_(budget) {}

  std::optional<Decomposition> around(const FailingPair& pair) {
    const Player last = task_.length();
    State state;
    for (Player p = first_player; p < last; ++p) state.Z.push_back({rank_of(p, pair.one[seat(p)])});
    const State of_one_query = started(state);
    state.Z.front().clear();
    for (std::uint64_t rank = 0; rank < inputs_.values(first_player); ++rank) state.Z.front().push_back(rank);
    state = started(state);
    if (state.R.empty()) state = of_one_query;
    if (state.R.empty()) return std::nullopt;
    while (size_of(state) < most_inputs) {
      std::optional<State> best;
      if (cost_of_next(state) > most_views) break;
      for (Player p = 0; p < last; ++p) {
        for (std::uint64_t rank = 0; rank < inputs_.values(p); ++rank) {
          budget_.check();
          if (std::find(state.Z[seat(p)].begin(), state.Z[seat(p)].end(), rank) != state.Z[seat(p)].end()) continue;
          State next = with(state, p, rank);
          if (next.R.empty()) continue;
          const bool better = !best || next.cover.size() > best->cover.size() ||
                              (next.cover.size() == best->cover.size() && next.R.size() > best->R.size());
          if (better) best = std::move(next);
        }
      }
      if (!best) break;
      state = std::move(*best);
    }
    return decomposition_of(state);
  }

 private:
  static constexpr std::size_t most_inputs = 14;
  static constexpr std::uint64_t most_views = std::uint64_t{1} << 28;

  InputIndex index_of_rank(Player p, std::uint64_t rank) const { return inputs_.value(p, rank * inputs_.stride(p)); }
  std::uint64_t rank_of(Player p, InputIndex index) const {
    std::uint64_t rank = 0;
    while (index_of_rank(p, rank) != index) ++rank;
    return rank;
  }

  static std::size_t size_of(const State& state) {
    std::size_t sum = 0;
    for (std::size_t k = 1; k < state.Z.size(); ++k) sum += state.Z[k].size();
    return sum;
  }

  std::uint64_t cost_of_next(const State& state) const {
    std::uint64_t contexts = 1;
    for (const Ranks& list : state.Z) contexts *= list.size();
    std::uint64_t cost = 0;
    for (Player p = 0; p < task_.length(); ++p) {
      cost += inputs_.values(p) * (contexts / state.Z[seat(p)].size()) * inputs_.values(task_.length());
    }
    return cost;
  }

  State started(State state) const {
    state.class_of.assign(inputs_.values(task_.length()), 0);
    refine(state, state.Z);
    choose(state);
    return state;
  }

  State with(const State& state, Player p, std::uint64_t rank) const {
    State next = state;
    std::vector<Ranks> added = state.Z;
    added[seat(p)] = {rank};
    next.Z[seat(p)].push_back(rank);
    refine(next, added);
    choose(next);
    return next;
  }

  /// Tells z_L apart by their final views on these contexts, too.
  void refine(State& state, const std::vector<Ranks>& contexts) const {
    const Player last = task_.length();
    std::vector<std::size_t> at(contexts.size());
    for (;;) {
      std::uint64_t number = 0;
      for (std::size_t k = 0; k < contexts.size(); ++k) {
        number += contexts[k][at[k]] * inputs_.stride(first_player + static_cast<Player>(k));
      }
      state.cover.insert(task_.asked_position(views_.input(number), last));
      std::unordered_map<std::uint64_t, std::uint32_t> numbers;
      for (std::size_t z = 0; z < state.class_of.size(); ++z) {
        const std::uint64_t key =
            (std::uint64_t{state.class_of[z]} << 32) | views_.view(number + z * inputs_.stride(last));
        const auto fresh = static_cast<std::uint32_t>(numbers.size());
        state.class_of[z] = numbers.try_emplace(key, fresh).first->second;
      }
      std::size_t k = 0;
      while (k < contexts.size() && ++at[k] == contexts[k].size()) at[k++] = 0;
      if (k == contexts.size()) return;
    }
  }

  void choose(State& state) const {
    std::map<std::uint32_t, Ranks> classes;
    for (std::size_t z = 0; z < state.class_of.size(); ++z) classes[state.class_of[z]].push_back(z);
    state.R.clear();
    for (auto& [number, members] : classes) {
      if (members.size() > state.R.size() && disagree(members, state.cover)) state.R = std::move(members);
    }
  }

  bool disagree(const Ranks& members, const std::set<std::uint64_t>& cover) const {
    const Player last = task_.length();
    for (const std::uint64_t position : cover) {
      const std::uint32_t first = task_.entry(last, index_of_rank(last, members.front()), position);
      for (const std::uint64_t member : members) {
        if (task_.entry(last, index_of_rank(last, member), position) != first) return true;
      }
    }
    return false;
  }

  Decomposition decomposition_of(const State& state) const {
    Decomposition found;
    found.l = task_.length();
    found.epochs = views_.instance().epochs();
    for (std::size_t k = 0; k < state.Z.size(); ++k) {
      std::vector<InputIndex> list;
      for (const std::uint64_t rank : state.Z[k]) {
        list.push_back(index_of_rank(first_player + static_cast<Player>(k), rank));
      }
      std::sort(list.begin(), list.end());
      found.Z.push_back(std::move(list));
    }
    for (const std::uint64_t rank : state.R) found.R.push_back({index_of_rank(task_.length(), rank)});
    return found;
  }

  const FinalViews& views_;
  const Task& task_;
  const InputSet& inputs_;
  const Budget& budget_;
};

}  // namespace

std::optional<Decomposition> grow_decomposition(const FinalViews& views, const FailingPair& pair,
                                                const Budget& budget) {
  const std::vector<Player> last_alone = {views.instance().last_player()};
  if (pair.players != last_alone || views.instance().inputs().listed()) return std::nullopt;
  return Growth(views, budget).around(pair);
}

}  // namespace arcsat
