#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "encoders/compact.hpp"

namespace arcsat {

namespace {

/// More places bring little, and clauses that slow the engine (measured: 5 to 200 places).
constexpr std::size_t most_compared = 40;

}  // namespace

void CompactEncoder::compare_renamings(const DecoderInstance& decoder) {
  renamings_.emplace(decoder);
  for (const InputSymmetry::Renaming& renaming : renamings_->transpositions()) {
    Comparison comparison{compared_cells(renaming), {}};
    if (!comparison.cells.empty()) comparisons_.push_back(std::move(comparison));
  }
  if (size().all_variables().value() > 0x7fffffff) return;
  for (std::size_t number = 0; number < comparisons_.size(); ++number) {
    Comparison& comparison = comparisons_[number];
    comparison.equal =
        variables_.block("equal so far", {comparison.cells.size() - 1}, [number](std::span<const std::uint64_t> at) {
          return fmt::format("equal renaming={} place={}", number, at[0]);
        });
  }
}

std::vector<std::pair<Var, Var>> CompactEncoder::compared_cells(const InputSymmetry::Renaming& renaming) const {
  std::vector<std::pair<Var, Var>> compared;
  std::set<std::pair<std::int32_t, std::int32_t>> known;
  for (const Table& table : tables_) {
    // A transposition is its own inverse, so the group that g maps here is the one that g maps this one to.
    std::vector<std::uint32_t> image(table.groups.size());
    for (std::uint64_t k = 0; k < instance_->inputs().size(); ++k) {
      image[table.groups.of(projection(table, k))] = table.groups.of(projection(table, renaming[k]));
    }
    for (std::uint64_t group = 0; group < table.groups.size(); ++group) {
      if (image[group] == group) continue;
      for (std::uint64_t content = 0; content >> table.content.size() == 0; ++content) {
        for (unsigned bit = table.width; bit > 0; --bit) {
          const Var own = cell(table, group, content, bit - 1);
          const Var renamed = cell(table, image[group], content, bit - 1);
          // Where all before is equal, so are two cells that were compared the other way round.
          if (!known.emplace(std::minmax(own.dimacs(), renamed.dimacs())).second) continue;
          compared.emplace_back(own, renamed);
          if (compared.size() == most_compared) return compared;
        }
      }
    }
  }
  return compared;
}

// A ≤ gA: equal so far → A[k] ≤ gA[k]; equal so far, and A[k] = gA[k] → equal so far at the next place.
void CompactEncoder::write_renamings(Formula& formula, EncodingWatch& watch) const {
  formula.begin_family("renamings");
  for (const Comparison& comparison : comparisons_) {
    const auto& cells = comparison.cells;
    const Block& equal = comparison.equal;
    std::vector<Lit> clause;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const auto add = [&](std::initializer_list<Lit> literals) {
        clause.clear();
        if (k > 0) clause.push_back(Lit(equal(k - 1), false));
        clause.insert(clause.end(), literals);
        formula.add_clause(clause);
        watch.tick(formula);
      };
      const auto [own, renamed] = cells[k];
      add({Lit(own, false), Lit(renamed, true)});
      if (k + 1 == cells.size()) continue;
      add({Lit(own, false), Lit(equal(k), true)});
      add({Lit(renamed, true), Lit(equal(k), true)});
    }
  }
}

void CompactEncoder::set_equal_so_far(Assignment& assignment) const {
  for (const auto& [cells, equal] : comparisons_) {
    for (std::size_t k = 0; k + 1 < cells.size(); ++k) {
      if (assignment.value(cells[k].first) != assignment.value(cells[k].second)) break;
      assignment.set(equal(k), true);
    }
  }
}

bool CompactEncoder::precedes(const Assignment& one, const Assignment& other) const {
  for (const Table& table : tables_) {
    for (std::uint64_t group = 0; group < table.groups.size(); ++group) {
      for (std::uint64_t content = 0; content < table.contents(); ++content) {
        for (unsigned bit = table.width; bit > 0; --bit) {
          const Var var = cell(table, group, content, bit - 1);
          if (one.value(var) != other.value(var)) return other.value(var);
        }
      }
    }
  }
  return false;
}

}  // namespace arcsat
