#include "arcsat/base/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "arcsat/base/error.hpp"

namespace arcsat {

namespace {

/// A string as it can stand in a one-line message: shortened, control characters escaped.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text.substr(0, 40)) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + (text.size() > 40 ? "…\"" : "\"");
}

}  // namespace

std::string Node::where() const { return fmt::format("{}:{}:{}", *file_, position_.line, position_.column); }

void Node::fail(const std::string& found, const std::string& expected) const {
  throw InputError(fmt::format("{}: found {}, expected {}", where(), found, expected));
}

void Node::expected(const std::string& expected) const { fail(description(), expected); }

std::string Node::description() const {
  struct Describe {
    std::string operator()(bool value) const { return fmt::format("the boolean {}", value); }
    std::string operator()(std::int64_t value) const { return fmt::format("the integer {}", value); }
    std::string operator()(double value) const { return fmt::format("the number {}", value); }
    std::string operator()(const std::string& value) const { return fmt::format("the string {}", quoted(value)); }
    std::string operator()(const Array&) const { return "an array"; }
    std::string operator()(const Table&) const { return "a table"; }
    std::string operator()(const Other& other) const { return other.name; }
  };
  return std::visit(Describe{}, value_);
}

const Node::Table& Node::table() const {
  if (const auto* table = std::get_if<Table>(&value_)) return *table;
  expected("a table");
}

const Node::Table& Node::table(std::initializer_list<std::string_view> allowed) const {
  const Table& entries = table();
  for (const Entry& entry : entries) {
    if (std::find(allowed.begin(), allowed.end(), entry.key) == allowed.end()) {
      entry.key_position.fail(fmt::format("the unknown key {}", quoted(entry.key)),
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
