// Breaking the symmetry between the names of message values.
#pragma once

#include <string_view>
#include <vector>

#include "cnf/formula.hpp"
#include "encoders/count.hpp"
#include "encoders/reachable.hpp"
#include "protocol/protocol.hpp"

namespace arcsat {

/// What is broken: nothing; the names of message values; these and the renamings of inputs (compact only).
enum class Symmetry { none, labels, all };
std::string_view to_string(Symmetry symmetry);
/// Throws InputError for a name that is none of "none", "labels", "all".
Symmetry symmetry_named(std::string_view name);

/// Labels of first-epoch messages are free. Claim: if a protocol solves the instance, then so does one in which, for
/// each first-epoch message Π^1_{j→i} and each input a_i of its receiver, the k-th of the sender's inputs (in the order
/// of ReachablePairs, k = 0, 1, …) sends a value of at most k.
///
/// Proof. For each (message, a_i) let π be a permutation of the message's values. Replace the message by π of it, and
/// let every later function that has it among its arguments apply π^-1 first. Each of these functions has X_i among its
/// arguments — the message lies in player i's inbox, which only i itself and those that write to i look at — hence a_i,
/// which tells it which π was used. So the new protocol is a protocol, and it answers as the old one did. The choices
/// of π for different messages and different a_i are independent. Let π number the values by first occurrence in the
/// order of the rows: the k-th row then has a value of at most k. ∎
class LabelOrder {
 public:
  explicit LabelOrder(const Instance& instance);

  /// A first-epoch message that has bits and matters, and for each reachable pair its rank k among those with the same
  /// receiver's input.
  struct Column {
    std::size_t number;
    Player receiver;
    unsigned width;
    ReachablePairs pairs;
    std::vector<std::uint32_t> rank;
  };
  const std::vector<Column>& columns() const { return columns_; }

  /// The same protocol with its labels renamed as the claim says. Rows that no allowed input reaches are lost.
  Protocol canonical(const Protocol& protocol) const;

 private:
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
