// LRAT proofs, in text and in the binary form that the verified checker of ACL2 reads.
#pragma once

#include <cstdint>
#include <cstdio>
#include <span>
#include <vector>

#include "cnf/literal.hpp"

namespace arcsat {

enum class LratFormat { text, binary };

/// Buffers; `finish` must be called. Every function throws Error if the file cannot be written.
///
/// Text: `ID literal* 0 hint* 0` and `ID d id* 0`. Binary ("CLRAT", to-clrat.c of drat-trim and clrat-parser.lisp of
/// ACL2): 'a' ID literal* 0 hint* 0 and 'd' id* 0, every number n as 2·|n| + [n < 0] in groups of seven bits, low
/// groups first, all but the last with the high bit set.
class LratWriter {
 public:
  LratWriter(std::FILE* file, LratFormat format) : file_(file), format_(format) {}
  LratWriter(const LratWriter&) = delete;
  LratWriter& operator=(const LratWriter&) = delete;

  /// Adds clause `id`. Positive hints are clauses that become unit or false; a negative one starts the refutation of
  /// the resolvent with that clause.
  void add(std::int64_t id, std::span<const Lit> literals, std::span<const std::int64_t> hints);

  /// Deletes clauses; `last_id` is the number of the last clause so far.
  void remove(std::int64_t last_id, std::span<const std::int64_t> ids);

  void finish();

 private:
  void put(std::int64_t number);
  void put_end();
  void flush();

  std::FILE* file_;
  LratFormat format_;
  std::vector<char> buffer_;
};

}  // namespace arcsat
