// A report: a directory of pages about what some paths hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/walk.hpp"
#include "check/check.hpp"

namespace arcsat {

struct ReportSummary {
  std::size_t judged = 0;
  /// Of those, how many do not hold, and why.
  std::vector<std::string> failed;
  /// What could not be read.
  std::vector<std::string> unusable;
  std::size_t pages = 0;
  std::uint64_t bytes = 0;
  /// What is in report.json.
  Json json;
};

/// Throws InputError unless a report can be put at `directory`: nothing, an empty directory or an older report is there.
void require_report_place(const std::string& directory);

/// Judges all that a walk for bundles, separations and atlases found, `seconds` for each, and writes a page for each, an index.html and
/// a report.json ("arcsat-report", version 1), which names them. The pages of an older report are deleted. Throws InputError or Error if a
/// file cannot be written, LimitReached if the user interrupted it; then there is no index.html.
ReportSummary write_report(const std::vector<Found>& found, const std::string& directory, const CheckOptions& options,
                           std::optional<double> seconds);

}  // namespace arcsat
