// Breaking the symmetry between the names of message values.
#pragma once

#include <string_view>
#include <vector>

#include "cnf/formula.hpp"
#include "encoders/count.hpp"
#include "protocol/projection.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// What is broken: nothing; the names of the first values that a receiver hears; all that the encoder can, which are these
/// and the renamings of inputs (compact), or the names of all values (tables).
enum class Symmetry { none, labels, all };
std::string_view to_string(Symmetry symmetry);
/// Throws InputError for a name that is none of "none", "labels", "all".
Symmetry symmetry_named(std::string_view name);

/// Labels are free as long as the receiver has received nothing. Claim: if a protocol solves the instance, then so does
/// one in which, for each slot whose receiver's view is the parts a that it holds (a first-epoch message, a thought),
/// and for each value of a, the k-th row (k = 0, 1, …) has a value of at most k; rows being what the slot depends on, in
/// the order of the inputs. If the slot is a sum, instead the first row of each of its terms is 0.
///
/// Proof. For each (slot, a) let π be a permutation of the slot's values. Replace the slot's value by π of it, and let
/// every later function that has it among its arguments apply π^-1 first. Each of these functions has the receiver's
/// view among its arguments — the slot lies in the receiver's view, which only the receiver itself and those that write
/// to it or know all that it knows look at — hence a, which tells it which π was used. So the new protocol is a
/// protocol, and it answers as the old one did. The choices of π for different slots and different a are independent.
/// Let π number the values by first occurrence in the order of the rows: the k-th row then has a value of at most k. Of a
/// sum, let π add to each term what its first row for a has; the sum changes by the sum of these, a constant for a. ∎
class LabelOrder {
 public:
  explicit LabelOrder(const Instance& instance);
  LabelOrder(const LabelOrder&) = delete;

  /// A term of a slot that matters and whose labels are free: by row, the number of the receiver's parts, and the largest
  /// value that it may have: the row's rank k among those with the same or, in a sum, 0 for the first and then no limit.
  struct Column {
    std::size_t number;
    std::size_t term;
    unsigned width;
    const Projection* rows;
    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> most;
  };
  const std::vector<Column>& columns() const { return columns_; }

  /// The same protocol with its labels renamed as the claim says. Rows that no allowed input reaches are lost.
  Protocol canonical(const Protocol& protocol) const;

 private:
  Projections projections_;
  std::vector<Column> columns_;
};

/// Calls `emit(clause)` for each clause of "the number with these bits (bit 0 first) is at most `most`": one for each
/// zero bit of `most`.
template <typename Emit>
void for_each_at_most_clause(const std::vector<Var>& bits, std::uint64_t most, Emit emit) {
  std::vector<Lit> clause;
  for (std::size_t zero = 0; zero < bits.size(); ++zero) {
    if ((most >> zero & 1) != 0) continue;
    // Larger means: some bit is 1 where `most` has 0, and every higher 1 of `most` is 1.
    clause.assign({Lit(bits[zero], false)});
    for (std::size_t high = zero + 1; high < bits.size(); ++high) {
      if ((most >> high & 1) != 0) clause.push_back(Lit(bits[high], false));
    }
    emit(clause);
  }
}

/// Adds these clauses and their literals, for a number of `width` bits and `most` below 2^width, `times` over.
void count_at_most(std::uint64_t most, unsigned width, Count times, Count& clauses, Count& literals);

}  // namespace arcsat
