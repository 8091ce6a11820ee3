// The encoder for refuting: message tables like the reference's, after everything that need not be said is left out.
#pragma once

#include <optional>

#include "encoders/encoder.hpp"
#include "encoders/input_symmetry.hpp"
#include "encoders/message_plan.hpp"
#include "encoders/row_groups.hpp"
#include "protocol/decoder_instance.hpp"

namespace arcsat {

/// The binary logarithm of the most inputs that a formula is planned for, which takes about a microsecond an input and
/// which no budget ends.
constexpr unsigned most_inputs_of_compact = 22;

/// The formula speaks of the messages that MessagePlan leaves, each a table: by what its two ends know besides messages
/// (inputs, and inputs told whole), which is a *group*, and by the *content*, the bits of earlier messages that it may
/// depend on. The messages of the last epoch are read in the output clauses straight from their tables where that makes
/// at most a few times more clauses (`inlined`); others with a content have their value on each projection as
/// variables.
///
/// With Symmetry::labels, in each column of each table — one receiver's view; the rows are the sender's side, in a
/// fixed order — row number k has a value of at most k. Proof: as for LabelOrder (symmetry.hpp), of every epoch: a
/// permutation of the message's values may depend on X_i^(t-1), which every later function that has the message among
/// its arguments also has. Take the permutations one epoch after the other, each numbering the values by first
/// occurrence among the rows that allowed inputs reach; rows that none reaches get the value 0. ∎ A column of an
/// informed message is coarser than a view (it leaves out what z_j … z_L decide): the same permutation then serves
/// several views.
///
/// With Symmetry::all, moreover, A ≤ gA for every transposition g of InputSymmetry, where A is the sequence of the
/// message cells — tables as they are numbered, row by row, high bits first — and gA that of the renamed protocol,
/// whose cell for g(row) is A's for the row; compared are the first `most_compared` places where the two can differ.
/// Proof that some solution has this and the labels above: of all gP with their labels as above, g in the group, take
/// the one whose sequence A is least (rows that no input reaches having the value 0). hA, for a transposition h, is the
/// sequence of a protocol in the orbit, maybe with other labels. Labels by first occurrence make a sequence least among
/// those that differ in labels only: at the first place where two of them differ, the earlier tables and hence the
/// contents are the same, and so are the earlier rows of the column; so both number the old values alike, and for a new
/// value the first unused number is the least. Hence hA is no less than its own relabelling, which is no less than A. ∎
///
/// Families: look-up, output, at-most (the listed message), labels. Sizes, with G the groups, K the bits of content, b
/// the width, P the projections at the receiver's level, F the bits that an output clause reads:
///   variables  message: Σ G·2^K·b    value: Σ_{K>0, not inlined} P·b
///              output: G·2^K·⌈log2 q_L⌉, or G·2^K·q_L if listed
///   clauses    look-up: Σ_{K>0, not inlined} P·2^K·2b    output: inputs·2^F·⌈log2 q_L⌉, or inputs·2^F if listed
///              at-most: G·2^K·C(q_L, 2^b+1)    labels: Σ over rows k < 2^b the zero bits of k
///              renamings: 3 for each place compared, but 1 for the last of each transposition
class CompactEncoder : public CnfEncoder {
 public:
  CompactEncoder(const DecoderInstance& instance, Symmetry symmetry, Simplifications simplifications = {})
      : CompactEncoder(std::move(instance), symmetry, simplifications, PlanConditions::proved()) {}

  std::string_view name() const override { return "compact"; }
  const MessagePlan& plan() const { return plan_; }
  FormulaSize size() const override;
  Protocol decode(const Assignment& model) const override;
  Assignment embed(const Protocol& protocol) const override;

 protected:
  /// With other conditions than the proved ones: for a test.
  CompactEncoder(const DecoderInstance& instance, Symmetry symmetry, Simplifications simplifications,
                 const PlanConditions& conditions);
  void write(Formula& formula, EncodingWatch& watch) const override;

 private:
  /// One bit of a message that the formula speaks of.
  struct Bit {
    std::size_t table;  // index into tables_
    unsigned bit;
    friend bool operator==(const Bit&, const Bit&) = default;
  };
  struct Table {
    Message message;
    std::size_t number;
    unsigned width;
    RowGroups groups;          // of the projections at the receiver's level
    std::vector<Bit> content;  // the receiver's bits first
    std::size_t receiver_bits;
    bool inlined;
    Block cells;   // by group, content and bit
    Block values;  // K > 0, not inlined: by projection and bit

    std::size_t sender_bits() const { return content.size() - receiver_bits; }
    std::uint64_t contents() const { return std::uint64_t{1} << content.size(); }
    bool valued() const { return !content.empty() && !inlined; }
  };
  /// The final view, less the listed message.
  struct FinalView {
    RowGroups groups;
    std::vector<Bit> content;
    Block cells;  // by group, content and bit (or answer, if listed)
  };

  /// The places (A[k], gA[k]) at which A ≤ gA is compared for one transposition g; for all but the last a variable says
  /// that A and gA are equal so far.
  struct Comparison {
    std::vector<std::pair<Var, Var>> cells;
    Block equal;  // by place
  };

  void append_whole(Player player, int epoch, std::uint64_t input, std::optional<Player> but,
                    RowGroups::Key& key) const;
  void append_bits(Player player, int epoch, std::optional<Player> but, std::vector<Bit>& bits) const;
  Table table_for(std::size_t number) const;
  void choose_inlining();
  std::vector<Bit> base_bits(bool inlining) const;
  std::vector<Bit> inlined_bits(bool inlining) const;
  void make_variables();

  std::uint64_t projection(const Table& table, std::uint64_t input) const;
  Var cell(const Table& table, std::uint64_t group, std::uint64_t content, unsigned bit) const;
  Var value(const Table& table, std::uint64_t input, unsigned bit) const;
  Var output_cell(std::uint64_t group, std::uint64_t content, unsigned bit) const;
  /// Variables for one content of a final view.
  unsigned output_width() const;

  void write_look_ups(const Table& table, Formula& formula, EncodingWatch& watch) const;
  void write_output(Formula& formula, EncodingWatch& watch) const;
  void write_at_most(Formula& formula, EncodingWatch& watch) const;
  void write_labels(Formula& formula, EncodingWatch& watch) const;
  void compare_renamings(const DecoderInstance& decoder);
  std::vector<std::pair<Var, Var>> compared_cells(const InputSymmetry::Renaming& renaming) const;
  void write_renamings(Formula& formula, EncodingWatch& watch) const;
  void set_equal_so_far(Assignment& assignment) const;
  /// Whether `one`'s sequence of message cells comes before the other's.
  bool precedes(const Assignment& one, const Assignment& other) const;

  Assignment embed_runs(std::vector<Transcript> runs) const;
  /// The content that `bits` have when the messages have these values, by message number.
  std::uint64_t content_of(const std::vector<Bit>& bits, std::span<const std::uint32_t> values) const;
  void set_relays(std::vector<Transcript>& runs) const;

  MessagePlan plan_;
  std::optional<InputSymmetry> renamings_;       // with Symmetry::all
  std::vector<std::optional<RowGroups>> whole_;  // by message number: the rank of a projection's group is what is sent
  std::vector<Table> tables_;
  std::vector<std::size_t> table_of_;  // by message number; unspoken where the formula does not speak of it
  FinalView final_;
  std::vector<Comparison> comparisons_;
  unsigned answer_bits_;
  unsigned listed_width_ = 0;
  bool listed_;
};

}  // namespace arcsat
