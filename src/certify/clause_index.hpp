// Finds an active clause by its literals, for deletions, which name clauses that way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "certify/clause_store.hpp"
#include "certify/literal_map.hpp"

namespace arcsat::elaboration {

/// A hash table of clauses whose key is the set of literals, in whatever order.
class ClauseIndex {
 public:
  /// `marks[lit] == mark` must hold for exactly the literals of the clause when `take` is called.
  ClauseIndex(const ClauseStore& store, const LiteralMap<std::uint32_t>& marks) : store_(store), marks_(marks) {}

  void insert(ClauseRef ref);

  /// Removes and returns a clause with exactly the marked literals, `literals`; no_clause if there is none.
  ClauseRef take(std::span<const Lit> literals, std::uint32_t mark);

  std::size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  struct Slot {
    ClauseRef ref = no_clause;
    std::uint32_t hash = 0;
  };

  static std::uint32_t hash(std::span<const Lit> literals);
  std::size_t home(std::uint32_t hash) const { return hash & (slots_.size() - 1); }
  std::size_t next(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  bool has_marked_literals(ClauseRef ref, std::size_t size, std::uint32_t mark) const;
  void remove(std::size_t slot);
  void grow();

  const ClauseStore& store_;
  const LiteralMap<std::uint32_t>& marks_;
  std::vector<Slot> slots_;  // linear probing, a power of two
  std::size_t used_ = 0;
};

}  // namespace arcsat::elaboration
