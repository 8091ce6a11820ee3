#include "cnf/dimacs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <iterator>
#include <vector>

#include "base/budget.hpp"
#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::size_t chunk_bytes = 1 << 20;

void append_clauses(const Formula& formula, std::int64_t first, std::int64_t end, fmt::memory_buffer& out) {
  for (std::int64_t k = first; k < end; ++k) {
    for (const Lit lit : formula.clause(k)) {
      const fmt::format_int digits(lit.dimacs());
      out.append(digits.data(), digits.data() + digits.size());
      out.push_back(' ');
    }
    out.push_back('0');
    out.push_back('\n');
  }
}

void append_header(const Formula& formula, fmt::memory_buffer& out) {
  fmt::format_to(std::back_inserter(out), "p cnf {} {}\n", formula.variables(), formula.clauses());
}

[[noreturn]] void fail_to_write(int error) {
  if (error == EINTR) Budget().check();  // a signal, while it waited for a pipe's reader
  throw Error(fmt::format("the formula could not be written: {}", std::strerror(error)));
}

void write_all(std::string_view bytes, std::FILE* file) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size()) fail_to_write(errno);
}

/// Reads words and numbers and keeps the position for messages.
class DimacsReader {
 public:
  DimacsReader(std::string_view text, const std::string& file_name) : text_(text), file_name_(file_name) {}

  Formula read() {
    skip_comments();
    const auto [variables, clauses] = header();
    Formula formula;
    formula.add_variables(variables, "variable", [](std::int64_t k) { return fmt::format("x{}", k + 1); });
    std::vector<Lit> clause;
    for (std::int64_t k = 0; k < clauses; ++k) {
      clause.clear();
      while (true) {
        skip_space();
        if (at_end()) fail("the end of the file", fmt::format("clause {} of {}", k + 1, clauses));
        const std::int64_t literal = number("a literal");
        if (literal == 0) break;
        if (literal > variables || literal < -variables) {
          next_ = number_start_;
          fail(fmt::format("the literal {}", literal), fmt::format("a variable of at most {}", variables));
        }
        clause.push_back(Lit::from_dimacs(static_cast<std::int32_t>(literal)));
      }
      formula.add_clause(clause);
    }
    skip_space();
    if (!at_end()) fail("more after the last clause", fmt::format("the end of the file after {} clauses", clauses));
    return formula;
  }

 private:
  bool at_end() const { return next_ == text_.size(); }

  void advance() {
    if (text_[next_++] == '\n') {
      ++line_;
      line_start_ = next_;
    }
  }

  void skip_space() {
    while (!at_end() && (text_[next_] == ' ' || text_[next_] == '\n' || text_[next_] == '\r' || text_[next_] == '\t')) {
      advance();
    }
  }

  void skip_comments() {
    while (!at_end() && text_[next_] == 'c') {
      while (!at_end() && text_[next_] != '\n') advance();
      if (!at_end()) advance();
    }
  }

  std::pair<std::int64_t, std::int64_t> header() {
    constexpr std::string_view opening = "p cnf ";
    if (text_.substr(next_, opening.size()) != opening) fail("no header", "'p cnf VARIABLES CLAUSES'");
    next_ += opening.size();
    const std::int64_t variables = number("the number of variables");
    check_range(variables, 0x7fffffff, "variables", "0 to 2^31 - 1");
    if (at_end() || text_[next_] != ' ') fail("no second number", "'p cnf VARIABLES CLAUSES'");
    ++next_;
    const std::int64_t clauses = number("the number of clauses");
    check_range(clauses, INT64_MAX, "clauses", "a number of at least 0");
    return {variables, clauses};
  }

  /// Refuses the number just read, at its own position.
  void check_range(std::int64_t value, std::int64_t most, const char* what, const char* expected) {
    if (value >= 0 && value <= most) return;
    next_ = number_start_;
    fail(fmt::format("{} {}", value, what), expected);
  }

  std::int64_t number(const char* expected) {
    number_start_ = next_;
    std::int64_t value = 0;
    const char* begin = text_.data() + next_;
    const char* end = text_.data() + text_.size();
    const auto [after, error] = std::from_chars(begin, end, value);
    if (error == std::errc::result_out_of_range) fail("an overlong number", expected);
    if (error != std::errc()) fail(next_character(), expected);
    next_ += static_cast<std::size_t>(after - begin);
    if (!at_end() && std::string_view(" \n\r\t").find(text_[next_]) == std::string_view::npos) {
      fail(next_character() + " after a number", "white space");
    }
    return value;
  }

  std::string next_character() const {
    if (at_end()) return "the end of the file";
    const auto c = static_cast<unsigned char>(text_[next_]);
    return c >= 0x20 && c < 0x7f ? fmt::format("'{:c}'", c) : fmt::format("the byte 0x{:02x}", c);
  }

  [[noreturn]] void fail(const std::string& found, const std::string& expected) const {
    throw InputError(
        fmt::format("{}:{}:{}: found {}, expected {}", file_name_, line_, next_ - line_start_ + 1, found, expected));
  }

  std::string_view text_;
  const std::string& file_name_;
  std::size_t next_ = 0;
  std::size_t number_start_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
};

}  // namespace

void write_dimacs(const Formula& formula, std::FILE* file, DimacsNames names) {
  if (names == DimacsNames::with) {
    fmt::memory_buffer buffer;
    for (const ClauseFamily& family : formula.families()) {
      fmt::format_to(std::back_inserter(buffer), "c family {}: {} clauses\n", family.name, family.clauses);
    }
    for (const VariableBlock& block : formula.blocks()) {
      for (std::int64_t k = 0; k < block.count; ++k) {
        fmt::format_to(std::back_inserter(buffer), "c {} {}\n", block.first.dimacs() + k, block.name(k));
        if (buffer.size() > chunk_bytes) {
          write_all({buffer.data(), buffer.size()}, file);
          buffer.clear();
        }
      }
    }
    write_all({buffer.data(), buffer.size()}, file);
  }
  for_each_dimacs_chunk(formula, [&](std::string_view chunk) { write_all(chunk, file); });
  if (std::fflush(file) != 0) fail_to_write(errno);
}

void for_each_dimacs_chunk(const Formula& formula, const std::function<void(std::string_view)>& take) {
  fmt::memory_buffer buffer;
  append_header(formula, buffer);
  constexpr std::int64_t step = 4096;
  for (std::int64_t k = 0; k < formula.clauses(); k += step) {
    append_clauses(formula, k, std::min(k + step, formula.clauses()), buffer);
    if (buffer.size() > chunk_bytes) {
      take({buffer.data(), buffer.size()});
      buffer.clear();
    }
  }
  take({buffer.data(), buffer.size()});
}

std::string dimacs_text(const Formula& formula) {
  std::string text;
  for_each_dimacs_chunk(formula, [&](std::string_view chunk) { text += chunk; });
  return text;
}

Formula read_dimacs(std::string_view text, const std::string& file_name) {
  return DimacsReader(text, file_name).read();
}

}  // namespace arcsat
