#include "report/page.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "base/hash.hpp"
#include "report/template.hpp"

namespace arcsat {

namespace {

/// Bytes given as hexadecimal digits, in base 64.
std::string base64_of_hex(const std::string& hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t hex_of_three_bytes = 6;
  std::string text;
  for (std::size_t at = 0; at < hex.size(); at += hex_of_three_bytes) {
    std::string group = hex.substr(at, hex_of_three_bytes);
    const std::size_t letters = group.size() * 4 / 6 + (group.size() * 4 % 6 > 0 ? 1 : 0);
    group.resize(hex_of_three_bytes, '0');
    const auto bits = static_cast<std::uint32_t>(std::stoul(group, nullptr, 16));
    for (std::size_t k = 0; k < 4; ++k) text += k < letters ? digits[bits >> (18 - 6 * k) & 63U] : '=';
  }
  return text;
}

std::string source_hash(const std::string& text) { return "sha256-" + base64_of_hex(sha256(text)); }

}  // namespace

std::string page_text(std::string_view name, Json content, const std::vector<std::string_view>& files) {
  std::string style{template_file("style.css")};
  std::string script{template_file("page.js")};
  for (const std::string_view file : files) (file.ends_with(".css") ? style : script) += template_file(file);
  content["version"] = ARCSAT_VERSION;
  content["style_hash"] = source_hash(style);
  content["script_hash"] = source_hash(script);
  content["style"] = style;
  content["script"] = script;
  return fill_template(name, content);
}

std::string json_for_script(const Json& json) {
  std::string text;
  for (const char character : json.dump(-1, Json::Characters::ascii)) {
    text += character == '<' ? std::string("\\u003c") : std::string(1, character);
  }
  return text;
}

}  // namespace arcsat
