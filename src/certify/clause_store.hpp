// All clauses of a formula and its proof, one behind another in one block of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

#include "base/budget.hpp"
#include "cnf/literal.hpp"

namespace arcsat::elaboration {

/// Where a clause lies in its store, in units of eight bytes; less than 2^31, so that users have a bit to spare.
enum class ClauseRef : std::uint32_t {};
constexpr ClauseRef no_clause{0xffffffff};

/// A clause without duplicate literals; these follow it in memory. Propagation reorders them: it watches the first two.
class Clause {
 public:
  static constexpr std::uint32_t max_size = (1U << 28) - 1;

  std::uint32_t size() const { return size_and_flags_ >> 4; }
  std::span<Lit> literals() { return {reinterpret_cast<Lit*>(this + 1), size()}; }
  std::span<const Lit> literals() const { return {reinterpret_cast<const Lit*>(this + 1), size()}; }

  /// Neither deleted nor, on the way back, yet to be added.
  bool active() const { return flag(active_bit); }
  void set_active(bool on) { set_flag(active_bit, on); }
  /// Some later lemma, or the empty clause, needs it.
  bool core() const { return flag(core_bit); }
  void set_core() { set_flag(core_bit, true); }
  /// True whatever the assignment, hence neither a reason nor a conflict: propagation never sees it.
  bool tautology() const { return flag(tautology_bit); }

  /// An original's number; a lemma's pivot (0 if it is empty) until it has been written, from then on its number.
  std::uint32_t tag = 0;

 private:
  friend class ClauseStore;
  static constexpr std::uint32_t active_bit = 1, core_bit = 2, tautology_bit = 4;

  bool flag(std::uint32_t bit) const { return (size_and_flags_ & bit) != 0; }
  void set_flag(std::uint32_t bit, bool on) { size_and_flags_ = on ? size_and_flags_ | bit : size_and_flags_ & ~bit; }

  std::uint32_t size_and_flags_ = 0;
};
static_assert(sizeof(Clause) == 8 && sizeof(Lit) == 4);

class ClauseStore {
 public:
  /// The budget's memory limit is checked whenever the store grows.
  explicit ClauseStore(const Budget& budget) : budget_(budget) {}

  /// Appends a clause that is not active yet; `literals` has no duplicates. Throws Unsupported past 16 GiB of clauses.
  ClauseRef add(std::span<const Lit> literals, bool tautology, std::uint32_t tag);

  Clause& operator[](ClauseRef ref) { return *reinterpret_cast<Clause*>(address(ref)); }
  const Clause& operator[](ClauseRef ref) const { return *reinterpret_cast<const Clause*>(address(ref)); }

  /// The clauses in the order in which they were added: from `first()` by `after()` until `end()`.
  ClauseRef first() const { return ClauseRef{0}; }
  ClauseRef after(ClauseRef ref) const;
  ClauseRef end() const { return ClauseRef{used_}; }

  std::size_t bytes() const { return std::size_t{capacity_} * unit_bytes; }

 private:
  static constexpr std::size_t unit_bytes = 8;
  struct Free {
    void operator()(std::byte* block) const { std::free(block); }
  };

  std::byte* address(ClauseRef ref) const { return block_.get() + static_cast<std::size_t>(ref) * unit_bytes; }
  void grow(std::uint64_t units);

  const Budget& budget_;
  // From malloc and not a vector: realloc moves the pages of a large block instead of copying them, so that growing
  // needs no second block.
  std::unique_ptr<std::byte, Free> block_;
  std::uint32_t used_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace arcsat::elaboration
