#include "arcsat/certify/lrat_reader.hpp"

#include <fmt/format.h>

#include <limits>

#include "arcsat/base/error.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t largest_id = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t largest_variable = std::numeric_limits<std::int32_t>::max();

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

bool LratReader::at_end() {
  if (next_ < end_) return false;
  next_ = 0;
  end_ = source_(buffer_.data(), buffer_.size());
  if (end_ > buffer_.size()) throw InternalError("a source gave more bytes than it was asked for");
  bytes_ += end_;
  return end_ == 0;
}

void LratReader::fail_at_next(const std::string& expected) {
  if (at_end()) fail(fmt::format("found the end of the file, expected {}", expected));
  const char c = buffer_[next_];
  if (c == '\n') fail(fmt::format("found the end of the line, expected {}", expected));
  if (c > ' ' && c <= '~') fail(fmt::format("found '{}', expected {}", c, expected));
  fail(fmt::format("found byte 0x{:02x}, expected {}", static_cast<unsigned char>(c), expected));
}

void LratReader::expect(char wanted) {
  if (at_end() || buffer_[next_] != wanted) fail_at_next(wanted == ' ' ? "a space" : "the end of the line");
  ++next_;
}

std::int64_t LratReader::number(std::int64_t largest, const char* what) {
  const auto is_digit = [&] { return !at_end() && buffer_[next_] >= '0' && buffer_[next_] <= '9'; };
  const bool negative = !at_end() && buffer_[next_] == '-';
  if (negative) ++next_;
  if (!is_digit()) fail_at_next(what);
  const bool zero = buffer_[next_] == '0';
  std::uint64_t value = 0;
  while (is_digit()) {
    // The largest that is allowed has at most 63 bits, so that ten times it and a digit fit into 64 only just not;
    // hence the test comes before the product.
    if (value > static_cast<std::uint64_t>(largest) / 10) fail(fmt::format("{} is larger than {}", what, largest));
    value = 10 * value + static_cast<std::uint64_t>(buffer_[next_++] - '0');
  }
  if (value > static_cast<std::uint64_t>(largest)) fail(fmt::format("{} is larger than {}", what, largest));
  if (zero && (value != 0 || negative)) fail(fmt::format("{} begins with a superfluous zero or sign", what));
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
  step.deletion = !at_end() && buffer_[next_] == 'd';
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
