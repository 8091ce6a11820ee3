#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/document.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace arcsat {

namespace {

/// Follows the characters that the parser consumes: where it is, and where the token that it reads began.
struct Cursor {
  Position next;
  Position last;
  Position token;
  bool in_token = false;

  void consume(char c) {
    last = next;
    if (!in_token && std::string_view(" \t\r\n,:").find(c) == std::string_view::npos) {
      in_token = true;
      token = next;
    }
    if (c == '\n') {
      ++next.line;
      next.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
      ++next.column;  // a continuation byte of UTF-8 is not a column
    }
  }

  Position take_token() {
    in_token = false;
    return token;
  }
};

/// A character iterator that tells the cursor of each character passed.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, Cursor* cursor) : at_(at), cursor_(cursor) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    cursor_->consume(*at_++);
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  Cursor* cursor_;
};

/// Builds the tree from the parser's events.
class JsonTree : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonTree(const std::string* file, Cursor* cursor) : file_(file), cursor_(cursor) {}

  std::unique_ptr<Node> take_root() { return std::move(root_); }

  bool null() override { return add(Node::Other{"null"}); }
  bool boolean(bool value) override { return add(value); }
  /// Of integers with a sign. Negative zero is refused: readers do not agree whether it is an integer.
  bool number_integer(number_integer_t value) override {
    if (value == 0) return add(Node::Other{"-0"});
    return add(std::int64_t{value});
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return add(Node::Other{fmt::format("the integer {}", value)});
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t&) override {
    if (value == 0 && std::signbit(value)) return add(Node::Other{"-0.0"});
    return add(value);
  }
  bool string(string_t& value) override { return add(value); }
  bool binary(binary_t&) override { return add(Node::Other{"binary"}); }
  bool start_object(std::size_t) override { return open(Node::Table{}); }
  bool start_array(std::size_t) override { return open(Node::Array{}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    const Node position(file_, cursor_->take_token(), Node::Other{"a key"});
    const auto& entries = std::get<Node::Table>(open_.back()->value());
    // Objects of these formats have a handful of keys, so a linear search is the fast one.
    if (std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.key == value; })) {
      position.fail(fmt::format("the key {} a second time", in_quotes(value)), "each key once");
    }
    keys_.back() = {value, position};
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
    // nlohmann's text is "[json.exception…] parse error at line L, column C: REASON" or "[json.exception…] REASON".
    std::string_view reason = error.what();
    if (const auto end = reason.find("] "); end != std::string_view::npos) reason.remove_prefix(end + 2);
    if (reason.starts_with("parse error at")) reason.remove_prefix(std::min(reason.find(": "), reason.size() - 2) + 2);
    // The token at fault; or the end; or the character that ended a number and cannot stand there.
    const bool ended = reason.find("unexpected end of input") != std::string_view::npos;
    const Position at = cursor_->in_token ? cursor_->token : ended ? cursor_->next : cursor_->last;
    throw InputError(fmt::format("{}:{}:{}: found text that is not JSON ({}), expected JSON", *file_, at.line,
                                 at.column, one_line(reason, 200)));
  }

 private:
  static constexpr std::size_t max_depth = 32;
  struct PendingKey {
    std::string key;
    Node position;
  };

  Node* place(Node node) {
    if (open_.empty()) {
      root_ = std::make_unique<Node>(std::move(node));
      return root_.get();
    }
    if (auto* elements = std::get_if<Node::Array>(&open_.back()->value())) {
      return &elements->emplace_back(std::move(node));
    }
    auto& entries = std::get<Node::Table>(open_.back()->value());
    entries.push_back({std::move(keys_.back().key), keys_.back().position, std::move(node)});
    return &entries.back().value;
  }

  bool add(Node::Value value) {
    place(Node(file_, cursor_->take_token(), std::move(value)));
    return true;
  }

  bool open(Node::Value value) {
    Node node(file_, cursor_->take_token(), std::move(value));
    if (open_.size() >= max_depth) node.fail("deeper nesting", fmt::format("at most {} levels", max_depth));
    open_.push_back(place(std::move(node)));
    keys_.push_back({"", Node(file_, {}, Node::Other{"a key"})});
    return true;
  }

  bool close() {
    cursor_->take_token();
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  const std::string* file_;
  Cursor* cursor_;
  std::unique_ptr<Node> root_;
  std::vector<Node*> open_;
  std::vector<PendingKey> keys_;
};

}  // namespace

Document Document::from_json(std::string_view text, std::string file) {
  Document document;
  document.file_ = std::make_unique<std::string>(std::move(file));
  require_no_nul(text, *document.file_);
  Cursor cursor;
  JsonTree tree(document.file_.get(), &cursor);
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.starts_with(byte_order_mark)) {  // the parser would take one more
    throw InputError(fmt::format("{}:1:1: found a second byte order mark, expected JSON", *document.file_));
  }
  nlohmann::json::sax_parse(CountingIterator(text.data(), &cursor),
                            CountingIterator(text.data() + text.size(), &cursor), &tree);
  document.root_ = tree.take_root();
  return document;
}

}  // namespace arcsat
