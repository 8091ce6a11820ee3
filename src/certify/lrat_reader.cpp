#include "certify/lrat_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_id = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t largest_variable = std::numeric_limits<std::int32_t>::max();
// An id, a space, a `d` and a space fit; number() sees to it that as much is in the buffer.
constexpr std::ptrdiff_t longest_field = 32;

}  // namespace

ByteSource source_of(std::string_view text) {
  return [text](char* buffer, std::size_t size) mutable {
    const std::size_t bytes = text.copy(buffer, size);
    text.remove_prefix(bytes);
    return bytes;
  };
}

LratReader::LratReader(const ByteSource& source, const std::string& file_name)
    : source_(source), file_name_(file_name), buffer_(std::size_t{1} << 18) {}

void LratReader::fail(const std::string& what) const {
  throw CheckFailed(fmt::format("{}:{}: {}", file_name_, line_, what));
}

// Moves what is left to the front and reads on. The byte after the last one is a NUL, which no rule accepts, so that
// the inner loops need not ask whether the buffer is at its end.
void LratReader::refill() {
  std::copy(buffer_.begin() + next_, buffer_.begin() + end_, buffer_.begin());
  end_ -= next_;
  next_ = 0;
  while (end_ < longest_field) {
    const auto room = buffer_.size() - 1 - static_cast<std::size_t>(end_);
    const std::size_t bytes = source_(buffer_.data() + end_, room);
    if (bytes > room) throw InternalError("a source gave more bytes than it was asked for");
    if (bytes == 0) break;
    end_ += static_cast<std::ptrdiff_t>(bytes);
    bytes_ += bytes;
  }
  buffer_[static_cast<std::size_t>(end_)] = '\0';
}

bool LratReader::at_end() {
  if (end_ - next_ < longest_field) refill();
  return next_ == end_;
}

void LratReader::fail_at_next(const std::string& expected) {
  if (at_end()) fail(fmt::format("found the end of the file, expected {}", expected));
  const char c = *here();
  if (c == '\n') fail(fmt::format("found the end of the line, expected {}", expected));
  if (c == ' ') fail(fmt::format("found a space, expected {}", expected));
  if (c > ' ' && c <= '~') fail(fmt::format("found '{}', expected {}", c, expected));
  fail(fmt::format("found byte 0x{:02x}, expected {}", static_cast<unsigned char>(c), expected));
}

void LratReader::expect(char wanted) {
  if (*here() != wanted) fail_at_next(wanted == ' ' ? "a space" : "the end of the line");
  ++next_;
}

std::int64_t LratReader::number(std::int64_t largest, const char* what) {
  if (end_ - next_ < longest_field) refill();
  const char* digit = here();
  const bool negative = *digit == '-';
  if (negative) ++digit;
  const char* const first = digit;
  std::uint64_t value = 0;
  // Nineteen digits fit into 64 bits.
  while (*digit >= '0' && *digit <= '9' && digit - first < 19) {
    value = 10 * value + static_cast<std::uint64_t>(*digit++ - '0');
  }
  const bool overlong = *digit >= '0' && *digit <= '9';
  if (*first == '0' && (negative || overlong || digit - first > 1)) {
    fail(fmt::format("{} with a superfluous zero or sign", what));
  }
  if (overlong || value > static_cast<std::uint64_t>(largest)) fail(fmt::format("{} beyond {}", what, largest));
  next_ += digit - here();
  if (digit == first) fail_at_next(what);
  return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

bool LratReader::next(LratStep& step) {
  if (at_end()) return false;
  ++line_;
  step.literals.clear();
  step.hints.clear();
  step.id = number(largest_id, "the id of a step");
  if (step.id <= 0) fail("the id of a step is not positive");
  expect(' ');
  step.deletion = *here() == 'd';
  if (step.deletion) {
    ++next_;
  } else {
    while (const std::int64_t literal = number(largest_variable, "a literal")) {
      step.literals.push_back(static_cast<std::int32_t>(literal));
      expect(' ');
    }
  }
  expect(' ');
  while (const std::int64_t hint = number(largest_id, step.deletion ? "the id of a clause" : "a hint")) {
    if (step.deletion && hint < 0) fail("the id of a clause to be deleted is negative");
    step.hints.push_back(hint);
    expect(' ');
  }
  expect('\n');
  return true;
}

}  // namespace arcsat
