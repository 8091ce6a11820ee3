// What all fuzz targets share: which exceptions are answers, and what ends the process because it is none.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace arcsat::fuzz {

/// Ends the process with the text on standard error, so that libFuzzer keeps the input.
[[noreturn]] void report_finding(std::string_view property, std::string_view detail = {});

inline void require(bool holds, std::string_view property) {
  if (!holds) report_finding(property);
}

/// Every refusal is one line of printable text.
void require_one_line(const Error& refusal);

/// What `read` returns, or nothing if it refuses the input as it may. Any other exception is a finding: libFuzzer
/// reports what nobody catches.
template <class Read>
auto unless_refused(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const InputError& refusal) {  // Unsupported, too
    require_one_line(refusal);
  } catch (const CheckFailed& refusal) {
    require_one_line(refusal);
  } catch (const LimitReached& refusal) {
    require_one_line(refusal);
  }
  return std::nullopt;
}

/// What `read` returns; that it refuses what arcsat has written itself is a finding.
template <class Read>
auto never_refused(std::string_view property, Read read) -> decltype(read()) {
  try {
    return read();
  } catch (const Error& refusal) {
    report_finding(property, refusal.what());
  }
}

}  // namespace arcsat::fuzz
