// Why a lemma may be added, and the log that keeps it until the core is known and the proof can be written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/budget.hpp"
#include "certify/clause_store.hpp"

namespace arcsat::elaboration {

/// A clause that is unit, or at last false, under the literals assigned so far.
struct Hint {
  ClauseRef clause;
  bool last_use;  // no later lemma needs the clause
};

struct Justification {
  /// One clause that contains the negated pivot, and the propagation that refutes its resolvent with the lemma. No
  /// hints if the resolvent is a tautology or already satisfied.
  struct Resolvent {
    ClauseRef candidate;
    std::vector<Hint> hints;
  };

  std::vector<Hint> hints;            // in the order of propagation
  bool rat = false;                   // not RUP: `hints` end without a conflict
  std::vector<Resolvent> resolvents;  // in the order of the store

  void clear() {
    hints.clear();
    rat = false;
    resolvents.clear();
  }
};

/// A stack of justifications: the way back pushes them, writing pops them in the order of the proof.
class JustificationLog {
 public:
  /// The memory limit of the budget, minus `bytes_elsewhere`, is checked whenever the log grows.
  JustificationLog(const Budget& budget, std::size_t bytes_elsewhere)
      : budget_(budget), bytes_elsewhere_(bytes_elsewhere) {}

  /// `end` lies behind every clause mentioned; `pop` must be given the same.
  void push(const Justification& justification, ClauseRef end);
  void pop(Justification& justification, ClauseRef end);

  std::size_t bytes() const { return blocks_.size() * block_bytes; }

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 20;
  using Block = std::array<std::uint8_t, block_bytes>;

  void push_hints(const std::vector<Hint>& hints, ClauseRef end);
  void pop_hints(std::vector<Hint>& hints, ClauseRef end);
  void push_number(std::uint64_t number);
  std::uint64_t pop_number();
  void push_byte(std::uint8_t byte);
  std::uint8_t pop_byte();

  const Budget& budget_;
  std::size_t bytes_elsewhere_;
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t used_ = block_bytes;  // of the last block
};

}  // namespace arcsat::elaboration
