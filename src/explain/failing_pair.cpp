#include "explain/failing_pair.hpp"

#include <algorithm>
#include <numeric>

namespace arcsat {

namespace {

using Numbers = std::vector<std::uint64_t>;

/// A digit of an input: an entry of a table, z_0, or a query.
struct Digit {
  Player player;
  std::size_t place;
};

class PairSearch {
 public:
  PairSearch(const FinalViews& views, const Budget& budget)
      : views_(views), task_(views.instance().task()), budget_(budget) {}

  std::optional<FailingPair> find() {
    const int players = task_.players();
    for (int count = 1; count <= players; ++count) {
      // Player L alone, then all others that are as many.
      if (count == 1) among({task_.length()});
      if (best_) return best_;
      std::vector<bool> chosen(static_cast<std::size_t>(players));
      std::fill_n(chosen.begin(), count, true);
      do {
        std::vector<Player> set;
        for (int k = 0; k < players; ++k) {
          if (chosen[static_cast<std::size_t>(k)]) set.push_back(first_player + k);
        }
        among(set);
      } while (std::prev_permutation(chosen.begin(), chosen.end()));
      if (best_) return best_;
    }
    return best_;
  }

 private:
  static constexpr std::uint64_t most_pairs = std::uint64_t{1} << 24;

  /// Pairs in which exactly these players differ; with fewer there are none any more.
  void among(const std::vector<Player>& players) {
    if (best_ && best_->entries == players.size()) return;
    std::vector<std::size_t> fixed;
    for (Player p = first_player; p <= task_.length(); ++p) {
      if (std::find(players.begin(), players.end(), p) == players.end()) fixed.push_back(seat(p));
    }
    const auto key_below = [&](std::uint64_t a, std::uint64_t b) {
      if (views_.view(a) != views_.view(b)) return views_.view(a) < views_.view(b);
      for (const std::size_t part : fixed) {
        if (views_.input(a)[part] != views_.input(b)[part]) return views_.input(a)[part] < views_.input(b)[part];
      }
      return false;
    };
    for_each_group(all_inputs(), key_below, [&](const Numbers& group) { within(group, players); });
  }

  Numbers all_inputs() const {
    Numbers numbers(views_.inputs());
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
  }

  /// Groups of equal keys that have two answers.
  template <typename Below, typename Visit>
  void for_each_group(Numbers numbers, Below below, Visit visit) const {
    budget_.check();
    std::stable_sort(numbers.begin(), numbers.end(), below);
    for (auto first = numbers.begin(); first != numbers.end();) {
      auto last = first + 1;
      bool differ = false;
      for (; last != numbers.end() && !below(*first, *last); ++last) {
        differ = differ || views_.answer(*first) != views_.answer(*last);
      }
      if (differ) visit(Numbers(first, last));
      first = last;
    }
  }

  void within(const Numbers& group, const std::vector<Player>& players) {
    if (group.size() * group.size() <= most_pairs) {
      for (std::size_t a = 0; a < group.size(); ++a) {
        budget_.check();
        for (std::size_t b = a + 1; b < group.size(); ++b) consider(group[a], group[b], players);
      }
      return;
    }
    // Digits that may differ, more and more of them, until two inputs that differ in no others have two answers.
    const std::vector<Digit> digits = digits_of(players);
    for (std::size_t count = players.size(); count <= digits.size(); ++count) {
      if (best_ && best_->entries <= count) return;
      std::vector<bool> free(digits.size());
      std::fill_n(free.begin(), count, true);
      do {
        const auto below = [&](std::uint64_t a, std::uint64_t b) {
          for (std::size_t k = 0; k < digits.size(); ++k) {
            if (free[k]) continue;
            const std::uint32_t one = digit(a, digits[k]);
            const std::uint32_t other = digit(b, digits[k]);
            if (one != other) return one < other;
          }
          return false;
        };
        for_each_group(group, below, [&](const Numbers& alike) { consider_first(alike, players); });
        if (best_ && best_->entries <= count) return;
      } while (std::prev_permutation(free.begin(), free.end()));
    }
  }

  /// The first input and the first with another answer.
  void consider_first(const Numbers& alike, const std::vector<Player>& players) {
    for (const std::uint64_t other : alike) consider(alike.front(), other, players);
  }

  void consider(std::uint64_t a, std::uint64_t b, const std::vector<Player>& players) {
    if (views_.answer(a) == views_.answer(b)) return;
    std::size_t entries = 0;
    for (const Player p : players) {
      const InputIndex one = views_.input(a)[seat(p)];
      const InputIndex other = views_.input(b)[seat(p)];
      if (one == other) return;
      for (std::size_t place = 0; place < digits(p); ++place) entries += digit(p, one, place) != digit(p, other, place);
    }
    if (best_ && best_->entries <= entries) return;
    const auto input = [&](std::uint64_t k) { return Input(views_.input(k).begin(), views_.input(k).end()); };
    best_ = FailingPair{input(std::min(a, b)), input(std::max(a, b)), players, entries};
  }

  std::vector<Digit> digits_of(const std::vector<Player>& players) const {
    std::vector<Digit> list;
    for (const Player p : players) {
      for (std::size_t place = 0; place < digits(p); ++place) {
        if (task_.radix(p, place) > 1) list.push_back({p, place});
      }
    }
    return list;
  }
  std::size_t digits(Player p) const { return p == first_player ? task_.n().size() : task_.positions(p); }
  std::uint32_t digit(Player p, InputIndex index, std::size_t place) const {
    return p == first_player ? task_.query(index, static_cast<Player>(place) + 1) : task_.entry(p, index, place);
  }
  std::uint32_t digit(std::uint64_t k, const Digit& of) const {
    return digit(of.player, views_.input(k)[seat(of.player)], of.place);
  }

  const FinalViews& views_;
  const Task& task_;
  const Budget& budget_;
  std::optional<FailingPair> best_;
};

}  // namespace

std::optional<FailingPair> failing_pair(const FinalViews& views, const Budget& budget) {
  if (views.confusions().confused == 0) return std::nullopt;
  return PairSearch(views, budget).find();
}

}  // namespace arcsat
