#include "run/tree_annealing.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <random>

namespace arcsat {

namespace {

constexpr std::uint32_t most_trees = 8;
constexpr std::uint32_t most_tree_values = 64;
constexpr std::uint64_t most_sets = std::uint64_t{1} << 18;
constexpr std::uint64_t most_strategies = std::uint64_t{1} << 12;
// In sets that are not served: what a move may cost at first, and at the end of each cooling.
constexpr double hottest = 2.0;
constexpr double coldest = 0.15;
constexpr int coolings = 3;

/// Numbers the sets of `chosen` values: the rank of {y_1 < y_2 < …} is Σ C(y_i, i).
class Ranks {
 public:
  Ranks(std::uint32_t values, std::uint32_t chosen) : chosen_(chosen), below_(values + 1) {
    for (std::uint32_t y = 0; y <= values; ++y) {
      below_[y].assign(chosen + 1, 0);
      below_[y][0] = 1;
      for (std::uint32_t i = 1; i <= chosen && y > 0; ++i) {
        below_[y][i] = std::min<std::uint64_t>(below_[y - 1][i] + below_[y - 1][i - 1], most_sets + 1);
      }
    }
  }

  std::uint64_t sets() const { return below_.back()[chosen_]; }

  /// Calls visit(rank) for every set of `chosen` elements of `labels`.
  template <typename Visit>
  void for_each(std::uint64_t labels, Visit visit) const {
    std::array<std::uint32_t, most_tree_values> list{};
    std::uint32_t count = 0;
    for (; labels != 0; labels &= labels - 1) list[count++] = static_cast<std::uint32_t>(std::countr_zero(labels));
    if (count >= chosen_) extend(list, 0, count, 1, 0, visit);
  }

 private:
  template <typename Visit>
  void extend(const std::array<std::uint32_t, most_tree_values>& list, std::uint32_t from, std::uint32_t count,
              std::uint32_t place, std::uint64_t rank, Visit& visit) const {
    if (place > chosen_) {
      visit(rank);
      return;
    }
    for (std::uint32_t k = from; k + (chosen_ - place) < count; ++k) {
      extend(list, k + 1, count, place + 1, rank + below_[list[k]][place], visit);
    }
  }

  std::uint32_t chosen_;
  std::vector<std::vector<std::uint64_t>> below_;
};

/// The sets of labels of all strategies below a first choice, those of equal strategies again and again.
class Reach {
 public:
  explicit Reach(const OneStep& sizes) : branches_(std::uint32_t{1} << sizes.c) {
    strategies_ = 1;
    for (std::uint32_t round = 1; round < sizes.rounds() && strategies_ <= most_strategies; ++round) {
      const std::uint64_t node = strategies_ * branches_;
      strategies_ = 1;
      for (std::uint32_t u = 0; u < branches_ && strategies_ <= most_strategies; ++u) strategies_ *= node;
    }
  }

  std::uint64_t strategies() const { return strategies_; }

  /// Below the first choice whose leaves have these labels.
  std::vector<std::uint64_t> after_v(const std::uint32_t* labels, std::uint32_t leaves) const {
    std::vector<std::uint64_t> all = {0};
    const std::uint32_t part = leaves / branches_;
    for (std::uint32_t u = 0; u < branches_; ++u) {
      std::vector<std::uint64_t> below;
      if (part == 1) {
        below = {std::uint64_t{1} << labels[u]};
      } else {
        for (std::uint32_t v = 0; v < branches_; ++v) {
          const auto more = after_v(labels + u * part + v * (part / branches_), part / branches_);
          below.insert(below.end(), more.begin(), more.end());
        }
      }
      std::vector<std::uint64_t> longer;
      longer.reserve(all.size() * below.size());
      for (const std::uint64_t one : all) {
        for (const std::uint64_t other : below) longer.push_back(one | other);
      }
      all = std::move(longer);
    }
    return all;
  }

 private:
  std::uint32_t branches_;
  std::uint64_t strategies_;
};

class TreeAnnealing {
 public:
  TreeAnnealing(const OneStep& sizes, const TreeGoal& goal, std::uint64_t seed)
      : sizes_(sizes), ranks_(sizes.q, goal.chosen), reach_(sizes), random_(seed) {
    fits_ = goal.trees <= most_trees && sizes.q <= most_tree_values && ranks_.sets() <= most_sets &&
            sizes.rounds() > 0 && sizes.c * (2 * sizes.rounds()) <= 16 && reach_.strategies() <= most_strategies;
    if (!fits_) return;
    per_tree_ = std::uint32_t{1} << sizes.c;
    leaves_ = static_cast<std::uint32_t>(leaves(sizes)) / per_tree_;
    for (std::uint32_t served = 0; served < (1U << goal.trees); ++served) {
      int least = static_cast<int>(most_trees);
      for (const auto& list : goal.served_by) {
        int missing = 0;
        for (const std::uint32_t b : list) missing += (served >> b & 1) == 0;
        least = std::min(least, missing);
      }
      cost_of_.push_back(least);
    }
    served_.assign(ranks_.sets(), 0);
    times_.assign(goal.trees, std::vector<std::uint16_t>(ranks_.sets()));
    cost_ = static_cast<std::int64_t>(ranks_.sets()) * cost_of_[0];
    for (std::uint32_t first = 0; first < goal.trees * per_tree_; ++first) {
      std::vector<std::uint32_t>& labels = labels_.emplace_back(leaves_);
      for (std::uint32_t leaf = 0; leaf < leaves_; ++leaf) labels[leaf] = leaf % sizes.q;
      for (std::uint32_t leaf = leaves_; leaf > 1; --leaf) std::swap(labels[leaf - 1], labels[below(leaf)]);
      reached_.push_back(reach_.after_v(labels.data(), leaves_));
      for (const std::uint64_t set : reached_.back()) count(first / per_tree_, set, 1);
    }
  }

