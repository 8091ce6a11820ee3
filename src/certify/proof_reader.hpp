// Clausal proofs as the solvers write them: DRAT in text or binary form, and CryptoMiniSat's FRAT in text form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cnf/literal.hpp"

namespace arcsat {

enum class ProofFormat { detect, drat_text, drat_binary, frat_text };

/// One line of a proof: a lemma that is added or a clause that is deleted.
struct ProofStep {
  enum class Kind { add, remove };

  Kind kind = Kind::add;
  /// As written, duplicates included; the first one is the pivot of a RAT lemma. Valid until the next step is read.
  std::span<const Lit> literals;
};

/// Reads a proof from front to back. Of FRAT it gives the additions and deletions, without their numbers and hints;
/// the lines that state originals, renumber or finalize clauses say nothing that DRAT would.
class ProofReader {
 public:
  /// `bytes` must outlive the reader; `name` is for messages. With `ProofFormat::detect` a NUL byte means binary,
  /// since every binary step ends in one and no text contains any; a text line that begins with `o`, `a`, `r` or `f`
  /// means FRAT.
  ProofReader(std::string_view bytes, std::string name, ProofFormat format = ProofFormat::detect);

  /// Gives the next step, or false at the end. Throws InputError with file, line and column (binary: file and byte
  /// offset) if the proof is malformed or ends within a step; Unsupported for a variable past 2^30.
  bool next(ProofStep& step);

  ProofFormat format() const { return format_; }
  const std::string& name() const { return name_; }
  std::size_t size() const { return bytes_.size(); }

 private:
  bool next_binary(ProofStep& step);
  bool next_drat_line(ProofStep& step);
  bool next_frat_line(ProofStep& step);
  void read_literals();
  void read_numbers(const char* what);
  std::int64_t read_number(const char* what);
  std::uint32_t read_binary_number();
  void expect(char wanted, const char* what);
  bool skip_comment();
  void keep(std::int64_t literal);
  char peek() const { return next_ < bytes_.size() ? bytes_[next_] : '\0'; }
  [[noreturn]] void fail(const std::string& found, const std::string& expected) const;
  std::string found_here() const;

  std::string_view bytes_;
  std::string name_;
  ProofFormat format_;
  std::size_t next_ = 0;
  std::vector<Lit> literals_;
};

}  // namespace arcsat
