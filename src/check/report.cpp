#include "check/report.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "check/check.hpp"

namespace arcsat {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_cell = 2000;

TableRow row_of(const std::string& bundle, Judging judging) {
  TableRow row;
  row.path = bundle;
  try {
    const std::string file = (fs::path(bundle) / "certificate.json").string();
    row.certificate = judging == Judging::checked ? check_bundle(bundle, {}, Budget()).certificate
                                                  : parse_certificate(read_file(file), file);
    std::error_code error;
    row.bytes = fs::file_size(file, error);
    for (const auto& [name, hash] : row.certificate->files) {
      const std::uintmax_t bytes = fs::file_size(fs::path(bundle) / name, error);
      if (error) throw InputError(fmt::format("{}: found no file {}, expected it", bundle, name));
      row.bytes += bytes;
    }
  } catch (const Error& error) {
    row.certificate.reset();
    row.fault = error.what();
  }
  return row;
}

/// Text from outside, as one cell.
std::string cell(const std::string& text) { return for_markdown(one_line(text, longest_cell)); }

}  // namespace

std::vector<TableRow> table_rows(const std::vector<Found>& found, Judging judging) {
  std::vector<TableRow> rows;
  for (const Found& one : found) {
    switch (one.kind) {
      case Found::Kind::sought:
        rows.push_back(row_of(one.path, judging));
        break;
      case Found::Kind::unusable:
        rows.push_back({one.path, line_of(one, bundles()), std::nullopt, 0});
        break;
      case Found::Kind::skipped:
        break;
    }
  }
  return rows;
}

std::string markdown_table(const std::vector<TableRow>& rows, Judging judging, const std::string& base) {
  const bool checked = judging == Judging::checked;
  std::string text = "# Certified verdicts\n\n";
  text += checked ? "Made by `arcsat table`, which judged every bundle anew, without any solver.\n\n"
                  : "Made by `arcsat table --unchecked`: what the certificates say, unchecked.\n\n";
  text += "| bundle | verdict | statement | formula | engine | KiB |\n|---|---|---|---|---|---|\n";
  for (const TableRow& row : rows) {
    const std::string path = cell(base.empty() ? row.path : fs::path(row.path).lexically_relative(base).string());
    if (!row.certificate) {
      text += fmt::format("| {} | none | {} | | | |\n", path, cell(row.fault));
      continue;
    }
    const std::optional<SolvedFormula>& solved = row.certificate->solved;
    const std::string how =
        !solved ? fmt::format("{} | |", row.certificate->method())
                : fmt::format("{}: {} variables, {} clauses | {} {} |", cell(solved->encoder), solved->variables,
                              solved->clauses, cell(solved->engine), cell(solved->engine_version));
    text += fmt::format("| {} | {}{} | {} | {} {} |\n", path, to_string(row.certificate->verdict()),
                        checked ? "" : ", unchecked", cell(row.certificate->statement), how, (row.bytes + 1023) / 1024);
  }
  return text;
}

}  // namespace arcsat
