// The reference encoder: message tables as variables, one look-up per message that an input makes, an output table.
#pragma once

#include "encoders/encoder.hpp"
#include "encoders/reachable.hpp"

namespace arcsat {

/// Written to be read beside the definition of the model.
///
/// A message Π^t_{j→i} is a table: for each reachable pair (a_j, a_i) of inputs and each content α of the two inboxes,
/// `width` bits. The receiver's inbox enters without the sender's own earlier messages: those are determined by the
/// rest, because Π^s_{j→i} (s < t) is a function of X_j^(s-1) and X_i^(s-1), hence by induction of (X_j, X_i without
/// them); so a table over the full views and one over these give the same protocols. Messages that cannot matter
/// (Instance::matters) have no table.
///
/// Families: look-up, output. Sizes, with K the bits of α, b the width and P_i the projections at level i:
///   variables  message: Σ pairs·2^K·b    value: Σ_{K>0} P_i·b    output: queries·2^{K_out}·⌈log2 q_L⌉
///   clauses    look-up: Σ_{K>0} P_i·2^K·2b                      output: P_{-1}·2^{K_out}·⌈log2 q_L⌉
class TablesEncoder : public ReferenceEncoder {
 public:
  TablesEncoder(std::shared_ptr<const Instance> instance, Symmetry symmetry);

  std::string_view name() const override { return "tables"; }
  Protocol decode(const Assignment& model) const override;

 protected:
  FormulaSize reference_size() const override;
  void write_reference(Formula& formula, EncodingWatch& watch) const override;
  Assignment embed_as_it_is(const Protocol& protocol) const override;
  Var first_epoch_bit(std::size_t message_number, std::uint64_t pair, unsigned bit) const override;

 private:
  /// One bit of an earlier message.
  struct InboxBit {
    std::size_t table;  // index into tables_
    unsigned bit;
  };
  struct Table {
    Message message;
    std::size_t number;
    unsigned width;
    ReachablePairs pairs;
    std::vector<InboxBit> inbox;
    Block cells;   // by pair, α and bit
    Block values;  // K > 0: by projection and bit
  };

  void make_variables();
  Var cell(const Table& table, std::uint64_t pair, std::uint64_t content, unsigned bit) const;
  Var value(const Table& table, std::uint64_t input, unsigned bit) const;
  Var output_cell(std::uint64_t query, std::uint64_t content, unsigned bit) const;
  void write_look_ups(const Table& table, Formula& formula, EncodingWatch& watch) const;
  void write_output(Formula& formula, EncodingWatch& watch) const;

  std::vector<Table> tables_;
  std::vector<std::size_t> table_of_;  // by message number; no_table for messages that cannot matter
  std::vector<InboxBit> final_inbox_;
  ReachableInputs queries_;
  unsigned answer_bits_;
  Block outputs_;  // by query, α and bit
};

}  // namespace arcsat
