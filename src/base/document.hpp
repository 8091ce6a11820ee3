// A TOML or JSON file as a tree whose every node knows its position, so that each complaint about it can name a line.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace arcsat {

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class Node {
 public:
  struct Entry;
  using Array = std::vector<Node>;
  using Table = std::vector<Entry>;
  /// What is neither boolean, number, string, array nor table, by its name ("a date", "null").
  struct Other {
    std::string name;
  };
  using Value = std::variant<bool, std::int64_t, double, std::string, Array, Table, Other>;

  Node(const std::string* file, Position position, Value value);

  /// Throws InputError: `file:line:col: found …, expected …`.
  [[noreturn]] void fail(const std::string& found, const std::string& expected) const;
  /// The same with this node's own description as what was found.
  [[noreturn]] void expected(const std::string& expected) const;
  /// `file:line:col`.
  std::string where() const;
  /// "the integer 5", "a table", …
  std::string description() const;

  /// A table with no keys but `allowed`; fails at the first unknown key.
  const Table& table(std::initializer_list<std::string_view> allowed) const;
  const Table& table() const;
  const Array& array() const;
  /// An integer within [least, most].
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  /// An integer or a real number.
  double number() const;
  /// A string of at most `longest` bytes.
  const std::string& text(std::size_t longest = 200) const;

  /// The value under `key`, or nullptr. Only for tables.
  const Node* find(std::string_view key) const;
  /// The value under `key`; fails at this table if there is none.
  const Node& at(std::string_view key) const;

  const Value& value() const { return value_; }
  Value& value() { return value_; }

 private:
  const std::string* file_;
  Position position_;
  Value value_;
};

struct Node::Entry {
  std::string key;
  Node key_position;
  Node value;
};

// Here and not in the class, because it needs the whole of Entry.
inline Node::Node(const std::string* file, Position position, Value value)
    : file_(file), position_(position), value_(std::move(value)) {}

/// A parsed file. Nodes refer to its file name, so it must outlive them.
class Document {
 public:
  /// Both throw InputError with a position for anything that is not well formed, duplicate keys, NUL bytes and a second
  /// byte order mark included.
  static Document from_toml(std::string_view text, std::string file);
  static Document from_json(std::string_view text, std::string file);

  const Node& root() const { return *root_; }

 private:
  Document() = default;
  /// A parser may take a NUL byte for the end of the text. Throws InputError with the position of the first.
  static void require_no_nul(std::string_view text, const std::string& file);
  std::unique_ptr<std::string> file_;
  std::unique_ptr<Node> root_;
};

}  // namespace arcsat
