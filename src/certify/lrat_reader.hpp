// Reads LRAT proofs in their text form, line by line, from bytes that need not all be in memory.
//
// Format: Cruz-Filipe, Heule, Hunt, Kaufmann, Schneider-Kamp, "Efficient Certified RAT Verification", CADE 2017.
// A line is a lemma, `ID LITERAL… 0 HINT… 0`, or a deletion, `ID d ID… 0`. Hints are ids of clauses that become unit or
// falsified in this order; a negative hint begins the part of a RAT check that treats one clause with the negated
// pivot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace arcsat {

/// Fills `buffer` from its front with at most `size` bytes and returns how many; 0 only at the end, and then always.
using ByteSource = std::function<std::size_t(char* buffer, std::size_t size)>;

/// The bytes of `text`, which must outlive the source.
ByteSource source_of(std::string_view text);

/// One line of a proof. Its meaning is not checked, only its form.
struct LratStep {
  std::int64_t id = 0;  // of a deletion: without meaning
  bool deletion = false;
  std::vector<std::int32_t> literals;  // DIMACS; of a lemma
  std::vector<std::int64_t> hints;     // of a lemma; or the ids that are deleted
};

/// Accepts decimal numbers without plus sign, leading zeros or negative zero, variables up to 2^31 - 1 and ids up to
/// 2^63 - 1, separated by one space each, and lines that all end in a newline; nothing else, no comments either.
class LratReader {
 public:
  /// `file_name` is for messages. Both must outlive the reader.
  LratReader(const ByteSource& source, const std::string& file_name);

  /// Reads the next line; false at the end of the file. Throws CheckFailed `file:line: …`.
  bool next(LratStep& step);
  bool at_end();
  /// Throws CheckFailed with the position of the line that was read last.
  [[noreturn]] void fail(const std::string& what) const;
  /// Bytes taken from the source so far.
  std::uint64_t bytes() const { return bytes_; }

 private:
  const char* here() const { return buffer_.data() + next_; }
  void refill();
  std::int64_t number(std::int64_t largest, const char* what);
  void expect(char wanted);
  [[noreturn]] void fail_at_next(const std::string& expected);

  const ByteSource& source_;
  const std::string& file_name_;
  std::vector<char> buffer_;
  std::ptrdiff_t next_ = 0;
  std::ptrdiff_t end_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t line_ = 0;
};

}  // namespace arcsat
