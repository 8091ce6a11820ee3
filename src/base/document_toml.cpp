#include <fmt/format.h>

#include <toml++/toml.h>

#include "arcsat/base/document.hpp"
#include "arcsat/base/error.hpp"

namespace arcsat {

namespace {

Position position_of(const toml::source_region& region) { return {region.begin.line, region.begin.column}; }

class TomlTree {
 public:
  explicit TomlTree(const std::string* file) : file_(file) {}

  Node node(const toml::node& source) const {
    const Position position = position_of(source.source());
    if (const auto* table = source.as_table()) {
      Node::Table entries;
      for (const auto& [key, value] : *table) {
        entries.push_back(
            {std::string(key.str()), Node(file_, position_of(key.source()), Node::Other{"a key"}), node(value)});
      }
      return Node(file_, position, std::move(entries));
    }
    if (const auto* array = source.as_array()) {
      Node::Array elements;
      for (const toml::node& element : *array) elements.push_back(node(element));
      return Node(file_, position, std::move(elements));
    }
    if (const auto* text = source.as_string()) return Node(file_, position, text->get());
    if (const auto* integer = source.as_integer()) return Node(file_, position, integer->get());
    if (const auto* real = source.as_floating_point()) return Node(file_, position, real->get());
    if (const auto* boolean = source.as_boolean()) return Node(file_, position, boolean->get());
    return Node(file_, position, Node::Other{"a date or time"});
  }

 private:
  const std::string* file_;
};

}  // namespace

Document Document::from_toml(std::string_view text, std::string file) {
  Document document;
  document.file_ = std::make_unique<std::string>(std::move(file));
  try {
    const toml::table table = toml::parse(text);
    document.root_ = std::make_unique<Node>(TomlTree(document.file_.get()).node(table));
  } catch (const toml::parse_error& error) {
    const Position position = position_of(error.source());
    throw InputError(fmt::format("{}:{}:{}: found text that is not TOML ({}), expected TOML 1.0", *document.file_,
                                 position.line, position.column, one_line(error.description(), 200)));
  }
  return document;
}

}  // namespace arcsat
