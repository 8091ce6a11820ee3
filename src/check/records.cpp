// A table of bundles as records, for programs and papers: CSV and LaTeX.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "base/document.hpp"
#include "base/text.hpp"
#include "check/report.hpp"
#include "protocol/instance_file.hpp"

namespace arcsat {

namespace {

/// "chain-of-thought (thoughts 2, thought_bits 1)", "decoder by sums".
std::string model_words(const Model& model) {
  const ModelFacts facts = facts_of(model.kind);
  std::string parameters;
  for (const auto& [key, value] : facts.parameters) {
    parameters +=
        fmt::format("{}{} {}", parameters.empty() ? "" : ", ", key, value ? std::to_string(*value) : "unlimited");
  }
  return facts.kind + (parameters.empty() ? "" : " (" + parameters + ")") +
         (model.granularity == Granularity::sums ? " by sums" : "");
}

/// What sets an instance apart from others of the same sizes.
std::string exceptions_of(const Instance& instance) {
  const Restriction& restriction = instance.restriction();
  std::string words = restriction.by_tuples || !restriction.lists.empty() ? "some inputs" : "";
  if (!instance.model().widths.empty()) words += words.empty() ? "some widths" : ", some widths";
  return words;
}

/// RFC 4180: in quotes if it must be. A spreadsheet takes what begins with these for a formula, so they get a quote before them.
std::string csv_cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) text.insert(0, "'");
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string latex_cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) {
      escaped += fmt::format("\\{}", c);
    } else if (c == '\\') {
      escaped += "\\textbackslash{}";
    } else if (c == '~' || c == '^') {
      escaped += fmt::format("\\{}{{}}", c);
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

const std::vector<std::string>& record_columns() {
  static const std::vector<std::string> columns = {"bundle", "L",     "m",          "n",       "q",        "c",
                                                   "E",      "model", "exceptions", "verdict", "evidence", "checked"};
  return columns;
}

std::vector<std::string> record_of(const TableRow& row, Judging judging, const std::string& base) {
  const std::string path = base.empty() ? row.path : std::filesystem::path(row.path).lexically_relative(base).string();
  std::vector<std::string> record = {for_terminal(path)};
  if (!row.certificate) {
    record.resize(record_columns().size() - 3);
    record.insert(record.end(), {"none", one_line(row.fault, 2000), "no"});
    return record;
  }
  const Document document = Document::from_json(row.certificate->instance, row.path);
  const Instance instance = instance_from_tables(document.root(), "", std::nullopt);
  const Task& task = instance.task();
  record.insert(record.end(),
                {std::to_string(task.length()), std::to_string(task.m()), fmt::format("{}", fmt::join(task.n(), " ")),
                 fmt::format("{}", fmt::join(task.q(), " ")), std::to_string(instance.model().bits_per_token),
                 std::to_string(instance.epochs()), model_words(instance.model()), exceptions_of(instance),
                 std::string(to_string(row.certificate->verdict())), std::string(row.certificate->kind->name),
                 judging == Judging::checked ? "yes" : "no"});
  return record;
}

std::string csv_table(const std::vector<TableRow>& rows, Judging judging, const std::string& base) {
  std::string text = fmt::format("{}\r\n", fmt::join(record_columns(), ","));
  for (const TableRow& row : rows) {
    std::vector<std::string> record = record_of(row, judging, base);
    std::transform(record.begin(), record.end(), record.begin(), csv_cell);
    text += fmt::format("{}\r\n", fmt::join(record, ","));
  }
  return text;
}

std::string latex_table(const std::vector<TableRow>& rows, Judging judging, const std::string& base) {
  std::string text = fmt::format("% Made by arcsat table, which {}.\n\\begin{{tabular}}{{l{}llll}}\n",
                                 judging == Judging::checked ? "judged every bundle anew, without any solver"
                                                             : "read the certificates and checked nothing",
                                 "rrllrrl");
  text += fmt::format("{} \\\\\n\\hline\n", fmt::join(record_columns(), " & "));
  for (const TableRow& row : rows) {
    std::vector<std::string> record = record_of(row, judging, base);
    std::transform(record.begin(), record.end(), record.begin(), latex_cell);
    text += fmt::format("{} \\\\\n", fmt::join(record, " & "));
  }
  return text + "\\end{tabular}\n";
}

}  // namespace arcsat
