// The second reference encoder: equal views get equal messages, said for pairs of inputs.
#pragma once

#include "encoders/encoder.hpp"
#include "encoders/grouped_pairs.hpp"
#include "encoders/reachable.hpp"

namespace arcsat {

/// Quadratic in the allowed inputs, linear in the message bits, where `tables` is exponential in the inboxes' bits.
///
/// Variables are what is sent on each input, `value(μ, x, bit)`; two inputs with equal projections at the receiver's
/// level share them, and so do two with the same (a_j, a_i) as long as neither inbox has a bit. For two inputs x, x'
/// on which the receiver holds the same:
///   differ(μ, x, x', bit) → value(μ, x, bit) ≠ value(μ, x', bit)
///   view(p, t, x, x')     → view(p, t-1, x, x') ∨ some differ(Π^t_{k→p}, x, x', bit)      "p can tell x from x'"
///   message:                view(j, t-1) ∨ view(i, t-1) ∨ value(Π^t_{j→i}, x) ≡ value(Π^t_{j→i}, x')
///   output:                 view(-1, E, x, x') wherever the queries agree and the answers differ
/// The implications go one way only: a solution may leave `differ` false, and a protocol sets each to what is so.
/// A protocol exists if and only if these hold: functions of views are what messages and outputs are.
class PairsEncoder : public ReferenceEncoder {
 public:
  PairsEncoder(std::shared_ptr<const Instance> instance, Symmetry symmetry);

  std::string_view name() const override { return "pairs"; }
  Protocol decode(const Assignment& model) const override;

 protected:
  FormulaSize reference_size() const override;
  void write_reference(Formula& formula, EncodingWatch& watch) const override;
  Assignment embed_as_it_is(const Protocol& protocol) const override;
  Var first_epoch_bit(std::size_t message_number, std::uint64_t pair, unsigned bit) const override;

 private:
  struct Sent {
    Message message;
    std::size_t number;
    unsigned width;
    ReachablePairs pairs;
    GroupedPairs row_pairs;  // reachable pairs with one receiver's input
    bool by_pair;            // neither inbox has a bit: one row per reachable pair, else one per projection
    std::uint64_t rows;
    std::uint64_t compared;     // pairs of rows
    std::uint64_t constrained;  // pairs of projections with the same sender's and receiver's inputs
    std::uint64_t told_apart;   // of those, the pairs that the sender may tell apart
    std::uint64_t same_row;     // pairs in whose clauses the message is not compared, as both have one row
    Block values;               // by row and bit
    Block differences;          // by pair of rows and bit

    std::uint64_t row(std::uint64_t projection) const { return by_pair ? pairs.of(projection) : projection; }
  };
  /// One comparison of two projections at a player's level.
  struct Pair {
    std::uint64_t first;
    std::uint64_t second;
    std::uint64_t apart;  // number among the pairs that need different answers; only for the final epoch
  };

  const GroupedPairs& level(Player p) const { return levels_[seat(p)]; }
  bool last_by_projection(const Sent& sent) const { return sent.message.epoch == instance_->epochs() && !sent.by_pair; }
  bool hears(Player p, int epoch) const;
  Var value(const Sent& sent, std::uint64_t row, unsigned bit) const;
  Var difference(const Sent& sent, std::uint64_t pair, unsigned bit) const;
  Var view(Player p, int epoch, std::uint64_t pair) const;
  void count_same_row(Sent& sent) const;
  void make_variables();
  void append_view_literal(Player p, int epoch, std::uint64_t first, std::uint64_t second,
                           std::vector<Lit>& clause) const;
  void append_differences(Player p, int epoch, const Pair& pair, std::vector<Lit>& clause) const;
  template <typename Visit>
  void for_each_difference(const Sent& sent, Visit visit) const;
  template <typename Visit>
  void for_each_apart(Visit visit) const;
  void write_differences(Formula& formula, EncodingWatch& watch) const;
  void write_views(Formula& formula, EncodingWatch& watch) const;
  void write_messages(Formula& formula, EncodingWatch& watch) const;
  void write_output(Formula& formula, EncodingWatch& watch) const;

  std::vector<Sent> sent_;
  std::vector<std::size_t> sent_of_;  // by message number
  std::vector<GroupedPairs> levels_;  // per player below L, the pairs of projections with one input of that player
  std::vector<std::uint32_t> answers_;
  std::uint64_t apart_ = 0;                // pairs of inputs with one query and different answers
  std::vector<std::vector<Block>> views_;  // by player, then by epoch; by pair of projections
};

}  // namespace arcsat
