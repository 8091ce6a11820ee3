#include "base/error.hpp"
#include "encoders/encoder.hpp"

namespace arcsat {

FormulaSize ReferenceEncoder::size() const {
  FormulaSize size = reference_size();
  if (symmetry_ == Symmetry::none) return size;
  Count clauses, literals;
  if (symmetry_ == Symmetry::all) {
    count_all_labels(clauses, literals);
  } else {
    const LabelOrder order(*instance_);
    for (const LabelOrder::Column& column : order.columns()) {
      for (const std::uint32_t most : column.most) {
        if (most >> column.width == 0) count_at_most(most, column.width, 1, clauses, literals);
      }
    }
  }
  size.clauses.push_back({"labels", clauses});
  size.literals += literals;
  return size;
}

Assignment ReferenceEncoder::embed(const Protocol& protocol) const {
  if (symmetry_ == Symmetry::none) return embed_as_it_is(protocol);
  if (symmetry_ == Symmetry::all) return embed_as_it_is(with_all_labels(protocol));
  return embed_as_it_is(LabelOrder(*instance_).canonical(protocol));
}

// the k-th row sends a value of at most k; of a term, the first row 0
void ReferenceEncoder::write_labels(Formula& formula, EncodingWatch& watch) const {
  const LabelOrder order(*instance_);
  for (const LabelOrder::Column& column : order.columns()) {
    std::vector<Var> bits(column.width);
    for (std::uint64_t row = 0; row < column.rows->size(); ++row) {
      if (column.most[row] >> column.width != 0) continue;  // every value is small enough
      const std::uint64_t input = column.rows->first(row);
      for (unsigned bit = 0; bit < column.width; ++bit) bits[bit] = sent_bit(column.number, column.term, input, bit);
      for_each_at_most_clause(bits, column.most[row], [&](const std::vector<Lit>& clause) {
        formula.add_clause(clause);
        watch.tick(formula);
      });
    }
  }
}

void ReferenceEncoder::write(Formula& formula, EncodingWatch& watch) const {
  write_reference(formula, watch);
  if (symmetry_ == Symmetry::none) return;
  formula.begin_family("labels");
  if (symmetry_ == Symmetry::all) {
    write_all_labels(formula, watch);
  } else {
    write_labels(formula, watch);
  }
}

void ReferenceEncoder::count_all_labels(Count&, Count&) const { throw InternalError("an encoder without all labels"); }

void ReferenceEncoder::write_all_labels(Formula&, EncodingWatch&) const {
  throw InternalError("an encoder without all labels");
}

Protocol ReferenceEncoder::with_all_labels(const Protocol&) const {
  throw InternalError("an encoder without all labels");
}

}  // namespace arcsat
