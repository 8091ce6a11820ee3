// The reference encoder: message tables as variables, one look-up per message that an input makes, an output table.
#pragma once

#include <initializer_list>

#include "encoders/encoder.hpp"
#include "protocol/projection.hpp"

namespace arcsat {

/// Written to be read beside the definition of the model.
///
/// A slot, a message Π^t_{j→i} or a thought, is a table: for each combination of the inputs that the two holders hold
/// and the allowed inputs reach, and each content α of what they received, `width` bits. What follows from the rest is
/// not part of α: a slot both of whose views lie within the two, such as Π^s_{j→i} (s < t), is a function of them,
/// hence by induction of the rest of them; so a table over the full views and one over these give the same protocols.
/// Slots that cannot matter (Scheme::matters) have no table.
///
/// Families: look-up, output. Sizes, with K the bits of α, b the width, P the classes of inputs that the slot cannot
/// tell apart whatever is sent (Projections::of):
///   variables  message: Σ held·2^K·b    value: Σ_{K>0} P·b    output: held·2^{K_out}·⌈log2 q_L⌉
///   clauses    look-up: Σ_{K>0} P·2^K·2b                     output: inputs·2^{K_out}·⌈log2 q_L⌉
class TablesEncoder : public ReferenceEncoder {
 public:
  TablesEncoder(std::shared_ptr<const Instance> instance, Symmetry symmetry);

  std::string_view name() const override { return "tables"; }
  Protocol decode(const Assignment& model) const override;

 protected:
  FormulaSize reference_size() const override;
  void write_reference(Formula& formula, EncodingWatch& watch) const override;
  Assignment embed_as_it_is(const Protocol& protocol) const override;
  Var sent_bit(std::size_t slot, std::uint64_t input, unsigned bit) const override;

 private:
  /// One bit of an earlier slot.
  struct InboxBit {
    std::size_t table;  // index into tables_
    unsigned bit;
  };
  struct Table {
    std::size_t number;
    Slot slot;
    const Projection* held;  // onto the inputs that the two holders hold
    const Projection* rows;  // onto all that the value depends on
    std::vector<InboxBit> inbox;
    Block cells;   // by held, α and bit
    Block values;  // K > 0: by row and bit
  };

  std::vector<InboxBit> inbox_of(std::initializer_list<View> views, const Slot* slot) const;
  void make_variables();
  Var cell(const Table& table, std::uint64_t held, std::uint64_t content, unsigned bit) const;
  Var value(const Table& table, std::uint64_t input, unsigned bit) const;
  Var output_cell(std::uint64_t query, std::uint64_t content, unsigned bit) const;
  void write_look_ups(const Table& table, Formula& formula, EncodingWatch& watch) const;
  void write_output(Formula& formula, EncodingWatch& watch) const;
  std::string held_words(const Slot& slot, std::uint64_t input) const;

  Projections projections_;
  std::vector<Table> tables_;
  std::vector<std::size_t> table_of_;  // by slot number; no_table for slots that cannot matter
  std::vector<InboxBit> final_inbox_;
  const Projection* queries_;  // onto the inputs that whoever answers holds
  unsigned answer_bits_;
  Block outputs_;  // by what is held, α and bit
};

}  // namespace arcsat
