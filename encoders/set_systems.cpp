#include "encoders/set_systems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "base/error.hpp"

namespace arcsat {

namespace {

constexpr std::uint64_t most_clauses = std::uint64_t{1} << 23;

Count number_of_lists(std::uint32_t end, std::uint32_t count) {
  if (count > end) return 0;
  std::uint64_t result = 1;
  for (std::uint32_t k = 0; k < count; ++k) {
    // Exact as long as it is small; what is large is as good as infinite here.
    if (result > most_clauses * 64) return UINT64_MAX;
    result = result * (end - k) / (k + 1);
  }
  return result;
}

/// first ≥ second, lexicographically; equal[k]: they are equal up to place k.
void write_descending(Formula& formula, const std::vector<Var>& first, const std::vector<Var>& second,
                      const std::vector<Var>& equal) {
  for (std::size_t k = 0; k < first.size(); ++k) {
    const Lit a(first[k], true);
    const Lit b(second[k], true);
    const bool last = k + 1 == first.size();
    const Lit now = last ? a : Lit(equal[k], true);
    if (k == 0) {
      formula.add_clause({a, ~b});
      if (!last) formula.add_clause({now, ~a, ~b});
      if (!last) formula.add_clause({now, a, b});
    } else {
      const Lit differ(equal[k - 1], false);
      formula.add_clause({differ, a, ~b});
      if (!last) formula.add_clause({differ, now, ~a, ~b});
      if (!last) formula.add_clause({differ, now, a, b});
    }
  }
}

}  // namespace

std::vector<std::vector<std::uint32_t>> ascending_lists(std::uint32_t end, std::uint32_t count) {
  std::vector<std::vector<std::uint32_t>> lists;
  std::vector<std::uint32_t> list;
  const auto extend = [&](const auto& self, std::uint32_t from) -> void {
    if (list.size() == count) {
      lists.push_back(list);
      return;
    }
    for (std::uint32_t next = from; next < end; ++next) {
      list.push_back(next);
      self(self, next + 1);
      list.pop_back();
    }
  };
  extend(extend, 0);
  return lists;
}

SetSystemsFormula::SetSystemsFormula(SetSystems question) : question_(std::move(question)) {
  std::set<std::uint32_t> named;
  one_group_ = true;
  for (const auto& list : question_.served_by) {
    named.insert(list.begin(), list.end());
    one_group_ = one_group_ && list.size() == 1;
  }
  systems_.assign(named.begin(), named.end());
  const Count lists = number_of_lists(question_.values, question_.chosen);
  const Count clauses = number_of_lists(question_.values, question_.sets + 1) * columns() +
                        lists * columns() * (question_.chosen + 1) +
                        lists * question_.served_by.size() * systems_.size();
  if (clauses > Count(most_clauses)) {
    throw Unsupported(
        fmt::format("found a formula of about {} clauses for sets of {} of {} values, expected at most 2^23",
                    clauses.value(), question_.chosen, question_.values));
  }
  chosen_ = ascending_lists(question_.values, question_.chosen);
  const auto name = [](const char* what, const char* first, const char* second) {
    return [=](std::span<const std::uint64_t> at) {
      return fmt::format("{} {}={} {}={}", what, first, at[0], second, at[1]);
    };
  };
  const std::uint64_t values = question_.values;
  member_ = variables_.block("member", {columns(), values}, name("member", "set", "value"));
  holds_ = variables_.block("holds", {chosen_.size(), columns()}, name("holds", "chosen", "set"));
  serves_ = variables_.block("serves", {chosen_.size(), systems_.size()}, name("serves", "chosen", "system"));
  by_ = variables_.block("by", {chosen_.size(), question_.served_by.size()}, name("by", "chosen", "list"));
  equal_columns_ = variables_.block("equal", {columns(), values}, name("equal sets", "set", "value"));
  equal_rows_ = variables_.block("equal", {values, columns()}, name("equal values", "value", "set"));
}

bool SetSystemsFormula::ordered(std::size_t column) const {
  return column + 1 < columns() && (one_group_ || (column + 1) % question_.sets != 0);
}

Formula SetSystemsFormula::encode(EncodingWatch& watch) const {
  Formula formula;
  formula.add_variables_of(variables_);
  write_members(formula, watch);
  write_served(formula, watch);
  write_order(formula, watch);
  return formula;
}

void SetSystemsFormula::write_members(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("at-most");
  for (const auto& some : ascending_lists(question_.values, question_.sets + 1)) {
    for (std::size_t column = 0; column < columns(); ++column) {
      std::vector<Lit> clause;
      for (const std::uint32_t value : some) clause.push_back(Lit(member_(column, value), false));
      formula.add_clause(clause);
      watch.tick(formula);
    }
  }
}

void SetSystemsFormula::write_served(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("holds");
  for (std::size_t q = 0; q < chosen_.size(); ++q) {
    for (std::size_t column = 0; column < columns(); ++column) {
      for (const std::uint32_t value : chosen_[q]) {
        formula.add_clause({Lit(holds_(q, column), false), Lit(member_(column, value), true)});
        watch.tick(formula);
      }
    }
  }
  formula.begin_family("serves");
  for (std::size_t q = 0; q < chosen_.size(); ++q) {
    for (std::size_t system = 0; system < systems_.size(); ++system) {
      std::vector<Lit> clause = {Lit(serves_(q, system), false)};
      for (std::size_t set = 0; set < question_.sets; ++set) {
        clause.push_back(Lit(holds_(q, system * question_.sets + set), true));
      }
      formula.add_clause(clause);
      watch.tick(formula);
    }
  }
  formula.begin_family("by");
  for (std::size_t q = 0; q < chosen_.size(); ++q) {
    std::vector<Lit> some;
    for (std::size_t list = 0; list < question_.served_by.size(); ++list) {
      some.push_back(Lit(by_(q, list), true));
      for (const std::uint32_t number : question_.served_by[list]) {
        const auto system = std::lower_bound(systems_.begin(), systems_.end(), number) - systems_.begin();
        formula.add_clause({Lit(by_(q, list), false), Lit(serves_(q, system), true)});
      }
    }
    formula.add_clause(some);
    watch.tick(formula);
  }
}

void SetSystemsFormula::write_order(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("order");
  for (std::size_t column = 0; column < columns(); ++column) {
    if (!ordered(column)) continue;
    std::vector<Var> first, second, equal;
    for (std::uint32_t value = 0; value < question_.values; ++value) {
      first.push_back(member_(column, value));
      second.push_back(member_(column + 1, value));
      equal.push_back(equal_columns_(column, value));
    }
    write_descending(formula, first, second, equal);
    watch.tick(formula);
  }
  for (std::uint32_t value = 0; value + 1 < question_.values; ++value) {
    std::vector<Var> first, second, equal;
    for (std::size_t column = 0; column < columns(); ++column) {
      first.push_back(member_(column, value));
      second.push_back(member_(column, value + 1));
      equal.push_back(equal_rows_(value, column));
    }
    write_descending(formula, first, second, equal);
    watch.tick(formula);
  }
}

/// Makes the matrix larger, read row by row, until no row and no column of a group is less than the next.
void SetSystemsFormula::sort(Matrix& matrix) const {
  const std::size_t group = one_group_ ? columns() : question_.sets;
  for (Matrix before; before != matrix;) {
    before = matrix;
    std::sort(matrix.begin(), matrix.end(), std::greater<>());
    std::vector<std::vector<bool>> turned(columns(), std::vector<bool>(matrix.size()));
    for (std::size_t value = 0; value < matrix.size(); ++value) {
      for (std::size_t column = 0; column < columns(); ++column) turned[column][value] = matrix[value][column];
    }
    for (std::size_t first = 0; first < columns(); first += group) {
      const auto begin = turned.begin() + static_cast<std::ptrdiff_t>(first);
      std::sort(begin, begin + static_cast<std::ptrdiff_t>(group), std::greater<>());
    }
    for (std::size_t value = 0; value < matrix.size(); ++value) {
      for (std::size_t column = 0; column < columns(); ++column) matrix[value][column] = turned[column][value];
    }
  }
}

Assignment SetSystemsFormula::embed(const std::vector<std::vector<std::vector<std::uint32_t>>>& systems) const {
  Matrix matrix(question_.values, std::vector<bool>(columns()));
  for (std::size_t system = 0; system < systems_.size(); ++system) {
    const auto& sets = systems.at(systems_[system]);
    for (std::size_t set = 0; set < question_.sets; ++set) {
      for (const std::uint32_t value : sets.at(set)) matrix.at(value)[system * question_.sets + set] = true;
    }
  }
  sort(matrix);
  Assignment assignment;
  assignment.values.resize(static_cast<std::size_t>(variables_.variables()) + 1);
  for (std::uint32_t value = 0; value < question_.values; ++value) {
    for (std::size_t column = 0; column < columns(); ++column) {
      assignment.set(member_(column, value), matrix[value][column]);
    }
  }
  for (std::size_t q = 0; q < chosen_.size(); ++q) {
    const auto holds = [&](std::size_t column) {
      return std::all_of(chosen_[q].begin(), chosen_[q].end(),
                         [&](std::uint32_t value) { return matrix[value][column]; });
    };
    for (std::size_t column = 0; column < columns(); ++column) {
      if (!holds(column)) continue;
      assignment.set(holds_(q, column), true);
      assignment.set(serves_(q, column / question_.sets), true);
    }
    for (std::size_t list = 0; list < question_.served_by.size(); ++list) {
      const auto& numbers = question_.served_by[list];
      const bool all = std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t number) {
        const auto system = std::lower_bound(systems_.begin(), systems_.end(), number) - systems_.begin();
        return assignment.value(serves_(q, system));
      });
      assignment.set(by_(q, list), all);
    }
  }
  for (std::size_t column = 0; column < columns(); ++column) {
    bool equal = ordered(column);
    for (std::uint32_t value = 0; value < question_.values; ++value) {
      equal = equal && matrix[value][column] == matrix[value][column + 1];
      assignment.set(equal_columns_(column, value), equal);
    }
  }
  for (std::uint32_t value = 0; value < question_.values; ++value) {
    bool equal = value + 1 < question_.values;
    for (std::size_t column = 0; column < columns(); ++column) {
      equal = equal && matrix[value][column] == matrix[value + 1][column];
      assignment.set(equal_rows_(value, column), equal);
    }
  }
  return assignment;
}

}  // namespace arcsat
