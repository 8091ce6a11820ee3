#include "explain/expression.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"

namespace arcsat {

namespace {

using Kind = Expression::Kind;

std::vector<std::uint32_t> key_of(const std::vector<ReadingPtr>& readings, const Task& task,
                                  std::span<const InputIndex> input, std::span<const std::uint32_t> slots) {
  std::vector<std::uint32_t> key;
  for (const ReadingPtr& one : readings) key.push_back(one->value(task, input, slots));
  return key;
}

std::vector<std::string> names_of_readings(const std::vector<ReadingPtr>& readings, const Task& task,
                                           const SlotNames& names) {
  std::vector<std::string> list;
  for (const ReadingPtr& one : readings) list.push_back(one->words(task, names));
  return list;
}

std::string values_in_words(const std::vector<std::uint32_t>& values) {
  return values.size() == 1 ? fmt::format(" = {}", values.front()) : fmt::format(" in {{{}}}", fmt::join(values, ","));
}

bool has_grid(const Expression& expression) {
  return expression.kind == Kind::grid ||
         std::any_of(expression.parts.begin(), expression.parts.end(), [](const auto& part) { return has_grid(part); });
}

/// Keys ascend; the end if there is no such key.
auto place_of_key(const std::vector<std::vector<std::uint32_t>>& keys, const std::vector<std::uint32_t>& key) {
  const auto place = std::lower_bound(keys.begin(), keys.end(), key);
  return place != keys.end() && *place == key ? place : keys.end();
}

/// Inside a sentence.
std::string inside(const Expression& one, const Task& task, const SlotNames& names) {
  std::vector<std::string> parts;
  for (const Expression& part : one.parts) parts.push_back(inside(part, task, names));
  switch (one.kind) {
    case Kind::constant:
      return std::to_string(one.number);
    case Kind::value:
      return one.of->words(task, names);
    case Kind::among:
      return fmt::format("[{}{}]", one.of->words(task, names), values_in_words(one.values[0]));
    case Kind::sum:
      return fmt::format("{}", fmt::join(parts, " + "));
    case Kind::bits:
      return fmt::format("bits ({})", fmt::join(parts, ", "));
    case Kind::cases: {
      std::string text;
      for (std::size_t k = 0; k < parts.size(); ++k) {
        text += k + 1 < parts.size()
                    ? fmt::format("if {}{}: {}; ", one.of->words(task, names), values_in_words(one.values[k]), parts[k])
                    : fmt::format("else {}", parts[k]);
      }
      return fmt::format("({})", text);
    }
    case Kind::grid:
      return "a table";
  }
  return "";
}

void add_grid(const Expression& one, const Task& task, const SlotNames& names, const std::string& indent,
              std::vector<std::string>& lines) {
  std::size_t width = 1;
  const auto widen = [&](std::uint32_t number) { width = std::max(width, std::to_string(number).size()); };
  for (const auto& key : one.columns) std::for_each(key.begin(), key.end(), widen);
  for (const auto& row : one.cells) {
    for (const auto& cell : row) widen(cell.value_or(0));
  }
  std::vector<std::string> labels = names_of_readings(one.across, task, names);
  const std::vector<std::string> down = names_of_readings(one.down, task, names);
  for (const auto& key : one.rows) labels.push_back(fmt::format("{} = {}", fmt::join(down, " "), fmt::join(key, " ")));
  std::size_t longest = 0;
  for (const std::string& label : labels) longest = std::max(longest, label.size());
  const auto add = [&](const std::string& label, const auto& cell) {
    std::string line = fmt::format("{}{:>{}} |", indent, label, longest);
    for (std::size_t k = 0; k < one.columns.size(); ++k) line += fmt::format(" {:>{}}", cell(k), width);
    lines.push_back(line);
  };
  for (std::size_t q = 0; q < one.across.size(); ++q) {
    add(labels[q], [&](std::size_t k) { return std::to_string(one.columns[k][q]); });
  }
  for (std::size_t r = 0; r < one.rows.size(); ++r) {
    add(labels[one.across.size() + r],
        [&](std::size_t k) { return one.cells[r][k] ? std::to_string(*one.cells[r][k]) : std::string("."); });
  }
}

/// The text up to the first grid, and the lines that follow it.
void add_words(const Expression& one, const Task& task, const SlotNames& names, const std::string& indent,
               std::vector<std::string>& lines) {
  const auto last = [&]() -> std::string& { return lines.back(); };
  switch (one.kind) {
    case Kind::constant:
      last() += fmt::format("always {}", one.number);
      return;
    case Kind::value:
      last() += fmt::format("{} {}", one.of->kind == Reading::Kind::said ? "forwards" : "is", inside(one, task, names));
      return;
    case Kind::among:
      last() += fmt::format("1 if {}{}, else 0", one.of->words(task, names), values_in_words(one.values[0]));
      return;
    case Kind::sum:
      last() += inside(one, task, names) + " (mod 2)";
      return;
    case Kind::grid:
      last() += "by this table";
      add_grid(one, task, names, indent, lines);
      return;
    case Kind::cases:
    case Kind::bits:
      break;
  }
  if (!has_grid(one)) {
    const std::string text = inside(one, task, names);
    last() += one.kind == Kind::cases ? text.substr(1, text.size() - 2) : text;
    return;
  }
  last() += one.kind == Kind::cases ? "by cases" : "bit by bit";
  for (std::size_t k = 0; k < one.parts.size(); ++k) {
    const std::string begin = one.kind == Kind::bits ? fmt::format("bit {}: ", k)
                              : k + 1 < one.parts.size()
                                  ? fmt::format("if {}{}: ", one.of->words(task, names), values_in_words(one.values[k]))
                                  : "else: ";
    lines.push_back(indent + begin);
    add_words(one.parts[k], task, names, indent + "  ", lines);
  }
}

}  // namespace

std::uint32_t Expression::value(const Task& task, std::span<const InputIndex> input,
                                std::span<const std::uint32_t> slots) const {
  const auto has = [](const std::vector<std::uint32_t>& list, std::uint32_t value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  switch (kind) {
    case Kind::constant:
      return number;
    case Kind::value:
      return of->value(task, input, slots);
    case Kind::among:
      return has(values[0], of->value(task, input, slots)) ? 1 : 0;
    case Kind::sum: {
      std::uint32_t sum = 0;
      for (const Expression& part : parts) sum ^= part.value(task, input, slots);
      return sum;
    }
    case Kind::cases: {
      const std::uint32_t found = of->value(task, input, slots);
      std::size_t k = 0;
      while (k + 1 < parts.size() && !has(values[k], found)) ++k;
      return parts[k].value(task, input, slots);
    }
    case Kind::bits: {
      std::uint32_t joined = 0;
      for (std::size_t k = 0; k < parts.size(); ++k) joined |= parts[k].value(task, input, slots) << k;
      return joined;
    }
    case Kind::grid: {
      const auto row = place_of_key(rows, key_of(down, task, input, slots));
      const auto column = place_of_key(columns, key_of(across, task, input, slots));
      if (row != rows.end() && column != columns.end()) {
        const auto& cell =
            cells[static_cast<std::size_t>(row - rows.begin())][static_cast<std::size_t>(column - columns.begin())];
        if (cell) return *cell;
      }
      throw CheckFailed("found no cell for what is reached, expected one");
    }
  }
  return 0;
}

std::vector<std::string> Expression::words(const Task& task, const SlotNames& names) const {
  std::vector<std::string> lines = {""};
  add_words(*this, task, names, "    ", lines);
  return lines;
}

Json Expression::json(const Task& task, const SlotNames& names) const {
  Json list = Json::array();
  switch (kind) {
    case Kind::constant:
      return {{"constant", number}};
    case Kind::value:
      return {{"value", of->words(task, names)}};
    case Kind::among:
      return {{"among", of->words(task, names)}, {"values", values[0]}};
    case Kind::sum:
    case Kind::bits:
      for (const Expression& part : parts) list.push_back(part.json(task, names));
      return {{kind == Kind::sum ? "sum" : "bits", list}};
    case Kind::cases:
      for (std::size_t k = 0; k < parts.size(); ++k) {
        Json part = Json::object();
        if (k + 1 < parts.size()) part["values"] = values[k];
        part["is"] = parts[k].json(task, names);
        list.push_back(std::move(part));
      }
      return {{"cases", of->words(task, names)}, {"parts", list}};
    case Kind::grid:
      break;
  }
  Json row_keys = Json::array();
  Json column_keys = Json::array();
  for (const auto& key : rows) row_keys.push_back(Json(key));
  for (const auto& key : columns) column_keys.push_back(Json(key));
  for (const auto& row : cells) {
    Json one = Json::array();
    for (const auto& cell : row) {
      Json entry;
      if (cell) entry = *cell;
      one.push_back(std::move(entry));
    }
    list.push_back(std::move(one));
  }
  Json grid = Json::object();
  grid["down"] = names_of_readings(down, task, names);
  grid["across"] = names_of_readings(across, task, names);
  grid["rows"] = std::move(row_keys);
  grid["columns"] = std::move(column_keys);
  grid["cells"] = std::move(list);
  Json object = Json::object();
  object["grid"] = std::move(grid);
  return object;
}

void Expression::add_readings(std::vector<const Reading*>& list) const {
  const auto add = [&](const ReadingPtr& one) {
    for (const Reading* at = one.get(); at != nullptr; at = at->inner.get()) list.push_back(at);
  };
  add(of);
  for (const ReadingPtr& one : down) add(one);
  for (const ReadingPtr& one : across) add(one);
  for (const Expression& part : parts) part.add_readings(list);
}

}  // namespace arcsat
