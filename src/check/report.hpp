// A table of certificate bundles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/walk.hpp"
#include "evidence/certificate.hpp"

namespace arcsat {

enum class Judging { checked, unchecked };

/// A bundle of the table, or what looked like one.
struct TableRow {
  std::string path;
  /// Why there is no verdict; empty if there is.
  std::string fault;
  std::optional<Certificate> certificate;
  std::uint64_t bytes = 0;
};

/// A row for each bundle that was found, and for what could not be read. Checked: each bundle is judged anew, and one
/// that does not hold has its fault for a verdict; unchecked: what the certificates say.
std::vector<TableRow> table_rows(const std::vector<Found>& found, Judging judging);

/// The table in Markdown; it says whether the rows were checked. Paths are relative to `base` if that is not empty.
std::string markdown_table(const std::vector<TableRow>& rows, Judging judging, const std::string& base);

/// The same as records: sizes, model, verdict and evidence, a line each. What restricts inputs or sets widths by itself is named,
/// so that no cell looks like another one.
std::string csv_table(const std::vector<TableRow>& rows, Judging judging, const std::string& base);
std::string latex_table(const std::vector<TableRow>& rows, Judging judging, const std::string& base);

/// The columns of such a record, and their texts in a row.
const std::vector<std::string>& record_columns();
std::vector<std::string> record_of(const TableRow& row, Judging judging, const std::string& base);

}  // namespace arcsat
