// The second reference encoder: equal views get equal messages, said for pairs of inputs.
#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "encoders/encoder.hpp"
#include "encoders/grouped_pairs.hpp"
#include "protocol/projection.hpp"

namespace arcsat {

/// Quadratic in the allowed inputs, linear in the message bits, where `tables` is exponential in the inboxes' bits.
///
/// Variables are what is sent on each input, `value(μ, x, bit)`; two inputs share them if the slot μ, a message or a
/// thought, cannot tell them apart whatever is sent (Projections::of), and, as long as neither view has received a bit,
/// if its holders hold the same. For two inputs x, x' on which the receiver holds the same:
///   differ(μ, x, x', bit) → value(μ, x, bit) ≠ value(μ, x', bit)
///   view(V, x, x')        → view(V', x, x') ∨ some differ(μ, x, x', bit)      "V tells x from x'"
/// for a view V that some slot is a function of, V' the one before it of the same holder, μ what it received since;
///   message:                view(from(μ)) ∨ view(to(μ)) ∨ value(μ, x) ≡ value(μ, x')
///   output:                 the same for the answering view, where its holder holds the same and the answers differ
/// With sums the message family speaks of the terms of a slot, which `sum` adds up, over `partial` sums:
///   sum:                    value(μ, x, bit) ≡ ⊕ term(μ, k, x, bit)
/// The implications go one way only: a solution may leave `differ` false, and a protocol sets each to what is so.
/// A protocol exists if and only if these hold: functions of views are what slots and outputs are.
class PairsEncoder : public ReferenceEncoder {
 public:
  PairsEncoder(std::shared_ptr<const Instance> instance, Symmetry symmetry);

  std::string_view name() const override { return "pairs"; }
  Protocol decode(const Assignment& model) const override;

 protected:
  FormulaSize reference_size() const override { return size_; }
  void write_reference(Formula& formula, EncodingWatch& watch) const override;
  Assignment embed_as_it_is(const Protocol& protocol) const override;
  Var sent_bit(std::size_t slot, std::size_t term, std::uint64_t input, unsigned bit) const override;

 private:
  static constexpr std::size_t not_sent = SIZE_MAX;

  struct Term {
    bool by_holders;  // neither view has a bit: one row for what the two hold
    const Projection* rows;
    const Projection* held;         // what the two hold
    const GroupedPairs* compared;   // rows with one receiver's input
    std::uint64_t constrained = 0;  // pairs of rows with the same sender's and receiver's inputs
    std::uint64_t literals = 0;     // of their clauses: views
    Block values = {};              // by row and bit
  };
  struct Sent {
    std::size_t number;
    Slot slot;
    std::vector<Term> terms;  // one that is not summed has the rows and values of the slot
    const Projection* rows;
    const GroupedPairs* compared;  // rows with one receiver's input
    bool last;                     // heard by the answer alone: compared for the pairs that need different answers
    std::uint64_t differing;       // pairs of rows that are compared
    Block values = {};             // by row and bit
    Block differences = {};        // by pair of rows and bit
    Block partial = {};            // by row, the number of terms added up beyond two, and bit
  };
  /// A view that slots are functions of, and that received something.
  struct Known {
    View view;
    View before;  // the one before it; what was received since is said by differences
    const Projection* rows;
    const Projection* held;        // what the holder holds
    const GroupedPairs* compared;  // rows with one input of the holder
    bool hears;                    // whether it received a bit
    Block pairs;                   // by pair of rows
  };

  std::uint64_t agreeing(const Projection& rows, const Projection& one, const Projection& other) const;
  std::uint64_t view_literals(const Projection& rows, const Projection& held, std::uint64_t pairs,
                              const View& of) const;
  std::uint64_t apart_on(const Projection& rows) const;
  const GroupedPairs& grouped(const Projection& rows, const Projection& by);
  Term term_of(const Slot& slot, std::size_t term);
  bool hears(const View& view) const;
  const Known* known(const View& view) const;
  std::span<const std::uint32_t> received_since(const View& earlier, const View& view) const;
  Var partial_sum(const Sent& sent, std::uint64_t row, std::size_t last, unsigned bit) const;
  Var difference(const Sent& sent, std::uint64_t pair, unsigned bit) const;
  void find_known_views();
  View before(const View& view) const;
  void make_variables();
  void make_terms(Sent& sent);
  void append_view_literal(const View& view, std::uint64_t x, std::uint64_t y, std::vector<Lit>& clause) const;
  void append_differences(std::span<const std::uint32_t> slots, std::uint64_t x, std::uint64_t y, std::uint64_t apart,
                          std::vector<Lit>& clause) const;
  template <typename Visit>
  void for_each_difference(const Sent& sent, Visit visit) const;
  template <typename Visit>
  void for_each_apart(Visit visit) const;
  void write_differences(Formula& formula, EncodingWatch& watch) const;
  void write_views(Formula& formula, EncodingWatch& watch) const;
  void write_messages(Formula& formula, EncodingWatch& watch) const;
  void write_output(Formula& formula, EncodingWatch& watch) const;
  void write_sums(Formula& formula, EncodingWatch& watch) const;

  FormulaSize size_of() const;

  Projections projections_;
  const Projection* inputs_;  // each by itself
  std::map<std::pair<const Projection*, const Projection*>, GroupedPairs> grouped_;
  std::vector<Sent> sent_;
  std::vector<std::size_t> sent_of_;  // by slot number
  std::vector<Known> known_;
  std::map<std::pair<Player, std::uint32_t>, std::size_t> known_of_;  // by holder and how much it received
  View before_answer_{first_player, 0};
  const GroupedPairs* queries_;  // inputs on which whoever answers holds the same
  std::vector<std::uint32_t> answers_;
  FormulaSize size_;
  std::uint64_t apart_ = 0;  // of these the pairs that need different answers
};

/// Calls `visit(x, y, number)` for the pairs of inputs on which whoever answers holds the same and the answers differ.
template <typename Visit>
void PairsEncoder::for_each_apart(Visit visit) const {
  std::uint64_t apart = 0;
  queries_->for_each([&](std::uint64_t x, std::uint64_t y) {
    if (answers_[x] != answers_[y]) visit(x, y, apart++);
  });
}

/// Calls `visit(row, other row, number)` for the pairs of rows that are compared.
template <typename Visit>
void PairsEncoder::for_each_difference(const Sent& sent, Visit visit) const {
  if (sent.last) {
    for_each_apart([&](std::uint64_t x, std::uint64_t y, std::uint64_t apart) {
      visit(sent.rows->of(x), sent.rows->of(y), apart);
    });
    return;
  }
  std::uint64_t number = 0;
  sent.compared->for_each([&](std::uint64_t a, std::uint64_t b) { visit(a, b, number++); });
}

}  // namespace arcsat
