// The bytes that libFuzzer gives, as the targets want them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace arcsat::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// What is claimed to be refuted, a formula or an instance, and the proof.
struct Claim {
  std::string_view subject;
  std::string_view proof;
};

/// Both stand in one input, with a line of one % between them.
inline Claim split(std::string_view input) {
  constexpr std::string_view separator = "%\n";
  const std::size_t at = input.find(separator);
  if (at == std::string_view::npos) return {input, {}};
  return {input.substr(0, at), input.substr(at + separator.size())};
}

}  // namespace arcsat::fuzz
