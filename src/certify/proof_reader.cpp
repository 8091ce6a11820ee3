#include "certify/proof_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::int64_t max_variable = std::int64_t{1} << 30;

ProofFormat detect(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return ProofFormat::drat_binary;
  // Lines that begin with `d` occur in both text formats; the first other one decides.
  for (std::size_t line = 0; line < bytes.size();) {
    if (bytes[line] != 'd' && bytes[line] != 'c') {
      const bool frat = std::string_view("oarf").find(bytes[line]) != std::string_view::npos;
      return frat ? ProofFormat::frat_text : ProofFormat::drat_text;
    }
    const std::size_t end = bytes.find('\n', line);
    if (end == std::string_view::npos) break;
    line = end + 1;
  }
  return ProofFormat::drat_text;
}

}  // namespace

ProofReader::ProofReader(std::string_view bytes, std::string name, ProofFormat format)
    : bytes_(bytes), name_(std::move(name)), format_(format == ProofFormat::detect ? detect(bytes) : format) {}

bool ProofReader::next(ProofStep& step) {
  if (format_ == ProofFormat::drat_binary) return next_binary(step);
  if (format_ == ProofFormat::frat_text) return next_frat_line(step);
  return next_drat_line(step);
}

// binary DRAT: ('a' | 'd') (2·v + [negative] in groups of seven bits, low groups first)* 0
bool ProofReader::next_binary(ProofStep& step) {
  if (next_ == bytes_.size()) return false;
  if (peek() != 'a' && peek() != 'd') fail(found_here(), "a step, 'a' or 'd'");
  step.kind = peek() == 'a' ? ProofStep::Kind::add : ProofStep::Kind::remove;
  ++next_;
  literals_.clear();
  while (const std::uint32_t code = read_binary_number()) {
    const auto variable = static_cast<std::int64_t>(code / 2);
    keep(code % 2 == 0 ? variable : -variable);
  }
  step.literals = literals_;
  return true;
}

std::uint32_t ProofReader::read_binary_number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    if (next_ == bytes_.size()) fail("the end of the proof within a step", "a literal or 0");
    const auto byte = static_cast<unsigned char>(bytes_[next_]);
    value |= static_cast<std::uint64_t>(byte & 127U) << shift;
    if (value > 0xffffffff || shift > 28 || (byte == 0 && shift > 0)) fail("an overlong number", "a literal");
    ++next_;
    if (byte < 128) break;
  }
  if (value == 1) fail("the literal -0", "a literal or 0");
  return static_cast<std::uint32_t>(value);
}

// text DRAT: ['d '] literal* '0\n', or 'c' anything '\n'
bool ProofReader::next_drat_line(ProofStep& step) {
  while (skip_comment()) {
  }
  if (next_ == bytes_.size()) return false;
  step.kind = ProofStep::Kind::add;
  if (peek() == 'd') {
    step.kind = ProofStep::Kind::remove;
    ++next_;
    expect(' ', "a space after 'd'");
  }
  read_literals();
  expect('\n', "the end of the line");
  step.literals = literals_;
  return true;
}

// text FRAT: ('o' | 'a' | 'd' | 'f') id literal* '0' [' l' id* '0'] '\n', or 'r' (id id)* '0\n'
bool ProofReader::next_frat_line(ProofStep& step) {
  while (true) {
    while (skip_comment()) {
    }
    if (next_ == bytes_.size()) return false;
    const char kind = peek();
    if (std::string_view("oadrf").find(kind) == std::string_view::npos) {
      fail(found_here(), "a FRAT step, one of 'o', 'a', 'd', 'r', 'f'");
    }
    ++next_;
    expect(' ', "a space");
    if (kind == 'r') {
      read_numbers("a clause number or 0");
    } else {
      if (read_number("a clause number") <= 0) fail("a number below 1", "a clause number");
      expect(' ', "a space");
      read_literals();
      if (kind == 'a' && peek() == ' ') {
        ++next_;
        expect('l', "'l' and hints");
        expect(' ', "a space");
        read_numbers("a hint or 0");
      }
    }
    expect('\n', "the end of the line");
    if (kind != 'a' && kind != 'd') continue;
    step.kind = kind == 'a' ? ProofStep::Kind::add : ProofStep::Kind::remove;
    step.literals = literals_;
    return true;
  }
}

void ProofReader::read_literals() {
  literals_.clear();
  while (const std::int64_t literal = read_number("a literal or 0")) {
    keep(literal);
    expect(' ', "a space");
  }
}

void ProofReader::read_numbers(const char* what) {
  while (read_number(what) != 0) expect(' ', "a space");
}

std::int64_t ProofReader::read_number(const char* what) {
  std::int64_t value = 0;
  const char* begin = bytes_.data() + next_;
  const auto [after, error] = std::from_chars(begin, bytes_.data() + bytes_.size(), value);
  if (error == std::errc::result_out_of_range) fail("an overlong number", what);
  if (error != std::errc()) fail(found_here(), what);
  // "-0" would end a clause as 0 does, and 007 would be a literal: no solver writes either.
  const auto length = static_cast<std::size_t>(after - begin);
  const std::size_t digit = *begin == '-' ? 1 : 0;
  if (begin[digit] == '0' && length > 1) fail("a number with a leading or signed zero", what);
  next_ += length;
  return value;
}

void ProofReader::expect(char wanted, const char* what) {
  if (next_ == bytes_.size() || bytes_[next_] != wanted) fail(found_here(), what);
  ++next_;
}

bool ProofReader::skip_comment() {
  if (peek() != 'c') return false;
  const std::size_t end = bytes_.find('\n', next_);
  if (end == std::string_view::npos) {
    next_ = bytes_.size();
    fail(found_here(), "the end of the comment line");
  }
  next_ = end + 1;
  return true;
}

void ProofReader::keep(std::int64_t literal) {
  if (literal > max_variable || literal < -max_variable) {
    throw Unsupported(
        fmt::format("{}: a proof with the literal {}, expected variables of at most 2^30", name_, literal));
  }
  literals_.push_back(Lit::from_dimacs(static_cast<std::int32_t>(literal)));
}

std::string ProofReader::found_here() const {
  if (next_ >= bytes_.size()) return "the end of the proof";
  const auto byte = static_cast<unsigned char>(bytes_[next_]);
  if (byte == '\n') return "the end of the line";
  if (byte < 32 || byte > 126) return fmt::format("the byte 0x{:02x}", byte);
  return fmt::format("'{}'", bytes_[next_]);
}

void ProofReader::fail(const std::string& found, const std::string& expected) const {
  if (format_ == ProofFormat::drat_binary) {
    throw InputError(fmt::format("{}: byte {}: found {}, expected {}", name_, next_, found, expected));
  }
  const std::string_view before = bytes_.substr(0, next_);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t last_newline = before.rfind('\n');
  const std::size_t line_start = last_newline == std::string_view::npos ? 0 : last_newline + 1;
  throw InputError(
      fmt::format("{}:{}:{}: found {}, expected {}", name_, line, next_ - line_start + 1, found, expected));
}

}  // namespace arcsat
