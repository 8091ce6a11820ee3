// The reference encoder: message tables as variables, one look-up per message that an input makes, an output table.
#pragma once

#include <initializer_list>

#include "encoders/encoder.hpp"
#include "protocol/projection.hpp"

namespace arcsat {

/// Written to be read beside the definition of the model.
///
/// A term of a slot (of a message Π^t_{j→i} or a thought, which have one unless they are sums) is a table: for each combination of the inputs that the two holders hold
/// and the allowed inputs reach, and each content α of what they received, `width` bits. What follows from the rest is
/// not part of α: a slot both of whose views lie within the two, such as Π^s_{j→i} (s < t), is a function of them,
/// hence by induction of the rest of them; so a table over the full views and one over these give the same protocols.
/// (A slot is left out if the views of all its terms lie within the two.) Slots that cannot matter (Scheme::matters) have
/// no table.
///
/// Families: look-up, output and, with sums, sum. Sizes, with K the bits of α, b the width, P the classes of inputs that
/// the slot, or the term, cannot tell apart whatever is sent (Projections::of), t a slot's terms:
///   variables  message: Σ held·2^K·b    value: Σ_{K>0} P·b    output: held·2^{K_out}·⌈log2 q_L⌉
///              sum: Σ_{t>1} P·(t-1)·b
///   clauses    look-up: Σ_{K>0} P·2^K·2b                     output: inputs·2^{K_out}·⌈log2 q_L⌉
///              sum: Σ_{t>1} P·(t-1)·4b
///
/// With Symmetry::all the labels of every slot are fixed. Claim: if a protocol solves the instance, then so does one in which,
/// for each term and each β, what the receiver holds and the part of α that it received, the k-th of the table's cells with
/// this β, in their order, has a value of at most k; if the slot is a sum, instead the first of them is 0.
/// Proof. Slot by slot, let π be a permutation of the values for each β (of a sum, π adds a constant to the term), replace the
/// values in the cells with β by π of them, and let all later functions that have the slot among their arguments apply π^-1
/// first: these have the receiver's view among their arguments, hence β. The renamings of earlier slots stay, since only later
/// functions change. Let π number the values by first occurrence among the cells that some input reaches, and add what the
/// first cell has if one reaches it; the other cells, of which nobody makes use, become 0. ∎
class TablesEncoder : public ReferenceEncoder {
 public:
  TablesEncoder(std::shared_ptr<const Instance> instance, Symmetry symmetry);

  std::string_view name() const override { return "tables"; }
  Protocol decode(const Assignment& model) const override;

 protected:
  FormulaSize reference_size() const override;
  void write_reference(Formula& formula, EncodingWatch& watch) const override;
  Assignment embed_as_it_is(const Protocol& protocol) const override;
  Var sent_bit(std::size_t slot, std::size_t term, std::uint64_t input, unsigned bit) const override;

  void count_all_labels(Count& clauses, Count& literals) const override;
  void write_all_labels(Formula& formula, EncodingWatch& watch) const override;
  Protocol with_all_labels(const Protocol& protocol) const override;

 private:
  /// One bit of an earlier slot.
  struct InboxBit {
    std::size_t sent;  // index into sent_
    unsigned bit;
  };
  /// Of a term.
  struct Table {
    View from;
    const Projection* held;  // onto the inputs that the two holders hold
    const Projection* rows;  // onto all that the value depends on
    std::vector<InboxBit> inbox;
    Block cells = {};   // by held, α and bit
    Block values = {};  // K > 0: by row and bit
  };
  struct Sent {
    std::size_t number;
    Slot slot;
    std::vector<Table> tables;  // by term
    const Projection* rows;
    const Projection* held;  // onto what the receiver holds
    Block sums = {};         // of several terms: by row, the last term added, from the second on, and bit
  };

  std::vector<InboxBit> inbox_of(const View& view) const;
  std::vector<InboxBit> inbox_of(const View& from, const View& to) const;
  template <typename Known>
  std::vector<InboxBit> inbox_of(std::initializer_list<View> views, Known known) const;
  void make_variables();
  Var cell(const Table& table, std::uint64_t held, std::uint64_t content, unsigned bit) const;
  Var value(const Table& table, std::uint64_t input, unsigned bit) const;
  Var sum(const Sent& sent, std::size_t last, std::uint64_t input, unsigned bit) const;
  Var value(const InboxBit& received, std::uint64_t input) const;
  Var output_cell(std::uint64_t query, std::uint64_t content, unsigned bit) const;
  void write_look_ups(const Table& table, unsigned width, Formula& formula, EncodingWatch& watch) const;
  void write_output(Formula& formula, EncodingWatch& watch) const;
  void write_sums(Formula& formula, EncodingWatch& watch) const;
  std::uint64_t received_part(const Sent& sent, const Table& table) const;
  template <typename Visit>
  void for_each_labelled_cell(Visit visit) const;
  std::uint64_t content_of(const Table& table, const Transcript& run) const;
  std::uint64_t first_held(const Table& table, const Sent& sent, std::uint64_t holds) const;
  std::string held_words(const View& from, const View& to, std::uint64_t input) const;

  std::uint64_t final_content(const Transcript& run) const;
  std::uint32_t term_on(const Protocol& protocol, const Sent& sent, std::size_t term, const Input& input,
                        std::uint64_t content) const;

  Projections projections_;
  std::vector<Sent> sent_;
  std::vector<std::size_t> sent_of_;  // by slot number; not_sent for slots that cannot matter
  std::vector<InboxBit> final_inbox_;
  const Projection* queries_;  // onto the inputs that whoever answers holds
  unsigned answer_bits_;
  Block outputs_;  // by what is held, α and bit
};

/// What it breaks unless told: of plain decoders the first labels alone, as `compact` breaks more of their symmetry and
/// formulas of theirs are on record.
Symmetry most_of_tables(const Instance& instance);

}  // namespace arcsat
