// A formula in conjunctive normal form whose variables are named by meaning and whose clauses belong to families.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cnf/block.hpp"
#include "cnf/literal.hpp"

namespace arcsat {

/// A run of consecutive variables with one meaning. `name(k)` is the name of variable `first + k`.
struct VariableBlock {
  Var first;
  std::int32_t count = 0;
  std::string family;
  std::function<std::string(std::int64_t)> name;
};

/// A run of consecutive clauses that one rule of an encoder made.
struct ClauseFamily {
  std::string name;
  std::int64_t clauses = 0;
};

class Formula {
 public:
  /// Makes `count` variables of one family. Throws Unsupported past 2^31 - 1 variables.
  Var add_variables(std::int64_t count, std::string family, std::function<std::string(std::int64_t)> name);
  /// The same, found by several numbers.
  Block block(std::string family, std::initializer_list<std::uint64_t> sizes, BlockName name);
  /// Makes the variables of another formula in this one, which has none yet: the other's blocks are this one's, too.
  void add_variables_of(const Formula& other);

  /// Every clause added from now on belongs to `name`; a family may be resumed.
  void begin_family(std::string_view name);

  void add_clause(std::span<const Lit> clause);
  void add_clause(std::initializer_list<Lit> clause) { add_clause(std::span(clause.begin(), clause.size())); }

  /// Room for so many clauses and literals, so that the formula is not copied as it grows.
  void reserve(std::int64_t clauses, std::int64_t literals);

  std::int32_t variables() const { return variables_; }
  std::int64_t clauses() const { return static_cast<std::int64_t>(ends_.size()); }
  std::int64_t literals() const { return static_cast<std::int64_t>(literals_.size()); }
  std::span<const Lit> clause(std::int64_t k) const;

  const std::vector<VariableBlock>& blocks() const { return blocks_; }
  /// Clause families in order of first use, with the number of clauses in each.
  std::vector<ClauseFamily> families() const;
  /// Variable families in order of first use, with the number of variables in each.
  std::vector<ClauseFamily> variable_families() const;
  std::string name(Var var) const;

  /// The same formula, its variables named by number only: needs no encoder to live on.
  Formula without_names() &&;

  /// The same formula without the clauses of one family (for mutation tests: an encoder that forgot a rule).
  Formula without_family(std::string_view name) const;

 private:
  struct FamilyRun {
    std::size_t family;
    std::int64_t first_clause;
  };

  std::int32_t variables_ = 0;
  std::vector<VariableBlock> blocks_;
  std::vector<Lit> literals_;
  std::vector<std::uint64_t> ends_;
  std::vector<std::string> family_names_;
  std::vector<FamilyRun> family_runs_;
};

/// A total assignment: `values[v]` for variable number v; entry 0 is unused.
struct Assignment {
  std::vector<bool> values;

  bool value(Var var) const { return values[static_cast<std::size_t>(var.dimacs())]; }
  bool value(Lit lit) const { return value(lit.var()) == lit.positive(); }
  void set(Var var, bool value) { values[static_cast<std::size_t>(var.dimacs())] = value; }
};

/// The index of the first clause that `assignment` falsifies, or -1.
std::int64_t first_falsified_clause(const Formula& formula, const Assignment& assignment);

}  // namespace arcsat
