#include "report/template.hpp"

#include <fmt/format.h>

#include <kainjow/mustache.hpp>
#include <type_traits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/embedded_files.hpp"

namespace arcsat {

namespace {

namespace mustache = kainjow::mustache;

mustache::data filling(const Json& json) {
  return json.visit([](const auto& value) -> mustache::data {
    using Value = std::decay_t<decltype(value)>;
    if constexpr (std::is_same_v<Value, std::nullptr_t>) {
      return {false};
    } else if constexpr (std::is_same_v<Value, bool>) {
      return {value};
    } else if constexpr (std::is_same_v<Value, std::string>) {
      if (value.empty()) return {false};
      return {value};
    } else if constexpr (std::is_same_v<Value, Json::Array>) {
      mustache::data list{mustache::data::type::list};
      for (const Json& element : value) list.push_back(filling(element));
      return list;
    } else if constexpr (std::is_same_v<Value, Json::Object>) {
      mustache::data object;
      for (const auto& [key, member] : value) object.set(key, filling(member));
      return object;
    } else {
      return {fmt::format("{}", value)};
    }
  });
}

}  // namespace

std::string_view template_file(std::string_view name) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == name) return file.text;
  }
  throw InternalError(fmt::format("there is no template {}", name));
}

std::string fill_template(std::string_view name, const Json& content) {
  constexpr std::string_view suffix = ".mustache";
  mustache::data data = filling(content);
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with('_')) continue;
    data.set(std::string(file.name.substr(0, file.name.size() - suffix.size())),
             mustache::partial([text = file.text] { return std::string(text); }));
  }
  mustache::mustache page{std::string(template_file(fmt::format("{}{}", name, suffix)))};
  page.set_custom_escape([](const std::string& text) { return mustache::html_escape<std::string>(for_xml(text)); });
  std::string filled = page.render(data);
  if (!page.is_valid()) throw InternalError(fmt::format("the template {}: {}", name, page.error_message()));
  return filled;
}

}  // namespace arcsat
