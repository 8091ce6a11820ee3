#include "encoders/encoder.hpp"

namespace arcsat {

FormulaSize ReferenceEncoder::size() const {
  FormulaSize size = reference_size();
  if (symmetry_ == Symmetry::none) return size;
  Count clauses, literals;
  const LabelOrder order(*instance_);
  for (const LabelOrder::Column& column : order.columns()) {
    for (const std::uint32_t rank : column.rank) {
      if (rank >> column.width == 0) count_at_most(rank, column.width, 1, clauses, literals);
    }
  }
  size.clauses.push_back({"labels", clauses});
  size.literals += literals;
  return size;
}

Assignment ReferenceEncoder::embed(const Protocol& protocol) const {
  if (symmetry_ == Symmetry::none) return embed_as_it_is(protocol);
  return embed_as_it_is(LabelOrder(*instance_).canonical(protocol));
}

// the k-th row sends a value of at most k
void ReferenceEncoder::write_labels(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("labels");
  const LabelOrder order(*instance_);
  for (const LabelOrder::Column& column : order.columns()) {
    std::vector<Var> bits(column.width);
    for (std::uint64_t row = 0; row < column.rows->size(); ++row) {
      if (column.rank[row] >> column.width != 0) continue;  // every value is small enough
      const std::uint64_t input = column.rows->first(row);
      for (unsigned bit = 0; bit < column.width; ++bit) bits[bit] = sent_bit(column.number, input, bit);
      for_each_at_most_clause(bits, column.rank[row], [&](const std::vector<Lit>& clause) {
        formula.add_clause(clause);
        watch.tick(formula);
      });
    }
  }
}

void ReferenceEncoder::write(Formula& formula, EncodingWatch& watch) const {
  write_reference(formula, watch);
  if (symmetry_ == Symmetry::labels) write_labels(formula, watch);
}

}  // namespace arcsat
