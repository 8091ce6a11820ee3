// The task: L-sequential function composition, sizes and answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace arcsat {

/// A player's number: -1 holds the query w, 0 holds z_0, l ≥ 1 holds the function z_l.
using Player = int;
constexpr Player first_player = -1;

/// A player's place in every list by player: player -1 comes first.
constexpr std::size_t seat(Player p) { return static_cast<std::size_t>(p - first_player); }

/// One player's input as an index into its domain (see `Task`), and one input of each player, player -1 first. What has
/// no index is a SparseTable (player_input.hpp).
using InputIndex = std::uint32_t;
using Input = std::vector<InputIndex>;

/// What L-FuncComp asks: compute i_L where i_0 = z_0, i_1 = z_1(i_0), i_l = z_l(w_{l-1}, i_{l-1})
/// (Chen, Peng, Wu, arXiv 2412.02975).
///
/// Indices: a table z : D → [q] with domain positions 0 … |D|-1 has index Σ_k z(k)·q^k. The domain of z_1 is [m] in
/// order; the position of (w, i) in the domain of z_l, l ≥ 2, is w·q_{l-1} + i. w has index Σ_l w_l·(n_1⋯n_{l-1}).
/// With n_0 = 1 and q_0 = m every z_l is a table from [n_{l-1}] × [q_{l-1}], and z_0 one from a single position.
///
/// A player may hold one of so many inputs that none has an index: what enumerates them asks for their number and says
/// that it cannot; what argues about them asks for ranges and positions.
class Task {
 public:
  static constexpr std::uint64_t most_inputs = std::uint64_t{1} << 31;
  static constexpr std::uint64_t most_positions = std::uint64_t{1} << 40;

  /// Free shape: n = (n_1 … n_{L-1}), q = (q_1 … q_L), so L is q's length. Throws InputError if a size is below 1 or
  /// the lengths do not fit, Unsupported if a table has more than 2^40 positions.
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
  /// n_l for 0 ≤ l < L, and q_l for 0 ≤ l ≤ L.
  std::uint32_t queries(Player l) const { return l == 0 ? 1 : n_[static_cast<std::size_t>(l - 1)]; }
  std::uint32_t range(Player l) const { return l == 0 ? m_ : q_[static_cast<std::size_t>(l - 1)]; }

  /// Whether player p's inputs have indices: there are at most 2^31 of them.
  bool numbered(Player p) const { return domain_[seat(p)] != too_many; }
  /// |A_p|, the number of inputs that player p may hold. Throws Unsupported, naming it, if they have no indices.
  std::uint64_t domain(Player p) const {
    if (!numbered(p)) refuse_to_number(p);
    return domain_[seat(p)];
  }
  /// The number of indices that a file or an option may name for player p: all, or those below 2^31.
  std::uint64_t indices(Player p) const { return numbered(p) ? domain_[seat(p)] : most_inputs; }
  /// "4^76 inputs of player 2".
  std::string inputs_in_words(Player p) const;
  /// T_p, the number of tokens that player p's input takes; a message to p has c·T_p bits.
  std::uint64_t tokens(Player p) const { return tokens_[seat(p)]; }
  /// How many positions the domain of z_l has, l ≥ 0.
  std::uint64_t positions(Player l) const { return tokens(l); }

  /// The position of (w_{l-1}, i_{l-1}) in the domain of z_l, l ≥ 1.
  std::uint64_t position(Player l, std::uint64_t query, std::uint64_t value) const {
    return query * range(l - 1) + value;
  }
  /// What an entry 1 at a position of z_l adds to the table's index; 2^64 - 1 if that is no index.
  std::uint64_t weight(Player l, std::uint64_t position) const;
  /// The entry of z_l, given by its index, at a position.
  std::uint32_t entry(Player l, std::uint64_t table, std::uint64_t position) const {
    return static_cast<std::uint32_t>(table / weight(l, position) % range(l));
  }
  /// What a query w_l = 1 adds to w's index, 1 ≤ l ≤ L: the number of queries (w_1 … w_{l-1}); 2^64 - 1 if that is no
  /// index.
  std::uint64_t query_weight(Player l) const;
  /// w_l, and (w_l … w_{L-1}) as an index, of a w that is given by its index; w_0 is 0.
  std::uint32_t query(std::uint64_t w, Player l) const {
    return l == 0 ? 0 : static_cast<std::uint32_t>(queries_from(w, l) % queries(l));
  }
  std::uint64_t queries_from(std::uint64_t w, Player l) const { return w / query_weight(l); }

  /// An index taken apart and put together: player -1's queries w_1 … w_{L-1}, z_0, or the entries of z_l by position.
  /// Both only where inputs are numbered.
  std::vector<std::uint32_t> digits(Player p, InputIndex index) const;
  InputIndex index_of(Player p, std::span<const std::uint32_t> digits) const;

  /// The position of z_l that an input asks for, (w_{l-1}, i_{l-1}); 0 for l = 0. Players from l on may be missing.
  std::uint64_t asked_position(std::span<const InputIndex> input, Player l) const;
  /// i_l. Players after l may be missing.
  std::uint32_t intermediate(std::span<const InputIndex> input, Player l) const {
    return entry(l, input[seat(l)], asked_position(input, l));
  }
  /// i_L for one input.
  std::uint32_t answer(std::span<const InputIndex> input) const { return intermediate(input, length()); }

  /// The numbers of values of an input's digits.
  std::uint32_t radix(Player p, std::size_t digit) const { return p == first_player ? n_[digit] : range(p); }

  friend bool operator==(const Task&, const Task&) = default;

 private:
  static constexpr std::uint64_t too_many = 0;
  [[noreturn]] void refuse_to_number(Player p) const;

  std::uint32_t m_;
  std::vector<std::uint32_t> n_;
  std::vector<std::uint32_t> q_;
  std::vector<std::uint64_t> domain_;
  std::vector<std::uint64_t> tokens_;
};

}  // namespace arcsat
