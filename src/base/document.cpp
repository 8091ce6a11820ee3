#include "base/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace arcsat {

std::string Node::where() const { return fmt::format("{}:{}:{}", *file_, position_.line, position_.column); }

void Node::fail(const std::string& found, const std::string& expected) const {
  throw InputError(fmt::format("{}: found {}, expected {}", where(), found, expected));
}

void Node::expected(const std::string& expected) const { fail(description(), expected); }

std::string Node::description() const {
  struct Describe {
    std::string operator()(bool value) const { return fmt::format("the boolean {}", value); }
    std::string operator()(std::int64_t value) const { return fmt::format("the integer {}", value); }
    std::string operator()(double value) const {
      const std::string digits = fmt::format("{}", value);
      const bool whole = digits.find_first_not_of("-0123456789") == std::string::npos;
      return fmt::format("the number {}{}", digits, whole ? ".0" : "");  // not to be taken for an integer
    }
    std::string operator()(const std::string& value) const { return fmt::format("the string {}", in_quotes(value)); }
    std::string operator()(const Array&) const { return "an array"; }
    std::string operator()(const Table&) const { return "a table"; }
    std::string operator()(const Other& other) const { return other.name; }
  };
  return std::visit(Describe{}, value_);
}

void Document::require_no_nul(std::string_view text, const std::string& file) {
  const std::size_t at = text.find('\0');
  if (at == std::string_view::npos) return;
  const std::string_view before = text.substr(0, at);
  const std::string_view line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto columns = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xc0) != 0x80; });
  throw InputError(fmt::format("{}:{}:{}: found a NUL byte, expected text", file,
                               std::count(before.begin(), before.end(), '\n') + 1, columns + 1));
}

const Node::Table& Node::table() const {
  if (const auto* table = std::get_if<Table>(&value_)) return *table;
  expected("a table");
}

const Node::Table& Node::table(std::initializer_list<std::string_view> allowed) const {
  const Table& entries = table();
  for (const Entry& entry : entries) {
    if (std::find(allowed.begin(), allowed.end(), entry.key) == allowed.end()) {
      entry.key_position.fail(fmt::format("the unknown key {}", in_quotes(entry.key)),
                              fmt::format("{}", fmt::join(allowed, ", ")));
    }
  }
  return entries;
}

const Node::Array& Node::array() const {
  if (const auto* array = std::get_if<Array>(&value_)) return *array;
  expected("an array");
}

std::int64_t Node::integer(std::int64_t least, std::int64_t most) const {
  const auto* value = std::get_if<std::int64_t>(&value_);
  if (value == nullptr || *value < least || *value > most) {
    expected(least == most ? fmt::format("the integer {}", least)
                           : fmt::format("an integer from {} to {}", least, most));
  }
  return *value;
}

double Node::number() const {
  if (const auto* integer = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&value_)) return *real;
  expected("a number");
}

const std::string& Node::text(std::size_t longest) const {
  const auto* value = std::get_if<std::string>(&value_);
  if (value == nullptr) expected("a string");
  if (value->size() > longest) {
    fail(fmt::format("a string of {} bytes", value->size()), fmt::format("at most {}", longest));
  }
  return *value;
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : table()) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

const Node& Node::at(std::string_view key) const {
  if (const Node* node = find(key)) return *node;
  fail(fmt::format("no key \"{}\"", key), "it to be given");
}

}  // namespace arcsat
