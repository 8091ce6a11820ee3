#include "theorem/linear_program.hpp"

#include <optional>

#include "base/error.hpp"

namespace arcsat {

namespace {

/// The dual program: the greatest Σ w_i·least[i] over w ≥ 0 with Σ_i w_i·rows[i][j] ≤ cost[j]. As no cost is negative, w = 0
/// is a vertex to begin with. Columns: the w_i, then a slack for each j.
class Tableau {
 public:
  explicit Tableau(const LinearProgram& program)
      : weights_(program.rows.size()), entries_(program.cost.size()), objective_(weights_ + entries_) {
    for (std::size_t i = 0; i < weights_; ++i) objective_[i] = program.least[i];
    for (std::size_t j = 0; j < entries_; ++j) {
      std::vector<Rational> line(weights_ + entries_);
      for (std::size_t i = 0; i < weights_; ++i) line[i] = program.rows[i][j];
      line[weights_ + j] = 1;
      lines_.push_back(std::move(line));
      right_.push_back(program.cost[j]);
      basic_.push_back(weights_ + j);
    }
  }

  Optimum run() {
    while (const auto entering = first_gain()) pivot(leaving(*entering), *entering);
    Optimum optimum{value_, std::vector<Rational>(entries_), std::vector<Rational>(weights_)};
    for (std::size_t j = 0; j < entries_; ++j) {
      optimum.point[j] = -objective_[weights_ + j];
      if (basic_[j] < weights_) optimum.weights[basic_[j]] = right_[j];
    }
    return optimum;
  }

 private:
  std::optional<std::size_t> first_gain() const {
    for (std::size_t k = 0; k < objective_.size(); ++k) {
      if (objective_[k] > 0) return k;
    }
    return std::nullopt;
  }

  std::size_t leaving(std::size_t entering) const {
    std::optional<std::size_t> best;
    for (std::size_t j = 0; j < lines_.size(); ++j) {
      if (lines_[j][entering] <= 0) continue;
      if (!best) {
        best = j;
        continue;
      }
      const Rational ratio = right_[j] / lines_[j][entering];
      const Rational least = right_[*best] / lines_[*best][entering];
      if (ratio < least || (ratio == least && basic_[j] < basic_[*best])) best = j;
    }
    if (!best) throw InternalError("a linear program without a feasible point");
    return *best;
  }

  void pivot(std::size_t row, std::size_t column) {
    const Rational scale = lines_[row][column];
    for (Rational& one : lines_[row]) one /= scale;
    right_[row] /= scale;
    for (std::size_t j = 0; j < lines_.size(); ++j) {
      if (j == row) continue;
      const Rational factor = lines_[j][column];
      subtract(lines_[j], lines_[row], factor);
      right_[j] -= factor * right_[row];
    }
    const Rational factor = objective_[column];
    subtract(objective_, lines_[row], factor);
    value_ += factor * right_[row];
    basic_[row] = column;
  }

  static void subtract(std::vector<Rational>& from, const std::vector<Rational>& line, const Rational& factor) {
    if (factor == 0) return;
    for (std::size_t k = 0; k < from.size(); ++k) {
      if (line[k] != 0) from[k] -= factor * line[k];
    }
  }

  std::size_t weights_;
  std::size_t entries_;
  std::vector<std::vector<Rational>> lines_;
  std::vector<Rational> right_;
  std::vector<Rational> objective_;
  Rational value_ = 0;
  std::vector<std::size_t> basic_;
};

Rational product_of(const std::vector<Rational>& one, const std::vector<Rational>& other) {
  Rational sum = 0;
  for (std::size_t k = 0; k < one.size(); ++k) sum += one[k] * other[k];
  return sum;
}

bool none_negative(const std::vector<Rational>& numbers) {
  for (const Rational& one : numbers) {
    if (one < 0) return false;
  }
  return true;
}

}  // namespace

bool is_optimal(const LinearProgram& program, const Optimum& optimum) {
  const std::size_t rows = program.rows.size();
  if (optimum.point.size() != program.cost.size() || optimum.weights.size() != rows) return false;
  if (!none_negative(optimum.point) || !none_negative(optimum.weights)) return false;
  for (std::size_t i = 0; i < rows; ++i) {
    if (product_of(program.rows[i], optimum.point) < program.least[i]) return false;
  }
  for (std::size_t j = 0; j < program.cost.size(); ++j) {
    Rational sum = 0;
    for (std::size_t i = 0; i < rows; ++i) sum += optimum.weights[i] * program.rows[i][j];
    if (sum > program.cost[j]) return false;
  }
  return product_of(program.cost, optimum.point) == optimum.value &&
         product_of(program.least, optimum.weights) == optimum.value;
}

Optimum minimize(const LinearProgram& program) {
  Optimum optimum = Tableau(program).run();
  if (!is_optimal(program, optimum)) throw InternalError("an optimum that is none");
  return optimum;
}

}  // namespace arcsat
