// The literals that are true, in the order in which they became so, each with its reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "certify/clause_store.hpp"
#include "certify/literal_map.hpp"

namespace arcsat::elaboration {

class Trail {
 public:
  explicit Trail(std::int32_t variables) : values_(variables), origins_(static_cast<std::size_t>(variables) + 1) {
    literals_.reserve(static_cast<std::size_t>(variables));
  }

  bool is_true(Lit lit) const { return values_[lit] > 0; }
  bool is_false(Lit lit) const { return values_[lit] < 0; }
  bool is_unassigned(Lit lit) const { return values_[lit] == 0; }

  std::size_t size() const { return literals_.size(); }
  Lit operator[](std::size_t position) const { return literals_[position]; }

  /// The clause that implied the literal of this variable, or no_clause if it was assumed. Meaningless if unassigned.
  ClauseRef reason(Var var) const { return origins_[index(var)].reason; }
  std::uint32_t position(Var var) const { return origins_[index(var)].position; }

  /// Makes an unassigned literal true.
  void assign(Lit lit, ClauseRef reason) {
    values_[lit] = 1;
    values_[~lit] = -1;
    origins_[index(lit.var())] = {reason, static_cast<std::uint32_t>(literals_.size())};
    literals_.push_back(lit);
  }

  /// Gives a literal that is already true another reason.
  void set_reason(Var var, ClauseRef reason) { origins_[index(var)].reason = reason; }

  /// Keeps the first `size` literals and unassigns the rest.
  void undo_to(std::size_t size) {
    while (literals_.size() > size) {
      const Lit lit = literals_.back();
      literals_.pop_back();
      values_[lit] = 0;
      values_[~lit] = 0;
    }
  }

  std::size_t bytes() const {
    return values_.bytes() + origins_.capacity() * sizeof(Origin) + literals_.capacity() * sizeof(Lit);
  }

 private:
  struct Origin {
    ClauseRef reason = no_clause;
    std::uint32_t position = 0;
  };

  static std::size_t index(Var var) { return static_cast<std::size_t>(var.dimacs()); }

  LiteralMap<std::int8_t> values_;  // 1 true, -1 false, 0 unassigned
  std::vector<Origin> origins_;
  std::vector<Lit> literals_;
};

}  // namespace arcsat::elaboration
