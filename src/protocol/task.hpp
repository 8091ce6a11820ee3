// The task: L-sequential function composition, sizes and answers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace arcsat {

/// A player's number: -1 holds the query w, 0 holds z_0, l ≥ 1 holds the function z_l.
using Player = int;
constexpr Player first_player = -1;

/// One player's input as an index into its domain (see `Task`), and one input of each player, player -1 first.
using InputIndex = std::uint32_t;
using Input = std::vector<InputIndex>;

/// What L-FuncComp asks: compute i_L where i_0 = z_0, i_1 = z_1(i_0), i_l = z_l(w_{l-1}, i_{l-1})
/// (Chen, Peng, Wu, arXiv 2412.02975).
///
/// Indices: a table z : D → [q] with domain positions 0 … |D|-1 has index Σ_k z(k)·q^k. The domain of z_1 is [m] in
/// order; the position of (w, i) in the domain of z_l, l ≥ 2, is w·q_{l-1} + i. w has index Σ_l w_l·(n_1⋯n_{l-1}).
class Task {
 public:
  /// Free shape: n = (n_1 … n_{L-1}), q = (q_1 … q_L), so L is q's length. Throws InputError if a size is below 1 or
  /// the lengths do not fit, Unsupported if a player has more than 2^31 inputs or a table more than 2^31 positions.
  Task(std::uint32_t m, std::vector<std::uint32_t> n, std::vector<std::uint32_t> q);

  /// Paper shape: q_1 = m = N_0 and q_{l+1} = N_l = n_l·N_{l-1}; L is one more than n's length.
  static Task paper_shape(std::uint32_t m, std::vector<std::uint32_t> n);

  int length() const { return static_cast<int>(q_.size()); }
  /// Players -1 … L.
  int players() const { return length() + 2; }
  std::uint32_t m() const { return m_; }
  const std::vector<std::uint32_t>& n() const { return n_; }
  const std::vector<std::uint32_t>& q() const { return q_; }
  std::uint32_t answers() const { return q_.back(); }

  /// |A_p|, the number of inputs that player p may hold; at most 2^31.
  std::uint64_t domain(Player p) const { return domain_[static_cast<std::size_t>(p + 1)]; }
  /// T_p, the number of tokens that player p's input takes; a message to p has c·T_p bits.
  std::uint64_t tokens(Player p) const { return tokens_[static_cast<std::size_t>(p + 1)]; }

  /// i_L for one input.
  std::uint32_t answer(std::span<const InputIndex> input) const;

  friend bool operator==(const Task&, const Task&) = default;

 private:
  std::uint32_t m_;
  std::vector<std::uint32_t> n_;
  std::vector<std::uint32_t> q_;
  std::vector<std::uint64_t> domain_;
  std::vector<std::uint64_t> tokens_;
};

}  // namespace arcsat
