#include "certify/labelled_tree.hpp"

#include <fmt/format.h>

#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint32_t most_tree_values = 64;
constexpr std::size_t most_strategies = std::size_t{1} << 16;

void require_few(std::size_t strategies) {
  if (strategies > most_strategies) throw Unsupported("found more than 2^16 strategies in a tree, expected fewer");
}

class Tree {
 public:
  Tree(std::uint32_t branches, const Labels& labels) : branches_(branches), labels_(labels) {}

  /// Of the subtree of so many rounds whose first leaf is `first`.
  std::vector<Strategy> strategies(std::uint32_t first, std::uint32_t leaves) const {
    if (leaves == 1) return {{{first}, std::uint64_t{1} << labels_[first]}};
    std::vector<Strategy> all;
    std::set<std::uint64_t> known;
    for (std::uint32_t v = 0; v < branches_; ++v) {
      for (Strategy& one : after_v(first + v * (leaves / branches_), leaves / branches_)) {
        if (known.insert(one.labels).second) all.push_back(std::move(one));
      }
    }
    require_few(all.size());
    return all;
  }

 private:
  /// One strategy in each of the parts, put together.
  std::vector<Strategy> after_v(std::uint32_t first, std::uint32_t leaves) const {
    std::vector<Strategy> all = {Strategy{}};
    for (std::uint32_t u = 0; u < branches_; ++u) {
      const std::vector<Strategy> below = strategies(first + u * (leaves / branches_), leaves / branches_);
      require_few(all.size() * below.size());
      std::vector<Strategy> longer;
      for (const Strategy& one : all) {
        for (const Strategy& part : below) {
          Strategy both = one;
          both.leaves.insert(both.leaves.end(), part.leaves.begin(), part.leaves.end());
          both.labels |= part.labels;
          longer.push_back(std::move(both));
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  std::uint32_t branches_;
  const Labels& labels_;
};

}  // namespace

std::vector<Strategy> strategies_of(const OneStep& sizes, const Labels& labels) {
  if (labels.size() != leaves(sizes)) {
    throw CheckFailed(fmt::format("found {} labels of a tree, expected {}", labels.size(), leaves(sizes).str()));
  }
  if (sizes.q > most_tree_values)
    throw Unsupported(fmt::format("found trees with q = {}, expected at most 64", sizes.q));
  for (const std::uint32_t label : labels) {
    if (label >= sizes.q) throw CheckFailed(fmt::format("found the label {}, expected below q = {}", label, sizes.q));
  }
  // With c = 0 there is one leaf, however many rounds.
  return Tree(std::uint32_t{1} << (sizes.c % 32), labels).strategies(0, static_cast<std::uint32_t>(labels.size()));
}

std::vector<std::uint32_t> path_of(const OneStep& sizes, std::uint64_t leaf) {
  std::vector<std::uint32_t> path(std::size_t{2} * sizes.rounds());
  for (std::size_t place = path.size(); place > 0; --place) {
    path[place - 1] = static_cast<std::uint32_t>(sizes.c == 0 ? 0 : leaf & ((std::uint64_t{1} << sizes.c) - 1));
    leaf >>= sizes.c;
  }
  return path;
}

}  // namespace arcsat
