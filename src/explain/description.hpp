// A protocol in words, for people and for programs.
#pragma once

#include "explain/simplification.hpp"

namespace arcsat {

class DescribedProtocol {
 public:
  DescribedProtocol(Description description, Runs runs);

  /// At most `most` lines, if that can be by leaving out grids, the largest first; none: all of it.
  std::vector<std::string> words(std::optional<std::size_t> most) const;
  /// {"messages": [{"name": "A", "epoch", "from", "to", "bits", "terms": [FUNCTION, ...]}, ...], "answer": FUNCTION, "example":
  /// {"input": [...], "values": {"A": 1, ...}, "answer": 0}}; a thought has its number in place of epoch, from and to; tokens are
  /// named where there are several. FUNCTION is {"is": expression, "ignores": ["w", ...], "words": [line, ...]}.
  Json json() const;

  const Instance& instance() const { return runs_.instance(); }
  /// Bits that hold all values that are said in a slot.
  std::uint64_t bits_said(std::size_t slot) const { return bits_said_[slot]; }
  /// Its rows, as a protocol of an instance with the same inputs and slots, but for their widths.
  Protocol as_tables(std::shared_ptr<const Instance> instance) const;

 private:
  Description description_;
  Runs runs_;
  SlotNames names_;
  std::vector<std::uint64_t> bits_said_;
  std::size_t example_ = 0;
};

/// Of a protocol that is right on every allowed input. Throws what Runs and `simplify` throw.
DescribedProtocol describe(const Protocol& protocol, const Budget& budget);

}  // namespace arcsat
