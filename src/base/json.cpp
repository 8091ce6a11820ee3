#include "base/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace arcsat {

namespace {

// What is not trivial to write: numbers in the fewest digits, strings escaped.
std::string written(const nlohmann::json& scalar, Json::Characters characters) {
  return scalar.dump(-1, ' ', characters == Json::Characters::ascii, nlohmann::json::error_handler_t::replace);
}

Json converted(const nlohmann::ordered_json& json) {
  switch (json.type()) {
    case nlohmann::ordered_json::value_t::null:
      return {};
    case nlohmann::ordered_json::value_t::boolean:
      return json.get<bool>();
    case nlohmann::ordered_json::value_t::number_integer:
      return json.get<std::int64_t>();
    case nlohmann::ordered_json::value_t::number_unsigned:
      return json.get<std::uint64_t>();
    case nlohmann::ordered_json::value_t::number_float:
      return json.get<double>();
    case nlohmann::ordered_json::value_t::string:
      return json.get<std::string>();
    case nlohmann::ordered_json::value_t::array: {
      Json array = Json::array();
      for (const auto& element : json) array.push_back(converted(element));
      return array;
    }
    case nlohmann::ordered_json::value_t::object: {
      Json object = Json::object();
      for (const auto& [key, value] : json.items()) object[key] = converted(value);
      return object;
    }
    case nlohmann::ordered_json::value_t::binary:
    case nlohmann::ordered_json::value_t::discarded:
      break;
  }
  throw InternalError("found text that is not JSON, expected JSON that arcsat wrote");
}

}  // namespace

Json::Json(std::initializer_list<Json> items) {
  const bool all_pairs = std::all_of(items.begin(), items.end(), [](const Json& item) {
    const Array* pair = std::get_if<Array>(&item.value_);
    return pair != nullptr && pair->size() == 2 && std::holds_alternative<std::string>(pair->front().value_);
  });
  if (!all_pairs) {
    value_ = Array(items);
    return;
  }
  value_ = Object();
  for (const Json& item : items) {
    const Array& pair = item.elements();
    (*this)[std::get<std::string>(pair.front().value_)] = pair.back();
  }
}

Json Json::parse(std::string_view text) {
  return converted(nlohmann::ordered_json::parse(text, nullptr, /*allow_exceptions=*/false));
}

Json& Json::operator[](std::string_view key) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Object();
  auto& object = std::get<Object>(value_);
  const auto found =
      std::find_if(object.begin(), object.end(), [&](const Member& member) { return member.first == key; });
  return found != object.end() ? found->second : object.emplace_back(std::string(key), Json()).second;
}

const Json& Json::at(std::string_view key) const {
  const auto found =
      std::find_if(members().begin(), members().end(), [&](const Member& member) { return member.first == key; });
  if (found == members().end()) throw InternalError("a JSON object lacks the key \"" + std::string(key) + '"');
  return found->second;
}

std::string Json::dump(int indent, Characters characters) const {
  std::string text;
  write(text, indent, 0, characters);
  return text;
}

void Json::write(std::string& text, int indent, int level, Characters characters) const {
  const auto new_line = [&](int at) {
    if (indent >= 0) text.append(1, '\n').append(static_cast<std::size_t>(indent * at), ' ');
  };
  const auto list = [&](char open, const auto& items, char close, const auto& item_text) {
    text += open;
    for (std::size_t k = 0; k < items.size(); ++k) {
      if (k > 0) text += ',';
      new_line(level + 1);
      item_text(items[k]);
    }
    if (!items.empty()) new_line(level);
    text += close;
  };
  if (const Array* array = std::get_if<Array>(&value_)) {
    list('[', *array, ']', [&](const Json& element) { element.write(text, indent, level + 1, characters); });
  } else if (const Object* object = std::get_if<Object>(&value_)) {
    list('{', *object, '}', [&](const Member& member) {
      text += written(for_json(member.first), characters) + (indent >= 0 ? ": " : ":");
      member.second.write(text, indent, level + 1, characters);
    });
  } else if (const bool* boolean = std::get_if<bool>(&value_)) {
    text += *boolean ? "true" : "false";
  } else if (const std::int64_t* integer = std::get_if<std::int64_t>(&value_)) {
    text += std::to_string(*integer);
  } else if (const std::uint64_t* natural = std::get_if<std::uint64_t>(&value_)) {
    text += std::to_string(*natural);
  } else if (const double* real = std::get_if<double>(&value_)) {
    text += written(*real, characters);
  } else if (const std::string* string = std::get_if<std::string>(&value_)) {
    text += written(for_json(*string), characters);
  } else {
    text += "null";
  }
}

}  // namespace arcsat
