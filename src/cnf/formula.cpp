#include "cnf/formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "base/error.hpp"

namespace arcsat {

Var Formula::add_variables(std::int64_t count, std::string family, std::function<std::string(std::int64_t)> name) {
  if (count > std::numeric_limits<std::int32_t>::max() - variables_) {
    throw Unsupported(fmt::format("a formula of {} variables, expected at most 2^31 - 1", variables_ + count));
  }
  // Of no variables there is no first one, and the number after the last must not overflow.
  constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
  const Var first = Var::from_dimacs(variables_ < most ? variables_ + 1 : most);
  if (count > 0) {
    blocks_.push_back({first, static_cast<std::int32_t>(count), std::move(family), std::move(name)});
    variables_ += static_cast<std::int32_t>(count);
  }
  return first;
}

Block Formula::block(std::string family, std::initializer_list<std::uint64_t> sizes, BlockName name) {
  std::uint64_t count = 1;
  for (const std::uint64_t size : sizes) {
    // Past 2^31 - 1 the exact number does not matter: it is too many, unless another size is 0.
    if (__builtin_mul_overflow(count, size, &count)) count = std::uint64_t{1} << 62;
  }
  const auto made = static_cast<std::int64_t>(std::min(count, std::uint64_t{1} << 62));
  const Block shape({}, sizes);
  const Var first = add_variables(made, std::move(family), [shape, name = std::move(name)](std::int64_t place) {
    return name(shape.numbers(static_cast<std::uint64_t>(place)));
  });
  return Block(first, sizes);
}

void Formula::add_variables_of(const Formula& other) {
  assert(variables_ == 0);
  variables_ = other.variables_;
  blocks_ = other.blocks_;
}

void Formula::begin_family(std::string_view name) {
  const auto known = std::find(family_names_.begin(), family_names_.end(), name);
  const auto family = static_cast<std::size_t>(known - family_names_.begin());
  if (known == family_names_.end()) family_names_.emplace_back(name);
  if (!family_runs_.empty() && family_runs_.back().family == family) return;
  if (!family_runs_.empty() && family_runs_.back().first_clause == clauses()) family_runs_.pop_back();
  family_runs_.push_back({family, clauses()});
}

void Formula::add_clause(std::span<const Lit> clause) {
  if (family_runs_.empty()) begin_family("clauses");
  literals_.insert(literals_.end(), clause.begin(), clause.end());
  ends_.push_back(literals_.size());
}

void Formula::reserve(std::int64_t clauses, std::int64_t literals) {
  ends_.reserve(static_cast<std::size_t>(clauses));
  literals_.reserve(static_cast<std::size_t>(literals));
}

std::span<const Lit> Formula::clause(std::int64_t k) const {
  const auto index = static_cast<std::size_t>(k);
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
  return {literals_.data() + begin, ends_[index] - begin};
}

std::vector<ClauseFamily> Formula::families() const {
  std::vector<ClauseFamily> result;
  for (const std::string& name : family_names_) result.push_back({name, 0});
  for (std::size_t r = 0; r < family_runs_.size(); ++r) {
    const std::int64_t end = r + 1 < family_runs_.size() ? family_runs_[r + 1].first_clause : clauses();
    result[family_runs_[r].family].clauses += end - family_runs_[r].first_clause;
  }
  return result;
}

std::vector<ClauseFamily> Formula::variable_families() const {
  std::vector<ClauseFamily> result;
  for (const VariableBlock& block : blocks_) {
    auto known = std::find_if(result.begin(), result.end(), [&](const auto& f) { return f.name == block.family; });
    if (known == result.end()) known = result.insert(result.end(), {block.family, 0});
    known->clauses += block.count;
  }
  return result;
}

std::string Formula::name(Var var) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), var,
                                      [](Var v, const VariableBlock& block) { return v < block.first; });
  if (after == blocks_.begin()) return fmt::format("x{}", var.dimacs());
  const VariableBlock& block = *(after - 1);
  return block.name(var.dimacs() - block.first.dimacs());
}

Formula Formula::without_names() && {
  blocks_.clear();
  return std::move(*this);
}

Formula Formula::without_family(std::string_view name) const {
  Formula result;
  result.variables_ = variables_;
  result.blocks_ = blocks_;
  for (std::size_t r = 0; r < family_runs_.size(); ++r) {
    const std::string& family = family_names_[family_runs_[r].family];
    if (family == name) continue;
    const std::int64_t end = r + 1 < family_runs_.size() ? family_runs_[r + 1].first_clause : clauses();
    result.begin_family(family);
    for (std::int64_t k = family_runs_[r].first_clause; k < end; ++k) result.add_clause(clause(k));
  }
  return result;
}

std::int64_t first_falsified_clause(const Formula& formula, const Assignment& assignment) {
  for (std::int64_t k = 0; k < formula.clauses(); ++k) {
    const auto clause = formula.clause(k);
    if (std::none_of(clause.begin(), clause.end(), [&](Lit lit) { return assignment.value(lit); })) return k;
  }
  return -1;
}

}  // namespace arcsat
