// A JSON value to be written. The library that does it is behind json.cpp, because its header takes seconds to compile.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace arcsat {

/// Objects keep their members in the order in which they were added.
class Json {
 public:
  using Member = std::pair<std::string, Json>;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json() = default;
  Json(std::same_as<bool> auto value) : value_(value) {}
  Json(std::signed_integral auto value) : value_(std::int64_t{value}) {}
  Json(std::unsigned_integral auto value) requires(!std::same_as<decltype(value), bool>)
      : value_(std::uint64_t{value}) {}
  Json(double value) : value_(value) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  template <typename Element>
  Json(const std::vector<Element>& elements) : value_(Array(elements.begin(), elements.end())) {}
  template <typename Value>
  Json(const std::map<std::string, Value>& members) : Json(object()) {
    for (const auto& [key, value] : members) (*this)[key] = value;
  }
  /// An object if each item is a pair that begins with a string, e.g. {{"a", 1}, {"b", 2}}; else an array.
  Json(std::initializer_list<Json> items);

  static Json array() { return Json(Value(Array())); }
  static Json object() { return Json(Value(Object())); }
  /// `text` is JSON that arcsat wrote; throws InternalError if it is none.
  static Json parse(std::string_view text);

  /// The value under `key`, made if there is none. Of an object, or of nothing yet, which becomes one.
  Json& operator[](std::string_view key);
  void push_back(Json element) { std::get<Array>(value_).push_back(std::move(element)); }

  const Array& elements() const { return std::get<Array>(value_); }
  const Object& members() const { return std::get<Object>(value_); }
  /// The value under `key`, which an object must have.
  const Json& at(std::string_view key) const;

  /// Calls `visitor` with the value: nothing (nullptr_t), a boolean, a number, a string, an Array or an Object.
  template <typename Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), value_);
  }

  enum class Characters { utf8, ascii };
  /// Always valid JSON: bytes that are not UTF-8 become `\xHH` (for_json). In one line, or with `indent` spaces a level. In `ascii`
  /// other characters are escaped.
  std::string dump(int indent = -1, Characters characters = Characters::utf8) const;

 private:
  using Value = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object>;
  explicit Json(Value value) : value_(std::move(value)) {}

  void write(std::string& text, int indent, int level, Characters characters) const;

  Value value_ = nullptr;
};

}  // namespace arcsat
