// Unordered pairs of items that lie in one group, numbered without gaps.
#pragma once

#include <cstdint>
#include <vector>

namespace arcsat {

/// Pairs {a, b}, a ≠ b, of items 0 … n-1 with the same group. There are Σ g(g-1)/2 of them, g the groups' sizes.
class GroupedPairs {
 public:
  /// `group[item]`, groups numbered 0, 1, … without gaps.
  explicit GroupedPairs(std::vector<std::uint32_t> group) : group_(std::move(group)) {
    for (const std::uint32_t g : group_) {
      if (g >= members_.size()) members_.resize(g + 1);
      rank_.push_back(members_[g].size());
      members_[g].push_back(static_cast<std::uint32_t>(rank_.size() - 1));
    }
    for (const auto& members : members_) {
      first_.push_back(size_);
      size_ += members.size() * (members.size() - 1) / 2;
    }
  }

  std::uint64_t size() const { return size_; }

  /// The number of the pair {a, b}; both must be in one group and differ.
  std::uint64_t number(std::uint64_t a, std::uint64_t b) const {
    const std::uint64_t high = rank_[a] > rank_[b] ? rank_[a] : rank_[b];
    const std::uint64_t low = rank_[a] > rank_[b] ? rank_[b] : rank_[a];
    return first_[group_[a]] + high * (high - 1) / 2 + low;
  }

  /// Calls `visit(a, b)` for every pair, in the order of their numbers.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const auto& members : members_) {
      for (std::size_t high = 1; high < members.size(); ++high) {
        for (std::size_t low = 0; low < high; ++low) visit(members[low], members[high]);
      }
    }
  }

 private:
  std::vector<std::uint32_t> group_;
  std::vector<std::uint64_t> rank_;
  std::vector<std::uint64_t> first_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::uint64_t size_ = 0;
};

}  // namespace arcsat
