#include "explain/argument.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace arcsat {

namespace {

bool is_number(const std::string& word) { return word.find_first_not_of("0123456789") == std::string::npos; }

void add_table(const ArgumentTable& table, std::vector<std::string>& lines) {
  std::vector<std::size_t> widths;
  std::vector<bool> numbers;
  for (std::size_t column = 0; column < table.heads.size(); ++column) {
    std::size_t width = table.heads[column].size();
    bool all = true;
    for (const auto& row : table.rows) {
      width = std::max(width, row[column].size());
      all = all && is_number(row[column]);
    }
    widths.push_back(width);
    numbers.push_back(all && !table.rows.empty());
  }
  const auto add = [&](const std::vector<std::string>& row) {
    std::string line = " ";
    for (std::size_t column = 0; column < row.size(); ++column) {
      line += numbers[column] ? fmt::format(" {:>{}} ", row[column], widths[column])
                              : fmt::format(" {:<{}} ", row[column], widths[column]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  };
  add(table.heads);
  for (const auto& row : table.rows) add(row);
}

}  // namespace

void append(Argument& argument, Argument more) {
  argument.insert(argument.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<std::string> lines_of(const Argument& argument) {
  std::vector<std::string> lines;
  for (const auto& part : argument) {
    if (const auto* sentence = std::get_if<std::string>(&part)) {
      lines.push_back(*sentence);
    } else {
      add_table(std::get<ArgumentTable>(part), lines);
    }
  }
  return lines;
}

Json tables_json(const Argument& argument) {
  Json tables = Json::array();
  for (const auto& part : argument) {
    const auto* table = std::get_if<ArgumentTable>(&part);
    if (table == nullptr) continue;
    Json rows = Json::array();
    for (const auto& row : table->rows) rows.push_back(row);
    tables.push_back({{"heads", table->heads}, {"rows", std::move(rows)}});
  }
  return tables;
}

}  // namespace arcsat
