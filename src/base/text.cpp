#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace arcsat {

namespace {

/// What a text begins with: a character of UTF-8, or (length 0) a byte that is none.
struct Character {
  std::size_t length = 0;
  std::uint32_t code = 0;
};

/// Strict: overlong forms, surrogates and what is beyond U+10FFFF are not UTF-8.
Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {1, lead};
  const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length == 0) return {};
  std::uint32_t code = lead & (0x7fU >> length);
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xc0) != 0x80) return {};
    code = code << 6 | (byte(k) & 0x3f);
  }
  const bool overlong = code < (length == 3 ? 0x800U : length == 4 ? 0x10000U : 0x80U);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return overlong || surrogate || code > 0x10ffff ? Character{} : Character{length, code};
}

bool printable(std::uint32_t code) {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
  // Line and paragraph separators; marks, embeddings, overrides and isolates of direction; the byte order mark.
  return code != 0x61c && code != 0x200e && code != 0x200f && !(code >= 0x2028 && code <= 0x202e) &&
         !(code >= 0x2066 && code <= 0x2069) && code != 0xfeff;
}

void escape(std::string_view bytes, std::string& result) {
  for (const char byte : bytes) {
    fmt::format_to(std::back_inserter(result), "\\x{:02x}", static_cast<unsigned char>(byte));
  }
}

/// The characters for which `keep` holds as they are, the bytes of all others escaped.
template <typename Keep>
std::string escaped(std::string_view text, Keep keep) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Character character = first_of(text);
    const std::string_view bytes = text.substr(0, std::max<std::size_t>(character.length, 1));
    if (character.length > 0 && keep(character.code)) {
      result += bytes;
    } else {
      escape(bytes, result);
    }
    text.remove_prefix(bytes.size());
  }
  return result;
}

}  // namespace

std::string for_terminal(std::string_view text) { return escaped(text, printable); }

std::string for_json(std::string_view text) {
  return escaped(text, [](std::uint32_t) { return true; });
}

std::string for_xml(std::string_view text) {
  return escaped(text, [](std::uint32_t code) { return printable(code) && code != 0xfffe && code != 0xffff; });
}

std::string for_markdown(std::string_view text) {
  std::string result;
  const std::string line = for_terminal(text);
  const auto letter = [&](std::size_t k) {
    return k < line.size() && (std::isalnum(static_cast<unsigned char>(line[k])) != 0);
  };
  for (std::size_t k = 0; k < line.size(); ++k) {
    // Within a word an underscore is no markup.
    const bool markup = line[k] == '_' ? !(k > 0 && letter(k - 1) && letter(k + 1))
                                       : std::string_view("\\`*[]<>&|~#!$").find(line[k]) != std::string_view::npos;
    if (markup) result += '\\';
    result += line[k];
  }
  return result;
}

std::string one_line(std::string_view text, std::size_t longest) {
  std::size_t end = 0;
  while (end < text.size() && end < longest) end += std::max<std::size_t>(first_of(text.substr(end)).length, 1);
  const std::string line = for_terminal(text.substr(0, end));
  return end < text.size() ? line + "…" : line;
}

std::string in_quotes(std::string_view text) { return fmt::format("\"{}\"", one_line(text, 40)); }

}  // namespace arcsat