  bool fits() const { return fits_; }

  bool anneal(std::uint64_t work, const Budget& budget) {
    double temperature = hottest;
    for (std::uint64_t move = 0; cost_ > 0; ++move) {
      if ((move & 0x3ff) == 0) {
        budget.check();
        if (done_ >= work) return false;
        const double cooled = std::fmod(static_cast<double>(done_) / static_cast<double>(work) * coolings, 1.0);
        temperature = hottest * std::pow(coldest / hottest, cooled);
      }
      try_a_move(temperature);
    }
    return true;
  }

  std::vector<Labels> trees() const {
    std::vector<Labels> trees;
    for (std::size_t first = 0; first < labels_.size(); ++first) {
      if (first % per_tree_ == 0) trees.emplace_back();
      trees.back().insert(trees.back().end(), labels_[first].begin(), labels_[first].end());
    }
    return trees;
  }

 private:
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(random_() % end); }
  double chance() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

  /// Another label for a leaf, or the labels of two leaves exchanged, below one first choice.
  void try_a_move(double temperature) {
    const std::uint32_t first = below(static_cast<std::uint32_t>(labels_.size()));
    std::vector<std::uint32_t>& labels = labels_[first];
    const std::uint32_t leaf = below(leaves_);
    const std::uint32_t other = below(leaves_);
    const std::uint32_t before = labels[leaf];
    const std::uint32_t others = labels[other];
    const bool exchange = below(3) == 0;
    labels[leaf] = exchange ? others : below(sizes_.q);
    if (exchange) labels[other] = before;
    done_ += 8;
    if (labels[leaf] == before) {
      labels[other] = others;
      return;
    }
    std::vector<std::uint64_t> reached = reach_.after_v(labels.data(), leaves_);
    const std::int64_t cost = cost_;
    replace(first, reached_[first], reached);
    const auto more = static_cast<double>(cost_ - cost);
    if (more <= 0 || chance() < std::exp(-more / temperature)) {
      reached_[first] = std::move(reached);
      return;
    }
    replace(first, reached, reached_[first]);
    labels[other] = others;
    labels[leaf] = before;
  }

  void replace(std::uint32_t first, const std::vector<std::uint64_t>& old, const std::vector<std::uint64_t>& now) {
    done_ += old.size();
    for (std::size_t k = 0; k < now.size(); ++k) {
      if (old[k] == now[k]) continue;
      count(first / per_tree_, now[k], 1);
      count(first / per_tree_, old[k], -1);
    }
  }

  void count(std::uint32_t tree, std::uint64_t labels, int change) {
    ranks_.for_each(labels, [&](std::uint64_t rank) {
      ++done_;
      std::uint16_t& times = times_[tree][rank];
      const bool was = times > 0;
      times = static_cast<std::uint16_t>(times + change);
      if (was == (times > 0)) return;
      cost_ -= cost_of_[served_[rank]];
      served_[rank] ^= static_cast<std::uint8_t>(1U << tree);
      cost_ += cost_of_[served_[rank]];
    });
  }

  const OneStep& sizes_;
  Ranks ranks_;
  Reach reach_;
  std::mt19937_64 random_;
  bool fits_ = false;
  std::uint32_t per_tree_ = 0;
  std::uint32_t leaves_ = 0;                         // below a first choice
  std::vector<int> cost_of_;                         // by the trees that serve a set
  std::vector<std::uint8_t> served_;                 // by set: the trees that serve it
  std::vector<std::vector<std::uint16_t>> times_;    // by tree and set
  std::vector<std::vector<std::uint32_t>> labels_;   // by first choice
  std::vector<std::vector<std::uint64_t>> reached_;  // by first choice: the labels of each strategy
  std::int64_t cost_ = 0;
  std::uint64_t done_ = 0;
};

}  // namespace

std::optional<std::vector<Labels>> find_trees(const OneStep& sizes, const TreeGoal& goal, std::uint64_t seed,
                                              std::uint64_t work, const Budget& budget) {
  TreeAnnealing annealing(sizes, goal, seed);
  if (!annealing.fits() || !annealing.anneal(work, budget)) return std::nullopt;
  return annealing.trees();
}

}  // namespace arcsat
