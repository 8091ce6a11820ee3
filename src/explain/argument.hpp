// An argument for people: sentences, and between them tables that a reader can follow with a pencil.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/json.hpp"

namespace arcsat {

struct ArgumentTable {
  std::vector<std::string> heads;
  /// As many words in each as there are heads.
  std::vector<std::vector<std::string>> rows;
};

using Argument = std::vector<std::variant<std::string, ArgumentTable>>;

/// Adds another argument to the end of one.
void append(Argument& argument, Argument more);

/// A line a sentence; a table's columns below each other, numbers to the right.
std::vector<std::string> lines_of(const Argument& argument);

/// The tables alone, as [{"heads": [...], "rows": [[...], ...]}, ...].
Json tables_json(const Argument& argument);

}  // namespace arcsat
