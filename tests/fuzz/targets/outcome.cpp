#include "outcome.hpp"

#include <cstdio>
#include <cstdlib>

#include "base/text.hpp"

namespace arcsat::fuzz {

void report_finding(std::string_view property, std::string_view detail) {
  std::fprintf(stderr, "finding: %.*s: %.*s\n", static_cast<int>(property.size()), property.data(),
               static_cast<int>(detail.size()), detail.data());
  std::abort();
}

void require_one_line(const Error& refusal) {
  const std::string_view text = refusal.what();
  if (text.empty() || one_line(text, text.size()) != text) report_finding("a refusal is one line of text", text);
}

}  // namespace arcsat::fuzz
