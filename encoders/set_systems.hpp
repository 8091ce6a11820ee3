// Covering designs as a formula: sets of few values of which some hold every small set of values.
#pragma once

#include <cstdint>
#include <vector>

#include "encoders/encoder.hpp"

namespace arcsat {

/// A *system* is `sets` sets of at most `sets` of the values [values]. It serves a set Q if one of its sets holds all of
/// Q. The question: are there systems such that, for every Q of `chosen` values, all systems of one of the lists serve Q?
struct SetSystems {
  std::uint32_t values = 1;
  std::uint32_t sets = 1;
  std::uint32_t chosen = 1;
  /// Lists of the numbers of systems.
  std::vector<std::vector<std::uint32_t>> served_by;
};

/// The formula is satisfiable if and only if there are such systems. Variables: member(column, y), a *column* being a set
/// of a system; holds(Q, column); serves(Q, system); by(Q, list). Clauses:
///   at-most  of `sets`+1 values one is not in a column
///   holds    holds(Q, column) → member(column, y), for y ∈ Q
///   serves   serves(Q, system) → holds(Q, column) for some column of the system
///   by       by(Q, list) → serves(Q, system) for each system of the list; some by(Q, list)
///   order    the columns of a group, and the rows (the values), do not increase lexicographically; equal(…) says that two
///            neighbours are equal so far. A group is the columns of one system, or all columns if each list has one system.
///
/// Proof that the order loses nothing: renaming the values, or exchanging columns within a group, turns an answer to the
/// question into another (lists of one system ask that some column, of whichever system, holds Q). Among all matrices
/// member(column, y) that come of one answer in this way take the one that, read row by row, is the largest. If a row
/// were less than the next, exchanging the two would make it larger; if a column of a group were less than the next, then
/// in the first row in which the two differ the later one has the 1, and exchanging them would make this row, the first
/// that changes, larger. (This is Flener et al.'s double-lex order.) ∎
class SetSystemsFormula {
 public:
  /// Throws Unsupported if the formula would have more than 2^23 clauses.
  explicit SetSystemsFormula(SetSystems question);

  /// Its variables' names refer to this object.
  Formula encode(EncodingWatch& watch) const;
  /// From an answer, systems[s][column] being lists of values, to an assignment that satisfies the formula: this is why
  /// its unsatisfiability says that there is none.
  Assignment embed(const std::vector<std::vector<std::vector<std::uint32_t>>>& systems) const;

 private:
  /// member by row and column.
  using Matrix = std::vector<std::vector<bool>>;

  std::size_t columns() const { return systems_.size() * question_.sets; }
  /// Both begin at the same column, or end there, where a group does.
  bool ordered(std::size_t column) const;
  void sort(Matrix& matrix) const;
  void write_members(Formula& formula, EncodingWatch& watch) const;
  void write_served(Formula& formula, EncodingWatch& watch) const;
  void write_order(Formula& formula, EncodingWatch& watch) const;

  SetSystems question_;
  std::vector<std::uint32_t> systems_;  // that some list names, ascending
  bool one_group_ = false;
  std::vector<std::vector<std::uint32_t>> chosen_;  // every Q
  Formula variables_;
  Block member_;         // by column and value
  Block holds_;          // by Q and column
  Block serves_;         // by Q and system
  Block by_;             // by Q and list
  Block equal_columns_;  // by column, which is compared with the next, and value
  Block equal_rows_;     // by value, which is compared with the next, and column
};

/// All lists of `count` ascending numbers below `end`, in lexicographic order.
std::vector<std::vector<std::uint32_t>> ascending_lists(std::uint32_t end, std::uint32_t count);

}  // namespace arcsat
